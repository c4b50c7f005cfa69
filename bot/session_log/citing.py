"""What the turns of others say of a document that is no longer called what somebody once asked."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from bot.dialogue.matter import head_of
from bot.dialogue.render import label
from bot.memory import Unasked
from bot.session_log.tables import cited_passages, turns
from bot.text.analyzer import analyze


def unask(connection: Connection, document: Unasked) -> None:
    """Let turns that cite a document call it by its title of now, wherever they say what was asked.

    A follow-up that was completed with the former title is from now on what was typed.
    """
    cited = cited_passages.c.document == document.former
    known = connection.scalars(select(cited_passages.c.title).where(cited)).all()
    titles = {each for each in known if each} - {document.title}
    if titles:
        citing = turns.c.id.in_(select(cited_passages.c.turn_id).where(cited))
        heads = {head for each in titles if (head := head_of(each))}  # "(...)" has none, and none is in all
        completed = [turns.c.searched.contains(each, autoescape=True) for each in heads]
        for turn in connection.execute(select(turns).where(or_(citing, *completed))).all():
            _unask_turn(connection, turn, titles, heads, document.title)
        headed = update(cited_passages).where(cited, cited_passages.c.heading.in_(titles))
        connection.execute(headed.values(heading=None))
    now = update(cited_passages).where(cited)
    connection.execute(now.values(document=document.document, title=document.title))


def _unask_turn(
    connection: Connection, turn: Row[Any], titles: Collection[str], heads: Collection[str], title: str
) -> None:
    """Take former titles out of what a turn shows and was looked for as."""
    searched, folded, shown = turn.searched, turn.folded, turn.shown or ""
    if searched and any(each in searched for each in heads):
        shown = shown.replace(_shown(searched), _shown(turn.question))
        searched, folded = None, analyze(turn.question).folded
    for each in titles:
        shown = shown.replace(_shown(each), _shown(title))
    changed = update(turns).where(turns.c.id == turn.id)
    connection.execute(
        changed.values(searched=searched, folded=folded, shown=None if turn.shown is None else shown)
    )


def _shown(text: str) -> str:
    return escape(label(text), quote=False)
