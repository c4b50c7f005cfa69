"""Run the command line: `isnad`, or `python -m bot`.

A process that multiprocessing starts for us imports this module again: nothing is loaded before the call.
"""

from __future__ import annotations

from typing import NoReturn


def main() -> NoReturn:
    """Run the command line."""
    from bot.cli import main as run

    run()


if __name__ == "__main__":
    main()
