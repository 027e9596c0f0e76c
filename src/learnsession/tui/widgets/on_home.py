"""What Home shows, from what was found: the groups of its list, a welcome, what to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from learnsession.packs.cards import OnShelf
from learnsession.packs.listing import own
from learnsession.store.catalogue import CatalogueRow, Rows
from learnsession.store.place import cloud_folder
from learnsession.tui.phrases import counted, dotted, moment
from learnsession.tui.widgets.shelf import Group, Line

MOST_SESSIONS = 50
"""How many unfinished and how many closed sessions are drawn; the rest are in `sessions`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to show, read in one go."""

    packs: tuple[OnShelf, ...]
    sessions: Rows
    trouble: str = ""
    """Why the sessions could not be listed, in words."""


def groups(found: Found, now: datetime) -> list[Group]:
    """The unfinished sessions, the reviews, the closed sessions; those of them that there are."""
    unfinished = [row for row in found.sessions.rows if row.state == "open"]
    closed = [row for row in found.sessions.rows if row.state == "closed"]
    closed.sort(key=lambda row: row.closed or row.written, reverse=True)
    every = [
        _sessions("Continue where you stopped", unfinished, now),
        Group("Reviews", tuple(_pack_line(each) for each in found.packs)),
        _sessions("Closed sessions", closed, now),
    ]
    return [group for group in every if group.lines]


def _sessions(heading: str, rows: Sequence[CatalogueRow], now: datetime) -> Group:
    lines = tuple(
        Line(
            f"session:{row.id}",
            dotted(row.title, row.team or "no team named"),
            dotted(row.ref, moment(row.closed or row.written, now)),
        )
        for row in rows[:MOST_SESSIONS]
    )
    more = len(rows) - len(lines)
    after = f"and {more:,} more: learnsession sessions" if more else ""
    return Group(heading, lines, after)


def _pack_line(listed: OnShelf) -> Line:
    key = f"pack:{listed.path}"
    if listed.file is None:
        return Line(key, listed.path.name, "broken: cannot be used yet", wrong=True)
    return Line(key, listed.title)


def welcome(found: Found, root: Path) -> str:
    """What to do first, while there is no session or no review; otherwise nothing."""
    if not found.packs:
        return f"No review is here yet. Put the file of one into\n{own(root)}"
    if found.sessions.rows or found.sessions.damaged or found.trouble:
        return ""
    return (
        "Run a team session on a published review: choose one and press Enter. What you "
        f"write is kept on this computer only, in {root}"
    )


def notices(found: Found, root: Path, *, slips: int) -> str:
    """What to know about the store, a line each; `slips` is how many its settings have."""
    lines = [found.trouble] if found.trouble else []
    damaged = len(found.sessions.damaged)
    if damaged:
        lines.append(
            f"{counted(damaged, 'session').capitalize()} could not be read: learnsession sessions"
        )
    if slips:
        lines.append("Not everything in the file of your settings can be understood: press s.")
    service = cloud_folder(root)
    if service:
        lines.append(
            f"What you write is kept in a folder that {service} copies elsewhere. "
            "Ask whether that is allowed."
        )
    return "\n".join(lines)
