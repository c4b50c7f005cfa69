"""The page on which a newcomer talks to the real bot over the loopback Bot API."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from bot.loopback.files import FileStore
from bot.loopback.refusals import ApiError
from bot.web.local_only import LocalOnly

_STATIC = Path(__file__).with_name("static")


def playground(
    loopback: ASGIApp,
    samples: Sequence[str],
    *,
    people: Sequence[int],
    files: FileStore,
    admins: Collection[int] = (),
    operators: int | None = None,
    documents: Callable[[], int] = lambda: 0,
    version: str = "",
) -> Starlette:
    """Return the page's app, with the loopback server (`/bot…`, `/file/…`, `/client/…`) at its root.

    `samples` are questions to tap, `people` the user ids that the page can write as (the first one at
    first), `admins` those of them who may give the bot orders, `operators` the group whose members answer
    what the documents do not; `files` are the loopback world's, to be downloaded without the bot's token;
    `documents` tells how many serve now.
    """

    async def facts(_: Request) -> JSONResponse:
        return JSONResponse(
            {
                "version": version,
                "documents": documents(),
                "samples": list(samples),
                "people": list(people),
                "admins": sorted(admins),
                "operators": operators,
            }
        )

    async def page(_: Request) -> FileResponse:
        return FileResponse(_STATIC / "index.html")

    async def download(request: Request) -> Response:
        try:
            stored = files.by_id(request.query_params.get("file_id", ""))
        except ApiError as error:
            return PlainTextResponse(error.description, 404)
        name = f"attachment; filename*=UTF-8''{quote(stored.upload.name, safe='')}"
        headers = {"Content-Disposition": name}
        return Response(stored.upload.content, headers=headers, media_type="application/octet-stream")

    return Starlette(
        routes=[
            Route("/", page),
            Route("/playground.json", facts),
            Route("/client/file", download),
            Mount("/static", StaticFiles(directory=_STATIC)),
            Mount("/", loopback),
        ],
        middleware=[Middleware(LocalOnly)],
    )
