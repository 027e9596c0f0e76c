"""What a backup holds, and what restoring it would do, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from learnsession.store.restore_plan import Overwrite, Plan

_MOST = 12
"""How many sessions are named in one line."""

_OWN_WORDS = {
    "settings.toml": "your settings",
    "counter.json": "the count of sessions",
    "vault.json": "the protection by a passphrase",
}


def plan_words(plan: Plan, others: Iterable[str], *, replacing: bool) -> Iterator[str]:
    """What restoring would do, a line each.

    Args:
        plan: what it would do.
        others: references of sessions that are here and not in the backup.
        replacing: False when what can be read here is left alone.

    """
    yield f"This backup was made on {moment_words(plan.made)}."
    if plan.added:
        yield f"New here: {named(plan.added)}"
    damaged = [over.path for over in plan.overwritten if over.lost]
    if damaged:
        yield f"Damaged here, to be replaced from the backup: {named(damaged)}"
    differing = [over for over in plan.overwritten if not over.lost]
    if differing:
        does = "to be replaced from the backup" if replacing else "left as it is"
        yield f"Different here, {does}:"
        yield from (f"  {_different(over)}" for over in differing)
    if plan.same:
        yield f"The same here already: {named(plan.same)}"
    staying = sorted(others)
    if staying:
        yield f"Not in the backup, and left as it is: {_some(staying)}"
    yield from plan.notes


def named(paths: Iterable[str]) -> str:
    """Files of a store by what people call them: sessions by their references."""
    listed = list(paths)
    if len(listed) > 1:
        listed = [path for path in listed if path != "counter.json"]  # not worth a word
    sessions = sorted(_ref(path) for path in listed if _is_session(path))
    drafts = sorted(_ref(path) for path in listed if path.endswith(".draft.json"))
    found = [_some(sessions)] if sessions else []
    if drafts:
        found.append(f"half-written text of {_some(drafts)}")
    own = [path for path in listed if path in _OWN_WORDS or path.startswith("my-packs/")]
    beside = len(listed) - len(sessions) - len(drafts) - len(own)
    found += [_OWN_WORDS.get(path, path) for path in sorted(own)]
    if beside:
        found.append(f"{_count(beside, 'file')} that sessions need")
    return ", ".join(found)


def sessions_in(paths: Iterable[str]) -> str:
    """How many sessions are among files of a store: `3 sessions`."""
    return _count(sum(map(_is_session, paths)), "session")


def moment_words(moment: datetime) -> str:
    """A moment as people here say it: `21 November 2026 at 13:50`."""
    from learnsession.session.dates import spoken

    here = moment.astimezone()
    return f"{spoken(here.date())} at {here:%H:%M}"


def size_words(size: int) -> str:
    """A number of bytes: `48 KB`."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def _different(over: Overwrite) -> str:
    words = over.words and f": {over.words}"
    return f"{named([over.path])}{words}"


def _is_session(path: str) -> bool:
    return path.startswith("sessions/") and not path.endswith(".draft.json")


def _ref(path: str) -> str:
    return path.rpartition("/")[2].partition("_")[0]


def _some(refs: list[str]) -> str:
    more = len(refs) - _MOST
    shown = ", ".join(refs[:_MOST])
    return f"{shown} and {_count(more, 'more session')}" if more > 0 else shown


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
