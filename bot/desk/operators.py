"""An operator's reply, from the operators' chat to the asker, and what the operator is told of it.

Each step is kept before the next begins and not done twice, so a reply that is taken up after a kill goes on
where it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.buttons import Keyboard, Outcome, Reply, Tap
from bot.desk.answer_keeper import AnswerKeeper
from bot.desk.archive import Archive
from bot.desk.background import Background
from bot.desk.hand_over import HandOver
from bot.desk.handovers import Handovers, Messenger
from bot.dialogue import handing_over
from bot.dialogue.callbacks import CommandPress
from bot.dialogue.language import Language, language_of, spoken
from bot.dialogue.phrases import phrase
from bot.memory import HandedOver, HumanAnswer
from bot.records import Delivery, DeliveryStatus, Markup, Message, Target


@dataclass(frozen=True, slots=True)
class _Reply:
    """An operator's message that answers, and the messenger to use; `file`: it is more than words."""

    message: Message
    messenger: Messenger
    file: bool

    @property
    def language(self) -> Language:
        return language_of(self.message)

    async def say(self, parts: tuple[Markup, ...], keyboard: Keyboard = ()) -> Delivery:
        """Reply to the operator."""
        target = Target(self.message.chat_id, self.message.thread_id, self.message.message_id)
        return await self.messenger.send(target, parts, keyboard)


class Operators:
    """Takes what operators write in reply to a question."""

    def __init__(
        self,
        *,
        hand_over: HandOver,
        handovers: Handovers,
        archive: Archive,
        keeper: AnswerKeeper,
        background: Background,
    ) -> None:
        self._hand_over = hand_over
        self._handovers = handovers
        self._archive = archive
        self._keeper = keeper
        self._background = background

    async def take(self, message: Message, messenger: Messenger, *, file: bool) -> bool:
        """Pass a reply on to the asker; return False for what replies to no question.

        `file`: there is more in the message than words.  Raises SessionLogError.
        """
        if message.reply_to_message_id is None or message.command is not None:
            return False
        post = await self._handovers.post(message.chat_id, message.reply_to_message_id)
        if post is None:
            return False
        reply = _Reply(message, messenger, file)
        if post.about is None:
            await reply.say(handing_over.gone(reply.language))
        elif not message.text.strip():
            await reply.say(handing_over.words_only(reply.language))
        else:
            await self._answer(reply, post.about)
        return True

    async def take_again(self, message: Message, messenger: Messenger, *, file: bool) -> bool:
        """Change an answer as its operator changed it; return False for a message that is none.

        What did not arrive then is taken as new.  Raises SessionLogError.
        """
        found = await self._handovers.answer(message.chat_id, message.message_id)
        if found is None:
            return await self.take(message, messenger, file=file)
        answer, asked = found
        if message.text.strip() and (message.text != answer.text or not answer.message_ids):
            await self._change(_Reply(message, messenger, file), answer, asked)
        return True

    async def keep(self, tap: Tap, press: CommandPress, messenger: Messenger) -> Outcome:
        """Keep an answer as a document, as the button under its notice says.  Raises SessionLogError."""
        language = spoken(tap.person_language)
        post = await self._handovers.post(tap.chat_id, tap.message_id)
        found = await self._handovers.answer_by_id(press.page)
        if post is None or post.about is None or found is None or found[1].id != post.about.id:
            return Outcome(phrase("note_stale", language))
        answer, asked = found
        delivery = Delivery(answer.status or DeliveryStatus.FAILED)
        line = handing_over.became_of_it(delivery, language, place=answer.number)
        soon = Reply(handing_over.said(line, phrase("kept_soon", language)))
        await messenger.edit(tap.chat_id, tap.message_id, soon)  # taking it in takes its time
        told = await self._keeper.keep(answer, asked, tap.person_id, language)
        return Outcome(look=Reply(handing_over.said(line, told)))

    async def _answer(self, reply: _Reply, asked: HandedOver) -> None:
        message = reply.message
        answer = await self._handovers.begin(asked.id, message.chat_id, message.message_id, message.text)
        if answer is None:  # forgotten a moment ago
            await reply.say(handing_over.gone(reply.language))
            return
        if answer.status is None:
            parts = handing_over.answered_by_a_person(answer.text, asked)
            delivery = await reply.messenger.send(_asker(asked), parts)
            await self._handovers.delivered(answer.id, answer.text, delivery)
            if delivery.status is DeliveryStatus.DELIVERED:
                await self._mark(asked, answer.number, reply.messenger)
        else:
            delivery = Delivery(answer.status, answer.message_ids)
        line = handing_over.became_of_it(delivery, reply.language, place=answer.number, file=reply.file)
        await self._tell(reply, answer, asked, line, delivery, notice_id=answer.notice_id)

    async def _change(self, reply: _Reply, answer: HumanAnswer, asked: HandedOver) -> None:
        """Put a changed answer in the place of the one that arrived, and into its document."""
        parts = handing_over.answered_by_a_person(reply.message.text, asked)
        delivery = await reply.messenger.revise(_asker(asked), answer.message_ids, parts)
        await self._handovers.delivered(answer.id, reply.message.text, delivery)
        line = handing_over.became_of_it(
            delivery, reply.language, changed=bool(answer.message_ids), file=reply.file
        )
        await self._tell(reply, answer, asked, line, delivery)

    async def _tell(
        self,
        reply: _Reply,
        answer: HumanAnswer,
        asked: HandedOver,
        line: str,
        delivery: Delivery,
        notice_id: int | None = None,
    ) -> None:
        """Tell an operator what became of an answer, unless a notice has; keep it, or offer to."""
        arrived = delivery.status is DeliveryStatus.DELIVERED
        keeps = arrived and (self._keeper.always or answer.document is not None)
        buttons = handing_over.under_notice(answer.id, reply.language) if arrived and not keeps else ()
        if notice_id is None:
            told = await reply.say(handing_over.said(line), buttons)
            if told.message_ids:
                notice_id = told.message_ids[-1]
                await self._handovers.told(answer.id, asked.id, reply.message.chat_id, notice_id)
        if keeps:  # a reload takes its time, and other operators are not to wait for it
            self._background.begin(self._keep_and_tell(reply, answer, asked, line, notice_id))

    async def _keep_and_tell(
        self, reply: _Reply, answer: HumanAnswer, asked: HandedOver, line: str, notice_id: int | None
    ) -> None:
        kept = await self._keeper.keep(answer, asked, reply.message.sender_id, reply.language)
        if notice_id is not None:
            look = Reply(handing_over.said(line, kept))
            await reply.messenger.edit(reply.message.chat_id, notice_id, look)

    async def _mark(self, asked: HandedOver, answers: int, messenger: Messenger) -> None:
        """Show the other operators that a question has its answer."""
        kept = await self._archive.turn(asked.key)
        here = self._hand_over.place.target.chat_id
        posts = [message_id for chat_id, message_id in asked.posts if chat_id == here]
        if kept is None or len(posts) != 1:  # a question so long that it took two messages
            return
        parts = handing_over.asked_of_people(kept, await self._hand_over.language(), answers)
        if len(parts) == 1:
            await messenger.edit(here, posts[0], Reply(parts))


def _asker(asked: HandedOver) -> Target:
    return Target(asked.chat_id, asked.thread_id, asked.reply_to)
