"""Updates of one chat are handled in order, those of different chats side by side."""

import asyncio
from typing import Any

import telegram

from bot.chat.order import ChatOrder


def update(update_id: int, chat_id: int) -> telegram.Update:
    chat = {"id": chat_id, "type": "private"}
    message = {"message_id": 1, "date": 1767225600, "chat": chat, "text": "x"}
    made = telegram.Update.de_json({"update_id": update_id, "message": message}, None)
    assert made is not None
    return made


class Workshop:
    """Handlers that finish when they are told to, and a record of what began and was done."""

    def __init__(self) -> None:
        self.began: list[int] = []
        self.done: list[int] = []
        self.gates: dict[int, asyncio.Event] = {}
        self.order = ChatOrder(self._done)

    async def _done(self, item: object) -> None:
        assert isinstance(item, telegram.Update)
        self.done.append(item.update_id)

    async def _work(self, number: int) -> None:
        self.began.append(number)
        await self.gates[number].wait()

    def take(self, number: int, chat_id: int) -> asyncio.Task[None]:
        self.gates[number] = asyncio.Event()
        work = self.order.process_update(update(number, chat_id), self._work(number))
        return asyncio.create_task(work)


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def results(*tasks: asyncio.Task[None]) -> list[Any]:
    return await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_chat_is_handled_one_by_one_and_no_chat_waits_for_another() -> None:
    shop = Workshop()
    tasks = [shop.take(1, 10), shop.take(2, 10), shop.take(3, 20)]
    await settle()
    assert shop.began == [1, 3]
    shop.gates[1].set()
    await settle()
    assert shop.began == [1, 3, 2]
    assert shop.done == [1]
    for gate in shop.gates.values():
        gate.set()
    await results(*tasks)
    assert sorted(shop.done) == [1, 2, 3]


async def test_many_waiting_updates_of_one_chat_do_not_stop_another() -> None:
    shop = Workshop()
    tasks = [shop.take(number, 10) for number in range(2000)]
    tasks.append(shop.take(5000, 20))
    await settle()
    assert shop.began == [0, 5000]
    for gate in shop.gates.values():
        gate.set()
    await results(*tasks)
    assert shop.began == [0, 5000, *range(1, 2000)]


async def test_a_chat_is_forgotten_when_it_is_idle() -> None:
    shop = Workshop()
    tasks = [shop.take(1, 10), shop.take(2, 10)]
    await settle()
    assert shop.order.chats == 1
    for gate in shop.gates.values():
        gate.set()
    await results(*tasks)
    assert shop.order.chats == 0


async def test_giving_up_what_waits_lets_what_began_finish() -> None:
    shop = Workshop()
    first, second = shop.take(1, 10), shop.take(2, 10)
    await settle()
    shop.order.give_up_waiting()
    late = shop.take(3, 30)
    await settle()
    shop.gates[1].set()
    await results(first, second, late)
    assert second.cancelled()
    assert (shop.began, shop.done) == ([1], [1])


async def test_giving_up_all_leaves_what_began_undone() -> None:
    shop = Workshop()
    first, second = shop.take(1, 10), shop.take(2, 20)
    await settle()
    shop.order.give_up_all()
    await results(first, second)
    assert first.cancelled()
    assert second.cancelled()
    assert (shop.done, shop.order.chats) == ([], 0)
