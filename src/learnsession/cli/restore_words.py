"""What a backup holds, and what restoring it would do, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from learnsession.errors import StoreError
from learnsession.session.dates import spoken
from learnsession.store.backed_up import is_session
from learnsession.wording import counted

if TYPE_CHECKING:
    from datetime import datetime

    from learnsession.plain.place import Place
    from learnsession.store.backup_lists import KeptBackup
    from learnsession.store.restore_plan import Overwrite, Plan

_MOST = 12
"""How many sessions are named in one line."""

_OWN_WORDS = {
    "settings.toml": "your settings",
    "counter.json": "the count of sessions",
    "vault.json": "the protection by a passphrase",
}


def plan_words(plan: Plan, others: Sequence[str], *, replacing: bool) -> Iterator[str]:
    """What restoring would do, a line each.

    Args:
        plan: what it would do.
        others: references of sessions that are here and not in the backup.
        replacing: False when what can be read here is left alone.

    """
    yield f"This backup was made on {_moment(plan.made)}."
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
    if others:
        yield f"Not in the backup, and left as it is: {_some(others)}"
    yield from plan.notes


def named(paths: Iterable[str]) -> str:
    """Files of a store by what people call them: sessions by their references."""
    listed = list(paths)
    if len(listed) > 1:
        listed = [path for path in listed if path != "counter.json"]  # not worth a word
    sessions = sorted(_ref(path) for path in listed if is_session(path))
    drafts = sorted(_ref(path) for path in listed if path.endswith(".draft.json"))
    found = [_some(sessions)] if sessions else []
    if drafts:
        found.append(f"half-written text of {_some(drafts)}")
    own = [path for path in listed if path in _OWN_WORDS or path.startswith("my-packs/")]
    beside = len(listed) - len(sessions) - len(drafts) - len(own)
    found += [_OWN_WORDS.get(path, path) for path in sorted(own)]
    if beside:
        found.append(f"{counted(beside, 'file')} that sessions need")
    return ", ".join(found)


def kept_words(
    kept: Mapping[str, KeptBackup | StoreError], place: Place, *, more_are_made: bool
) -> Iterator[str]:
    """The weekly backups beside a store, a line each.

    Args:
        kept: each by its name, or why it cannot be read; the oldest first.
        place: how further commands are typed.
        more_are_made: what the setting says.

    """
    if kept:
        yield "Weekly backups beside the store, the newest last:"
    else:
        yield "There is no weekly backup beside the store yet."
    for name, each in kept.items():
        if isinstance(each, StoreError):
            yield f"  {name}  {each.happened}"
        else:
            yield f"  {name}  {_moment(each.made)}, {sessions_in(each.files)}"
    if kept:
        command = place.command(f"store restore {list(kept)[-1]} --dry-run")
        yield f"To see what one would bring back: {command}"
    if not more_are_made:
        yield "No more are made: the setting 'A backup every week' is off."


def sessions_in(paths: Iterable[str]) -> str:
    """How many sessions are among files of a store: `3 sessions`."""
    return counted(sessions_among(paths), "session")


def sessions_among(paths: Iterable[str]) -> int:
    """The number of them."""
    return sum(map(is_session, paths))


def _different(over: Overwrite) -> str:
    words = over.words and f": {over.words}"
    return f"{named([over.path])}{words}"


def _ref(path: str) -> str:
    return path.rpartition("/")[2].partition("_")[0]


def _some(refs: Sequence[str]) -> str:
    more = len(refs) - _MOST
    shown = ", ".join(refs[:_MOST])
    return f"{shown} and {counted(more, 'more session')}" if more > 0 else shown


def _moment(moment: datetime) -> str:
    """A moment as people here say it: `21 November 2026 at 13:50`."""
    here = moment.astimezone()
    return f"{spoken(here.date())} at {here:%H:%M}"
