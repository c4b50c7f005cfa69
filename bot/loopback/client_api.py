"""Serve the people's side under /client: what a page or a test does in place of Telegram's apps."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.loopback import people_messages, people_queries
from bot.loopback.broken_wire import while_connected
from bot.loopback.client_view import state
from bot.loopback.fields import Fields
from bot.loopback.people_messages import Draft
from bot.loopback.refusals import ApiError, bad_request
from bot.loopback.request_body import read_request
from bot.loopback.wire import Json
from bot.loopback.world import World

LONGEST_WAIT = 50.0

Endpoint = Callable[[Request], Awaitable[JSONResponse]]
Act = Callable[[Fields], Coroutine[Any, Any, Json]]


def endpoint(act: Act) -> Endpoint:
    """Return an endpoint that reads JSON, acts, and answers in JSON, refusals included."""

    async def answer(request: Request) -> JSONResponse:
        try:
            if request.method == "POST" and not _is_json(request):
                raise bad_request("the body must be JSON")
            values, _ = await read_request(request)
            result = await while_connected(request, act(Fields(values)))
        except ApiError as error:
            return JSONResponse(error.envelope(), error.code)
        return JSONResponse(result)

    return answer


@dataclass(frozen=True)
class ClientApi:
    """What people do on a world."""

    world: World

    def routes(self) -> list[Route]:
        """Return the endpoints under /client."""
        acts: dict[str, Act] = {
            "send": self.send,
            "edit": self.edit,
            "delete": self.delete,
            "tap": self.tap,
            "inline": self.inline,
            "inline/choose": self.choose,
            "react": self.react,
        }
        reads: dict[str, Act] = {"state": self.state, "events": self.events}
        posted = [Route(f"/client/{name}", endpoint(act), methods=["POST"]) for name, act in acts.items()]
        read = [Route(f"/client/{name}", endpoint(act), methods=["GET"]) for name, act in reads.items()]
        return [*posted, *read, Route("/client/upload", self.upload, methods=["POST"])]

    async def state(self, fields: Fields) -> Json:
        """Return what a person's client shows."""
        return state(self.world, fields.integer("as"))

    async def events(self, fields: Fields) -> Json:
        """Return what happened after a number, waiting for the first."""
        person_id = fields.integer("as")
        self.world.person(person_id)
        seconds = max(0, min(fields.optional_integer("timeout") or 0, LONGEST_WAIT))
        after = fields.optional_integer("after") or 0
        events = await self.world.events.wait(after, person_id, seconds)
        return {"events": events, "seq": max(self.world.events.seq, after)}

    async def send(self, fields: Fields) -> Json:
        """Send a text."""
        return {"message": people_messages.send(self.world, _draft(fields))}

    async def edit(self, fields: Fields) -> Json:
        """Edit one's own message."""
        message = people_messages.edit(
            self.world,
            fields.integer("as"),
            fields.integer("chat_id"),
            fields.integer("message_id"),
            fields.text("text"),
        )
        return {"message": message}

    async def delete(self, fields: Fields) -> Json:
        """Delete a message."""
        people_messages.delete(
            self.world, fields.integer("as"), fields.integer("chat_id"), fields.integer("message_id")
        )
        return {"ok": True}

    async def react(self, fields: Fields) -> Json:
        """React to a message, or take the reaction back."""
        people_messages.react(
            self.world,
            fields.integer("as"),
            fields.integer("chat_id"),
            fields.integer("message_id"),
            fields.optional_text("emoji"),
        )
        return {"ok": True}

    async def tap(self, fields: Fields) -> Json:
        """Tap a button."""
        answer = await people_queries.tap(
            self.world,
            fields.integer("as"),
            fields.integer("chat_id"),
            fields.integer("message_id"),
            fields.text("callback_data"),
        )
        return {"answer": answer}

    async def inline(self, fields: Fields) -> Json:
        """Ask the bot inline."""
        return await people_queries.ask_inline(
            self.world, fields.integer("as"), fields.text("query"), fields.optional_text("offset") or ""
        )

    async def choose(self, fields: Fields) -> Json:
        """Send one of the inline results."""
        message = people_queries.choose(
            self.world,
            fields.integer("as"),
            fields.integer("chat_id"),
            fields.text("query"),
            fields.text("result_id"),
        )
        return {"message": message}

    async def upload(self, request: Request) -> JSONResponse:
        """Send a file; the one endpoint that takes a form."""
        try:
            values, files = await read_request(request)
            if "file" not in files:
                raise bad_request('"file" must be a file')
            fields = Fields({**values, "text": values.get("caption") or ""})
            message = people_messages.upload(
                self.world, _draft(fields), files["file"], photo=fields.optional_text("kind") == "photo"
            )
        except ApiError as error:
            return JSONResponse(error.envelope(), error.code)
        return JSONResponse({"message": message})


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").partition(";")[0].strip() == "application/json"


def _draft(fields: Fields) -> Draft:
    return Draft(
        person_id=fields.integer("as"),
        chat_id=fields.integer("chat_id"),
        text=fields.optional_text("text") or "",
        reply_to=fields.optional_integer("reply_to_message_id"),
        thread_id=fields.optional_integer("message_thread_id"),
        entities=fields.objects("entities"),
        quote=fields.optional_text("quote"),
        anonymous=fields.flag("anonymous"),
        sender_chat_id=fields.optional_integer("sender_chat_id"),
        raw=fields.object("raw"),
    )
