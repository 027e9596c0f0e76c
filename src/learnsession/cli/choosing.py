"""What a session is set up with on the command line, from the words that were typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from learnsession.errors import NotFoundError, RefusedError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from learnsession.packs.model import Pack
    from learnsession.packs.reader import FormatFile
    from learnsession.room.desk import SetUp
    from learnsession.session.events import Briefing


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options of `run` that say what the session is, as they were typed."""

    pack: str
    team: str
    facilitator: str
    form: str
    activities: tuple[int, ...] | None
    """Their numbers; None: the preselected ones."""
    finish: str | None
    stop_at_events: bool
    title: str
    partnership: str
    reference: str


def numbers(activities: str | None) -> tuple[int, ...] | None:
    """`1,3` as numbers.

    Raises:
        UsageError: it is something else.

    """
    if activities is None:
        return None
    parts = [part.strip() for part in activities.split(",")]
    if not all(part.isascii() and part.isdecimal() and len(part) < 6 for part in parts):
        raise click.UsageError("--activities takes numbers with commas between, like 1,3.")
    return tuple(int(part) for part in parts)


def set_up(chosen: Chosen, root: Path, *, plain: bool) -> SetUp:
    """What was chosen, as a session can be started from it.

    Raises:
        NotFoundError: there is no such pack, format or activity.
        PackError: the pack or format cannot be used.
        RefusedError: the pack has nothing to stop at, or no briefing to name; or it needs one
            named, and the app would start without asking.

    """
    from learnsession.packs.library import find_format, find_pack
    from learnsession.room.desk import SetUp

    found = find_pack(chosen.pack, root)
    form = find_format(chosen.form, root)
    if chosen.stop_at_events:
        _can_stop(found.pack, form)
    return SetUp(
        pack=found,
        form=form,
        team=chosen.team,
        facilitator=chosen.facilitator,
        activities=_ids(found.pack, chosen.activities),
        finish_by=finish_at(chosen.finish),
        stops=chosen.stop_at_events,
        briefing=_briefing(found.pack, chosen, plain=plain),
    )


def finish_at(text: str | None) -> datetime | None:
    """`14:30` as a moment.

    Raises:
        RefusedError: it is no time of day, or has passed.

    """
    if text is None:
        return None
    from datetime import UTC

    from learnsession.moment import utc_now
    from learnsession.session.dates import read_finish

    return read_finish(text, utc_now().astimezone()).astimezone(UTC)


def _can_stop(pack: Pack, form: FormatFile) -> None:
    from learnsession.session.sections import can_stop

    if not can_stop(pack, form.form):
        raise RefusedError(
            f"'{pack.title}' has nothing to stop at in '{form.form.title}'.",
            "Leave out --stop-at-events, or choose another --format.",
        )


def _briefing(pack: Pack, chosen: Chosen, *, plain: bool) -> Briefing | None:
    """The briefing that was named, where one pack serves any."""
    from learnsession.session.briefings import briefing_of

    given = {
        "title": chosen.title,
        "partnership": chosen.partnership,
        "reference": chosen.reference,
    }
    for name, value in given.items():
        if value.strip() and name not in pack.asks:
            raise RefusedError(
                f"'{pack.title}' takes no --{name}: it is on a review of its own.",
                "Leave it out, or run a pack that serves any briefing: any-briefing.",
            )
    briefing = briefing_of(pack, **given)
    if briefing is None and "title" in pack.asks and (not plain or any(given.values())):
        raise RefusedError(
            f"'{pack.title}' needs the title of the briefing that you bring.",
            f'Add it: learnsession run {pack.id} --title "Its title", or choose it on Home.',
        )
    return briefing


def _ids(pack: Pack, numbers: tuple[int, ...] | None) -> tuple[str, ...] | None:
    """The ids of the activities with these numbers, counted from 1 in the pack's order."""
    if numbers is None:
        return None
    for number in numbers:
        if not 1 <= number <= len(pack.activities):
            listed = "; ".join(f"{n} {a.title}" for n, a in enumerate(pack.activities, 1))
            todo = f"Use: {listed}{'' if listed[-1:] in ('?', '!', '.') else '.'}"
            raise NotFoundError(f"There is no activity {number} in this pack.", todo)
    return tuple(pack.activities[number - 1].id for number in numbers)
