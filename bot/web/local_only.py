"""Keep the playground on this computer: refuse foreign hosts and origins, and tie the browser's hands."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"  # an uploaded page must not run here


class LocalOnly:
    """Pass on what was asked of this computer by its own pages or programs; refuse the rest with a 403.

    A name of somebody else's that resolves to 127.0.0.1 (DNS rebinding) and a form on another site
    both arrive here with their own Host or Origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one ASGI request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        safe_send = _with_security_headers(send, _policy(scope["path"]))
        if _is_local(headers.get("host"), headers.get("origin")):
            await self._app(scope, receive, safe_send)
        else:
            refusal = {"ok": False, "error_code": 403, "description": "Forbidden: this page is local only"}
            await JSONResponse(refusal, 403)(scope, receive, safe_send)


def _is_local(host: str | None, origin: str | None) -> bool:
    if host is None or _hostname(f"//{host}") not in _LOCAL_NAMES:
        return False
    return origin is None or origin == f"http://{host}"


def _hostname(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return None if parts.username or parts.path or parts.query or parts.fragment else parts.hostname


def _policy(path: str) -> str:
    return _PAGE_POLICY if path == "/" or path.startswith("/static/") else _DATA_POLICY


def _with_security_headers(send: Send, policy: str) -> Send:
    async def safe_send(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["Content-Security-Policy"] = policy
            headers["X-Content-Type-Options"] = "nosniff"
            headers["Referrer-Policy"] = "no-referrer"
            headers["Cross-Origin-Resource-Policy"] = "same-origin"
            headers.setdefault("Cache-Control", "no-cache")
        await send(message)

    return safe_send
