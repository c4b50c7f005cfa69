"""Where Telegram posts to, in webhook mode."""

from __future__ import annotations

import socket
from typing import Any

SECRET = "webhook-secret_0123456789"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def behind(port: int) -> dict[str, Any]:
    """Return the settings of a bot that listens on a port."""
    return {
        "mode": "webhook",
        "webhook_url": f"http://127.0.0.1:{port}/hook",
        "webhook_port": port,
        "webhook_secret": SECRET,
    }
