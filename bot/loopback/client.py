"""Drive the people's side from a test, over real HTTP."""

import asyncio
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx

from bot.loopback.wire import Json

PATIENCE = 60.0
"""Seconds that end a hang alone: a busy machine is slow, which says nothing about the bot."""

Predicate = Callable[[Json], bool]


class ClientError(Exception):
    """The server refused what a person or a test wanted: the HTTP status and the reason."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(f"{status}: {description}")
        self.status = status
        self.description = description


class Client:
    """The people's and the control side of one loopback server."""

    def __init__(self, url: str) -> None:
        # Nothing here is encrypted: an empty context spares each client 30 ms of reading certificates.
        nothing_trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._http = httpx.AsyncClient(base_url=url, timeout=60.0, trust_env=False, verify=nothing_trusted)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def get(self, path: str, **params: str | int) -> Json:
        """Read /client/<path>; raise ClientError where it is refused."""
        return _body(await self._http.get(f"/client/{path}", params=params))

    async def post(self, path: str, **body: object) -> Json:
        """Post JSON to /client/<path>, without what is None; raise ClientError where it is refused."""
        given = {name: value for name, value in body.items() if value is not None}
        return _body(await self._http.post(f"/client/{path}", json=given))

    async def upload(self, name: str, content: bytes, **fields: str | int) -> Json:
        """Post a file to /client/upload and return the message."""
        data = {field: str(value) for field, value in fields.items()}
        response = await self._http.post("/client/upload", data=data, files={"file": (name, content)})
        return _message(_body(response))

    async def person(
        self,
        first_name: str,
        *,
        username: str | None = None,
        language_code: str | None = None,
        started: bool = False,
    ) -> "Person":
        """Create a person; with `started` they have begun the private chat with the bot."""
        body = await self.post(
            "people", first_name=first_name, username=username, language_code=language_code, started=started
        )
        return Person(self, body["user"])

    async def known(self, person_id: int) -> "Person":
        """Return someone who exists already."""
        return Person(self, (await self.get("state", **{"as": person_id}))["me"])

    async def group(self, title: str, *members: "Person", kind: str = "group", **fields: object) -> int:
        """Create a group with the bot in it and return its id; the first member is its creator."""
        body = await self.post(
            "chats", type=kind, title=title, members=[person.id for person in members], **fields
        )
        return int(body["chat"]["id"])

    async def topic(self, chat_id: int, name: str) -> int:
        """Open a topic in a forum and return its thread id."""
        return int((await self.post("topics", chat_id=chat_id, name=name))["message_thread_id"])

    async def weather(
        self, status: int | str, *, method: str | None = None, chat_id: int | None = None, **fields: int
    ) -> None:
        """Have the next matching Bot API calls fail."""
        await self.post("weather", status=status, method=method, chat_id=chat_id, **fields)

    async def calls(self, method: str | None = None) -> list[Json]:
        """Return the Bot API calls so far, of one method or of all."""
        body = await self.get("calls", **({"method": method} if method else {}))
        calls: list[Json] = body["calls"]
        return calls


@dataclass(frozen=True)
class Person:
    """Someone who chats, with the User that the bot sees."""

    client: Client
    user: Json

    @property
    def id(self) -> int:
        """Return their id, which is also the id of their private chat with the bot."""
        return int(self.user["id"])

    async def post(self, path: str, **body: object) -> Json:
        """Post to /client/<path> as this person."""
        return await self.client.post(path, **{"as": self.id}, **body)

    async def send(
        self,
        chat_id: int | None = None,
        text: str = "",
        *,
        reply_to: int | None = None,
        topic: int | None = None,
        **fields: object,
    ) -> Json:
        """Send a text, to the private chat with the bot by default, and return the message."""
        body = await self.post(
            "send",
            chat_id=self.id if chat_id is None else chat_id,
            text=text,
            reply_to_message_id=reply_to,
            message_thread_id=topic,
            **fields,
        )
        return _message(body)

    async def edit(self, chat_id: int, message_id: int, text: str) -> Json:
        """Edit one's own message and return it."""
        return _message(await self.post("edit", chat_id=chat_id, message_id=message_id, text=text))

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message."""
        await self.post("delete", chat_id=chat_id, message_id=message_id)

    async def upload(self, chat_id: int, name: str, content: bytes, **fields: str | int) -> Json:
        """Send a file and return the message; `caption`, and `kind="photo"` for a picture."""
        return await self.client.upload(name, content, **{"as": self.id, "chat_id": chat_id}, **fields)

    async def tap(self, message: Json, callback_data: str, *, chat_id: int | None = None) -> Json:
        """Tap a button under a message and return the bot's answer."""
        body = await self.post(
            "tap",
            chat_id=message["chat"]["id"] if chat_id is None else chat_id,
            message_id=message["message_id"],
            callback_data=callback_data,
        )
        answer: Json = body["answer"]
        return answer

    async def inline(self, query: str, offset: str = "") -> Json:
        """Ask the bot inline and return its answer: results, next_offset, cache_time, button."""
        return await self.post("inline", query=query, offset=offset)

    async def choose(self, chat_id: int, query: str, result_id: str) -> Json:
        """Send one of the inline results and return the message."""
        body = await self.post("inline/choose", chat_id=chat_id, query=query, result_id=result_id)
        return _message(body)

    async def react(self, chat_id: int, message_id: int, emoji: str | None) -> None:
        """React to a message, or take the reaction back."""
        await self.client.post(
            "react", **{"as": self.id, "chat_id": chat_id, "message_id": message_id, "emoji": emoji}
        )

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or take that back."""
        await self.post("block", blocked=blocked)

    async def state(self) -> Json:
        """Return what this person's client shows."""
        return await self.client.get("state", **{"as": self.id})

    async def events(self, after: int = 0, seconds: int = 0) -> Json:
        """Return the events after a number, waiting for the first."""
        return await self.client.get("events", **{"as": self.id, "after": after, "timeout": seconds})

    async def messages(self, chat_id: int | None = None) -> list[Json]:
        """Return the messages of a chat as they stand now, oldest first."""
        chat_id = self.id if chat_id is None else chat_id
        for chat in (await self.state())["chats"]:
            if chat["chat"]["id"] == chat_id:
                messages: list[Json] = chat["messages"]
                return messages
        return []

    async def wait_for(
        self,
        predicate: Predicate | None = None,
        *,
        reply_to: int | None = None,
        chat_id: int | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109  the word every test framework uses
    ) -> Json:
        """Return the first message that fits, sent or edited before or after this call.

        Args:
            predicate: what the message must be; any message of a bot by default.
            reply_to: the id of the message it must reply to.
            chat_id: the chat it must be in.
            timeout: seconds to wait.

        Raises:
            TimeoutError: no such message came.

        """
        wanted = predicate or (lambda message: message.get("from", {}).get("is_bot") is True)
        after = 0
        async with asyncio.timeout(timeout):
            while True:
                batch = await self.events(after, seconds=20)
                for event in batch["events"]:
                    message = event.get("message")
                    if (
                        message is not None
                        and chat_id in {None, event["chat_id"]}
                        and reply_to in {None, message.get("reply_to_message", {}).get("message_id")}
                        and wanted(message)
                    ):
                        found: Json = message
                        return found
                after = batch["seq"]


def _message(body: Json) -> Json:
    message: Json = body["message"]
    return message


def _body(response: httpx.Response) -> Json:
    body: Any = response.json()
    if response.is_error:
        raise ClientError(response.status_code, body.get("description", response.reason_phrase))
    answer: Json = body
    return answer
