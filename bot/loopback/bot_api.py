"""Serve the bot's side: /bot<token>/<method> and /file/bot<token>/<path>."""

from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp

from bot.loopback.access import BotCall
from bot.loopback.accounts import BotAccount
from bot.loopback.broken_wire import BrokenOff, ConnectionReset, silence, while_connected
from bot.loopback.methods import HANDLERS, method_named
from bot.loopback.parameters import Parameters, for_the_log
from bot.loopback.refusals import ApiError
from bot.loopback.request_body import read_request
from bot.loopback.weather import DONE, LOST, RESET, SLOW, TIMEOUT, Front
from bot.loopback.webhooks import WebhookSender
from bot.loopback.wire import Json
from bot.loopback.world import World

UNAUTHORIZED = ApiError(401, "Unauthorized")
NOT_FOUND = ApiError(404, "Not Found")
OK = 200
GATEWAY = frozenset({502, 503, 504})


@dataclass(frozen=True)
class BotApi:
    """The endpoints of the Bot API over a world."""

    world: World
    webhooks: WebhookSender

    async def call(self, request: Request) -> ASGIApp:
        """Answer one call of one method."""
        bot = self.world.bot_by_token(request.path_params["token"])
        method = method_named(request.path_params["method"])
        if bot is None:
            return _response(UNAUTHORIZED)
        if method is None:
            return _response(NOT_FOUND)
        try:
            values, uploads = await read_request(request)
        except ApiError as error:
            return _response(error)
        front = self.world.weather.strike(method, values.get("chat_id"))
        if front is not None and front.status not in DONE:
            return await self._fail(request, bot, method, values, front)
        weather = None if front is None else str(front.status)
        answer = await while_connected(request, self._answer(bot, method, values, uploads, weather))
        self.webhooks.look_after(bot)
        if answer is None:  # the caller has hung up, as a poller does that stops: nobody reads this
            return Response()
        return answer if front is None else await self._spoil(request, answer, front)

    async def _spoil(self, request: Request, answer: Response, front: Front) -> ASGIApp:
        if front.status == LOST:
            return ConnectionReset()
        if front.status == SLOW:
            await while_connected(request, self.world.closing.wait(front.seconds))
            return answer
        return BrokenOff(answer)

    async def _answer(
        self, bot: BotAccount, method: str, values: Json, uploads: Any, weather: str | None
    ) -> JSONResponse:
        started = self.world.clock()
        status: int = OK
        result: object
        body: Json
        try:
            params = Parameters(method, values, uploads)
            result = await HANDLERS[method](BotCall(self.world, bot, params))
            body = {"ok": True, "result": result}
        except ApiError as error:
            status, result, body = error.code, error.description, error.envelope()
        self.world.call_log.add(
            bot_id=bot.id,
            method=method,
            params=for_the_log(values, uploads),
            time=started,
            status=status,
            result=result,
            weather=weather,
        )
        # Telegram dates its answers, and a bot may go by that clock.
        return JSONResponse(body, status, headers={"date": formatdate(self.world.clock(), usegmt=True)})

    async def _fail(
        self, request: Request, bot: BotAccount, method: str, values: Json, front: Front
    ) -> ASGIApp:
        broken = front.status in {RESET, TIMEOUT}
        error = None if broken else front.error()
        self.world.call_log.add(
            bot_id=bot.id,
            method=method,
            params=for_the_log(values, {}),
            time=self.world.clock(),
            status=error.code if error else 0,
            result=error.description if error else str(front.status),
        )
        if error is not None:
            return _gateways_page(error) if error.code in GATEWAY else _response(error)
        if front.status == TIMEOUT:
            await silence(self.world, request)
        return ConnectionReset()

    async def file(self, request: Request) -> Response:
        """Return the bytes of a file."""
        if self.world.bot_by_token(request.path_params["token"]) is None:
            return _response(UNAUTHORIZED)
        stored = self.world.files.by_path(request.path_params["path"])
        if stored is None:
            return _response(NOT_FOUND)
        return Response(stored.upload.content, media_type=stored.upload.mime_type)


def _gateways_page(error: ApiError) -> HTMLResponse:
    """Return what the servers in front of Telegram's say of it: a page, no JSON."""
    said = f"{error.code} {error.description}"
    page = f"<html>\r\n<head><title>{said}</title></head>\r\n<body><h1>{said}</h1></body>\r\n</html>\r\n"
    return HTMLResponse(page, error.code)


def _response(error: ApiError) -> JSONResponse:
    return JSONResponse(error.envelope(), error.code)
