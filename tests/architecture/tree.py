"""The project's own files, as the tests of the house look at them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bot"


def modules() -> list[Path]:
    """Return every Python file of the package."""
    found = sorted(PACKAGE.rglob("*.py"))
    assert PACKAGE / "app.py" in found, "the package was not found"
    return found


def dotted(path: Path) -> str:
    """Return a file's name as imports say it."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def rooms() -> set[str]:
    """Return the names right below the package: its modules and packages."""
    return {
        dotted(path).split(".")[1] for path in modules() if path.parent != PACKAGE or path.stem != "__init__"
    }


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def contracts() -> list[dict[str, Any]]:
    """Return the import law."""
    law: list[dict[str, Any]] = project()["tool"]["importlinter"]["contracts"]
    return law


def floors() -> list[list[str]]:
    """Return the floors, highest first, each with its rooms."""
    [layers] = [contract["layers"] for contract in contracts() if contract["type"] == "layers"]
    return [[room.strip() for room in layer.split("|")] for layer in layers]
