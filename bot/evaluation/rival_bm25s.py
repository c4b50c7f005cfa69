"""bm25s, where it is installed: its own tokenizer and defaults (it has no Arabic stop words or stemmer)."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def build(texts: Sequence[str]) -> Callable[[str, int], list[int]]:
    """Index the texts; return a search for the best of them.  Raises ImportError without it."""
    import bm25s

    def tokenized(each: Sequence[str]) -> list[list[str]]:
        tokens: list[list[str]] = bm25s.tokenize(
            list(each), stopwords=[], return_ids=False, show_progress=False
        )
        return tokens

    model = bm25s.BM25()
    model.index(tokenized(texts), show_progress=False)

    def search(question: str, most: int) -> list[int]:
        terms = tokenized([question])
        if not terms[0]:
            return []
        found, scores = model.retrieve(terms, k=min(most, len(texts)), show_progress=False)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [int(number) for number, score in pairs if score > 0]

    return search
