"""The frozen values that travel between the steps of one message's journey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Passage:
    """One ranked sentence: the exact source text at `[start, end)` of its document."""

    document: str
    title: str
    url: str | None
    """Where a reader can open its document, at the page or heading where the format allows."""
    date: str | None
    source: str | None
    text: str
    start: int
    end: int
    score: float
    heading: str | None = None
    """The heading that its paragraph stands under."""
    page: int | None = None
    """The page it begins on, counted from 1, in a paged document."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The answering sentence between its neighbours in the same paragraph, all verbatim."""

    before: str
    sentence: str
    after: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source; `number` counts from 1 and 1 is the document of the quoted sentence."""

    number: int
    document: str
    title: str
    date: str | None
    url: str | None
    source: str | None
    heading: str | None = None
    page: int | None = None


class Silence(StrEnum):
    """Why a question was not answered: it holds no words to look for, or the documents no answer."""

    NO_WORDS = "no_words"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the first passage is offered: its chance, 0 to 1, of answering, and why not otherwise."""

    confidence: float
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the corpus says to one question; `silence` is None exactly when it is answered."""

    question: str
    folded: str
    """The question as it was looked for: folded and without marks."""
    passages: tuple[Passage, ...]
    """Ranked best first, listed even when not answered."""
    confidence: float
    quote: Quote | None
    highlight: str | None
    """The exact span inside the quoted sentence that answers."""
    citations: tuple[Citation, ...]
    silence: Silence | None
    elapsed_ms: float
    searched: str | None = None
    """The question as it was looked for, when that is not as it was typed."""

    @property
    def answered(self) -> bool:
        """Say whether a sentence is offered as the answer."""
        return self.silence is None


class ChatKind(StrEnum):
    """Where a message was written."""

    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or bot named in a text; `[start, end)` are code points of the message's text."""

    start: int
    end: int
    username: str | None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """A bot command at the very start of a message: `/name@target arguments`."""

    name: str
    target: str | None
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One incoming text, free of Telegram's types; `thread_id` is None in General and outside forums."""

    update_id: int
    chat_id: int
    chat_kind: ChatKind
    thread_id: int | None
    message_id: int
    sender_id: int
    """The person, or the chat that an anonymous admin or a channel writes as."""
    sender_language: str | None
    """The language of their Telegram."""
    text: str
    sent_at: datetime
    command: Command | None = None
    mentions: tuple[Mention, ...] = ()
    reply_to_sender_id: int | None = None
    reply_to_message_id: int | None = None
    reply_to_text: str | None = None
    via_bot_id: int | None = None
    """The bot that made the text, which its sender chose from an inline list."""
    chosen_language: str | None = None
    """The language that the sender wants to be spoken to in, `ar` or `en`, if they said so."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the bot is on Telegram."""

    user_id: int
    username: str


class AddressedBy(StrEnum):
    """How a message said that it is for us."""

    PRIVATE = "private"
    COMMAND = "command"
    MENTION = "mention"
    REPLY = "reply"
    INLINE = "inline"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message that is for us: how it said so, and the question without the address."""

    by: AddressedBy
    question: str


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reply goes: the chat, its topic, and the message it answers."""

    chat_id: int
    thread_id: int | None
    reply_to: int | None


@dataclass(frozen=True, slots=True)
class Markup:
    """One message to send: Telegram HTML, and the same words without markup should it be refused."""

    html: str
    plain: str


class DeliveryStatus(StrEnum):
    """What became of a reply; refused means blocked, kicked or writing forbidden, and is no fault."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The sender's report: status, the ids of the messages that arrived, and the reason otherwise."""

    status: DeliveryStatus
    message_ids: tuple[int, ...] = ()
    reason: str | None = None
    moved_to: int | None = None
    """The chat that it went to instead, because the group has become that supergroup."""
