"""What is said when a question goes to people: to its asker before and after, and to the operators."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from html import escape

from bot.buttons import Button, Keyboard
from bot.dialogue.callbacks import Act, CommandPress, Press
from bot.dialogue.direction import closers, start_of_line, start_of_quote
from bot.dialogue.language import Language
from bot.dialogue.limits import MESSAGE_UNITS, utf16_length
from bot.dialogue.markup import BLOCKQUOTE, BOLD, Run, lay_out
from bot.dialogue.nearest import nearest
from bot.dialogue.phrases import counted, number, phrase
from bot.dialogue.render import attributed, label, shortened
from bot.memory import HandedOver, KeptTurn
from bot.records import Answer, Delivery, DeliveryStatus, Markup, Message, Passage, Silence

KEEP = "keep"
"""The command behind the button that keeps an answer as a document."""
_LONGEST_PASSAGE = 300  # code points; the operator knows the documents


class Offer(StrEnum):
    """How an asker is offered to have a question sent to people."""

    NONE = "none"
    BUTTON = "button"
    IN_WORDS = "in_words"
    """Before anybody taps, with what would be sent: the button below is the consent."""


async def nobody_to_ask(_message: Message, _answer: Answer) -> Offer:
    """Return the offer of a bot that has no operators' chat: none."""
    return Offer.NONE


def offer_of(answer: Answer, *, again: bool) -> Offer:
    """Return the offer for an answer; `again`: the question before found nothing, either."""
    if answer.silence is not Silence.NOT_FOUND:
        return Offer.NONE
    return Offer.IN_WORDS if again else Offer.BUTTON


def not_sent(parts: Sequence[Markup], language: Language) -> tuple[Markup, ...]:
    """Return a reply that also says that its question could not be sent."""
    return with_line(parts, phrase("note_not_sent", language))


def offered(parts: Sequence[Markup], language: Language) -> tuple[Markup, ...]:
    """Return a reply that also offers to ask people, and says what they would be sent."""
    return with_line(parts, f"{phrase('person_offer', language)} {phrase('person_terms', language)}")


def offer_button(key: str, language: Language, offer: Offer) -> list[Button]:
    """Return the row of the button that asks people, empty where that is not offered."""
    if offer is Offer.NONE:
        return []
    agreed = offer is Offer.IN_WORDS
    act, label_key = (Act.SEND, "button_send") if agreed else (Act.PERSON, "button_person")
    return [Button(phrase(label_key, language), str(Press(act, key)))]


def consent(question: str, language: Language) -> tuple[Markup, ...]:
    """Return the question whether a question is to be sent, with all that would be sent."""
    asked = phrase("person_consent", language, question=label(question))
    return lay_out([Run(f"{asked}\n\n{phrase('person_terms', language)}")])


def consent_buttons(key: str, language: Language) -> list[Button]:
    """Return the row that sends a question to people, or goes back."""
    return [
        *offer_button(key, language, Offer.IN_WORDS),
        Button(phrase("button_keep", language), str(Press(Act.BACK, key))),
    ]


def sent(parts: Sequence[Markup], language: Language) -> tuple[Markup, ...]:
    """Return a reply that also says that its question went to people."""
    return with_line(parts, phrase("person_sent", language))


def with_line(parts: Sequence[Markup], line: str) -> tuple[Markup, ...]:
    """Return a reply with a paragraph more, in a message of its own where the last has no room."""
    *first, last = parts
    if utf16_length(last.plain) + utf16_length(line) + 2 > MESSAGE_UNITS:
        return (*parts, *lay_out([Run(line)]))
    longer = Markup(f"{last.html}\n\n{escape(line, quote=False)}", f"{last.plain}\n\n{line}")
    return (*first, longer)


def asked_of_people(kept: KeptTurn, language: Language, answers: int = 0) -> tuple[Markup, ...]:
    """Return a question as the operators are asked it: with what was found, and not who asks.

    `answers` is how many of them have answered so far.
    """
    found = kept.answer
    title = "post_disliked" if found.answered else "post_unanswered"
    place = "post_in_private" if kept.chat_id > 0 else "post_in_group"
    runs = [
        Run(phrase(title, language) + "\n"),
        Run(start_of_quote(found.question) + found.question + closers(found.question), (BLOCKQUOTE, BOLD)),
        Run("\n"),
    ]
    if found.searched:
        runs.append(Run(phrase("searched", language, question=label(found.searched)) + "\n"))
    runs += [*_found(found, language), Run(f"\n{phrase(place, language)} {phrase('post_how', language)}")]
    if answers:
        runs.append(Run(f"\n\n{counted('post_answered', language, answers)}"))
    return lay_out(runs)


def withdrawn(language: Language) -> tuple[Markup, ...]:
    """Return what stands in the place of a question whose asker had it forgotten."""
    return lay_out([Run(phrase("post_withdrawn", language))])


def answered_by_a_person(text: str, asked: HandedOver) -> tuple[Markup, ...]:
    """Return an operator's answer as the asker reads it."""
    language = Language(asked.language)
    by_whom = phrase("person_answered", language, question=label(shortened(asked.question, 120)))
    return lay_out([Run(f"{by_whom}\n"), Run(start_of_quote(text) + text + closers(text), (BLOCKQUOTE,))])


def gone(language: Language) -> tuple[Markup, ...]:
    """Return that a question is there no more, so that an answer to it went to nobody."""
    return lay_out([Run(phrase("notice_gone", language))])


def words_only(language: Language) -> tuple[Markup, ...]:
    """Return that an answer must be written in words."""
    return lay_out([Run(phrase("notice_words_only", language))])


def became_of_it(
    delivery: Delivery, language: Language, *, place: int = 1, changed: bool = False, file: bool = False
) -> str:
    """Return what became of an operator's answer, the so-manyth to its question, with a `file` or without."""
    if delivery.status is DeliveryStatus.REFUSED:
        return phrase("notice_refused", language)
    if delivery.status is DeliveryStatus.FAILED:
        return phrase("notice_failed", language)
    if changed:
        said = phrase("notice_changed", language)
    elif place > 1:
        said = phrase("notice_delivered_too", language, number=number(place, language))
    else:
        said = phrase("notice_delivered", language)
    return f"{said} {phrase('notice_without_file', language)}" if file else said


def said(*lines: str) -> tuple[Markup, ...]:
    """Return lines as one message."""
    return lay_out([Run("\n\n".join(line for line in lines if line))])


def under_notice(answer_id: int, language: Language) -> Keyboard:
    """Return the button that keeps an answer as a document."""
    return ((Button(phrase("button_keep_answer", language), str(CommandPress(KEEP, str(answer_id)))),),)


def _found(answer: Answer, language: Language) -> list[Run]:
    if answer.answered:
        return [Run(f"{phrase('post_given', language)}\n"), *_passage(answer.passages[0], language)]
    near = [passage for _, passage in nearest(answer)]
    if not near:
        return [Run(f"{phrase('post_nothing_near', language)}\n")]
    runs = [Run(f"{phrase('post_nearest', language)}\n")]
    for passage in near:
        runs += _passage(passage, language)
    return runs


def _passage(passage: Passage, language: Language) -> list[Run]:
    text = shortened(passage.text, _LONGEST_PASSAGE)
    return [
        Run(f"{start_of_line(language)}• "),
        *attributed(passage.title, passage.url, (passage.heading, passage.date)),
        Run("\n"),
        Run(start_of_quote(text) + text + closers(text), (BLOCKQUOTE,)),
        Run("\n"),
    ]
