"""tantivy, where it is installed: BM25 in Rust, with the Arabic stemmer of Snowball if wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_MEMORY = 50_000_000
"""Bytes that its writer may fill before it writes to disk."""


def build(texts: Sequence[str], *, arabic: bool) -> Callable[[str, int], list[int]]:
    """Index the texts in memory; return a search for the best of them.  Raises ImportError without it."""
    import tantivy

    words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    analyzer = (words.filter(tantivy.Filter.stemmer("arabic")) if arabic else words).build()
    fields = tantivy.SchemaBuilder()
    fields.add_integer_field("number", stored=True)
    fields.add_text_field("text", tokenizer_name="chosen")
    schema = fields.build()
    index = tantivy.Index(schema)
    index.register_tokenizer("chosen", analyzer)
    writer = index.writer(heap_size=_MEMORY, num_threads=1)
    for number, text in enumerate(texts):
        writer.add_document(tantivy.Document(number=number, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(question: str, most: int) -> list[int]:
        terms = (tantivy.Query.term_query(schema, "text", term) for term in analyzer.analyze(question))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        return [searcher.doc(place)["number"][0] for _, place in searcher.search(query, most).hits]

    return search
