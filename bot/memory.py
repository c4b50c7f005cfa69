"""What the session log keeps of a turn, and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from bot.records import Addressed, Answer, Delivery, DeliveryStatus, Message


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its reply, as the log keeps it; `total_ms` is from arrival to the end of sending."""

    message: Message
    addressed: Addressed
    answer: Answer
    delivery: Delivery
    received_at: datetime
    total_ms: float
    key: str | None = None
    """Names the turn in the buttons under its reply, by chance, so that nobody guesses another's."""
    language: str | None = None
    """The language that the reply speaks beside its quotations; None for a reply without buttons."""
    shown: str | None = None
    """The last message of the reply, which has the buttons: Telegram HTML."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """A turn as the log gives it back; its answer has all passages, and no neighbours of the quoted one."""

    id: int
    key: str
    chat_id: int
    thread_id: int | None
    sender_id: int
    answer: Answer
    language: str
    shown: str
    handed_over: bool = False
    """Its asker had it sent to people."""


class Claim(StrEnum):
    """Whether a question is to be handed over now: once each, and not too many of one person."""

    GRANTED = "granted"
    TAKEN = "taken"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A question that went to the operators, and where the answers to it go."""

    id: int
    key: str
    """The key of its turn."""
    chat_id: int
    thread_id: int | None
    reply_to: int | None
    """The message that asked; None when its chat has become another one since."""
    question: str
    folded: str
    language: str
    posts: tuple[tuple[int, int], ...] = ()
    """The messages that ask the operators: chat and message ids."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message of ours in the operators' chat; None: what it was about has been forgotten since."""

    about: HandedOver | None


@dataclass(frozen=True, slots=True)
class HumanAnswer:
    """What an operator answered; `number` counts the answers to the same question from 1."""

    id: int
    number: int
    text: str
    status: DeliveryStatus | None
    """What became of it; None: it was not sent yet."""
    message_ids: tuple[int, ...]
    """Its messages in the asker's chat."""
    notice_id: int | None
    """The message that told the operator what became of it."""
    document: str | None
    """The file below the corpus that keeps it."""


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A handed-over question with the answers to it that are kept as a document."""

    asked: HandedOver
    files: tuple[str, ...]
    """Where the log says that they are, below the corpus."""
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unasked:
    """A document that no longer says what was asked: its file and title, before and now."""

    former: str
    document: str
    former_title: str
    title: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What a message asked when it was answered last, and the messages of that reply, in order."""

    question: str
    message_ids: tuple[int, ...]


class Vote(IntEnum):
    """What a person thinks of an answer."""

    GOOD = 1
    BAD = -1


class Reason(StrEnum):
    """What a person finds wrong with an answer."""

    WRONG = "wrong"
    BESIDE = "beside"
    PARTIAL = "partial"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Topic:
    """What a person asked: a question in full, the title of the document quoted, and the sentence."""

    question: str
    title: str | None = None
    answer: str | None = None
    typed: str | None = None
    """The question as it was typed, when that was not all that was looked for."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the documents did not answer, however often and by whomever it was asked."""

    answer: Answer
    """What came of it the last time: its wording, and what was nearest."""
    times: int
    in_groups: int
    last_at: datetime


class Action(StrEnum):
    """What somebody who looks after the bot did with its documents."""

    ADD = "add"
    REMOVE = "remove"
    RESTORE = "restore"
    RELOAD = "reload"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what with the documents, when, and what came of it."""

    action: Action
    document: str
    """The file below the corpus, or a few words on what changed where it was not one file."""
    at: datetime
    actor_id: int | None = None
    """Who did it in the chat; None: on the server itself, or by somebody who has been forgotten."""
    failure: str | None = None
    """Why nothing came of it; None: it was done."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What happened in a stretch of time; a latency is from a question's arrival to its sent reply."""

    questions: int
    answered: int
    good: int
    bad: int
    sessions: int
    median_ms: float | None
    """None where no question was."""
    p95_ms: float | None
    to_people: int = 0
    """Of the questions that were asked then, those that went to people."""
    by_people: int = 0
    """Of these, those that people answered."""


@dataclass(frozen=True, slots=True)
class Day:
    """The figures of one day, by UTC."""

    date: date
    figures: Figures
