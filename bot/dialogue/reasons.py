"""What /why tells of an answer: words, chance and threshold, and what put its sentence first."""

from __future__ import annotations

from math import isclose

from bot.dialogue.direction import isolated, start_of_line
from bot.dialogue.language import Language
from bot.dialogue.markup import BOLD, Run, lay_out
from bot.dialogue.phrases import number, phrase
from bot.dialogue.render import label, shortened
from bot.explanation import Evidence, Explanation, Found
from bot.records import Answer, Markup

_LONGEST_SENTENCE = 300  # code points of the sentence, which is only named here
_LONGEST_WORD = 30
_MOST_WORDS = 12  # of each sort


def why(answer: Answer, explained: Explanation, language: Language) -> tuple[Markup, ...]:
    """Return why a question was answered as it was, or not answered.

    The explanation is made afresh; where it comes to another chance, the documents have changed.
    """
    question = answer.searched or answer.question
    mark = start_of_line(language)
    runs = [
        Run(phrase("why_title", language), (BOLD,)),
        Run(f"\n{mark}{phrase('why_question', language, question=label(question))}"),
    ]
    first = explained.first
    if first is not None:
        sentence = isolated(shortened(first.text, _LONGEST_SENTENCE))
        named = phrase("why_sentence", language, sentence=sentence, title=label(first.title))
        runs.append(Run(f"\n{mark}{named}"))
    runs += _words(explained, language)
    runs += _decision(answer, explained, language)
    if explained.evidence:
        runs.append(Run(f"\n\n{phrase('why_evidence', language)}", (BOLD,)))
        runs += [_weighed(each, language) for each in explained.evidence]
    return lay_out(runs)


def _words(explained: Explanation, language: Language) -> list[Run]:
    """Return a line for each sort of place that words of the question were found in."""
    runs = [Run(f"\n\n{phrase('why_words', language)}", (BOLD,))]
    for place in Found:
        typed = [word.typed for word in explained.words if word.found is place]
        if typed:
            shown = (isolated(shortened(word, _LONGEST_WORD)) for word in typed[:_MOST_WORDS])
            named = phrase(f"why_{place}", language, words=phrase("separator", language).join(shown))
            runs.append(Run(f"\n{start_of_line(language)}{named}"))
    if not explained.words:
        runs.append(Run(f"\n{start_of_line(language)}{phrase('why_no_words', language)}"))
    return runs


def _decision(answer: Answer, explained: Explanation, language: Language) -> list[Run]:
    mark = start_of_line(language)
    chance, threshold = (_percent(each, language) for each in (explained.confidence, explained.threshold))
    said = phrase(
        "why_answered" if answer.answered else "why_silent", language, chance=chance, threshold=threshold
    )
    runs = [
        Run(f"\n\n{phrase('why_decision', language)}", (BOLD,)),
        Run(f"\n{mark}{said}"),
    ]
    if explained.first is not None:
        first, second = (_percent(each, language) for each in (explained.first.score, explained.second_score))
        runs.append(Run(f"\n{mark}{phrase('why_ranking', language, first=first, second=second)}"))
    if not isclose(answer.confidence, explained.confidence, abs_tol=0.001):
        runs.append(Run(f"\n{mark}{phrase('why_changed', language)}"))
    return runs


def _weighed(evidence: Evidence, language: Language) -> Run:
    """Return a line that says in words what spoke for or against the sentence, and how much."""
    sign = "▲" if evidence.lead > 0 else "▼"
    named = phrase(f"why_by_{evidence.sort}", language, points=isolated(f"{evidence.lead:+.1f}"))
    return Run(f"\n{start_of_line(language)}{sign} {named}")


def _percent(share: float, language: Language) -> str:
    return phrase("percent", language, value=number(100 * share, language))
