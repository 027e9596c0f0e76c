"""The index of agreed actions: what each session agreed and said of actions, in one file.

It is derived and can be lost at any time, as the catalogue can. A register of 30,000 actions must
open in a moment, so it opens no session. What is in use, not in the index yet, or of another size
than the index says is read again; the index is written anew when many had to be.

An action is agreed in one file and spoken of in others. The index therefore keeps apart what each
file says, and adds it up when it is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnsession.errors import LockedError, StoreError
from learnsession.store.derived import no_collecting, unchanged_since
from learnsession.store.files import write_atomically
from learnsession.store.layout import ACTIONS
from learnsession.store.locks import in_use, store_lock
from learnsession.store.moves import remove, tidy
from learnsession.store.names import Listing, Name, listing, parse
from learnsession.store.sealing import Seal, close_plain, read_plain
from learnsession.store.stamps import Stamp, stamp_of

if TYPE_CHECKING:
    from learnsession.session.states import State

KIND = "actions"

WORTH_WRITING = 20
"""So many files that had to be read again are worth writing the index anew for."""

Contribution = dict[str, Any]
"""What one file says: `path`, `size`, `own` (states as agreed), `said` (sayings), `gone` (the ids
of actions that were taken back) and `notices` (what is wrong with it, in words)."""


class ActionIndex:
    """All agreed actions of a store.

    Args:
        root: the store.
        read: what one session's file says, by reading it; raises `StoreError`.
        seal: closes and opens the file.

    """

    def __init__(self, root: Path, read: Callable[[Name], Contribution], seal: Seal) -> None:
        self._root = root
        self._path = root / ACTIONS
        self._read = read
        self._seal = seal
        self.unread: tuple[tuple[Name, str], ...] = ()
        """What the last look left out because it cannot be read, each with what is wrong."""
        self.noticed: tuple[str, ...] = ()
        """What the last look found of files that lost their last save, in words."""

    def states(self) -> list[State]:
        """Every agreed action that was not taken back, with all that was said of it since.

        A session that cannot be read is left out, and named by `unread`.

        Raises:
            LockedError: the store is protected, and this is for clear text.
            StoreError: the folder may not be read.

        """
        from learnsession.session.effects import one_headline, tell_all

        states = [tell_all(state, said) if said else state for state, said in self.parts()]
        one_headline(states)
        return states

    def parts(self) -> list[tuple[State, list[Any]]]:
        """Each of them as it was agreed, and what was said of it. Raises as `states`."""
        with no_collecting():
            return _told_apart(self._contributions())

    def withdrawn(self) -> frozenset[str]:
        """The ids of actions that were taken back. Raises as `states`."""
        with no_collecting():
            return frozenset(
                entry for each in self._contributions() for entry in each.get("gone", ())
            )

    def drop(self, session_id: str) -> None:
        """Forget what a session's file says that is about to be changed as a whole, or removed.

        To be called by whoever holds the store's own lock and the session's.

        Raises:
            SaveError: the disk refused.

        """
        kept, years, stamp = self._load()
        others = [each for each in kept if _id(each) != session_id]
        if len(others) != len(kept):
            self._save(others, years)
        elif stamp and not kept:  # whatever stands in a file that cannot be read
            remove(self._path)

    def _contributions(self) -> list[Contribution]:
        running = in_use(self._root)
        found = listing(self._root)
        kept, years, stamp = self._load()
        good = self._still_right(kept, years, found, running)
        fresh, settled = self._read_again(found, {each["path"] for each in good}, running)
        if settled >= WORTH_WRITING or (settled and not stamp):
            well = (each for each in (*good, *fresh) if not each.get("notices"))
            keep = [each for each in well if _id(each) not in running]
            self._mend(keep, found, stamp)
        every = [*good, *fresh]
        self.noticed = tuple(words for each in every for words in each.get("notices", ()))
        return every

    def _read_again(
        self, found: Listing, known: set[str], running: frozenset[str]
    ) -> tuple[list[Contribution], int]:
        """What has to be read, and how many of them nobody is writing to now."""
        fresh: list[Contribution] = []
        settled = 0
        unread: list[tuple[Name, str]] = []
        for path in sorted(found.paths - known):
            name = parse(path)
            if name is None:
                continue
            try:
                fresh.append(self._read(name))
            except LockedError:
                raise
            except (StoreError, FileNotFoundError) as error:
                unread.append((name, str(getattr(error, "happened", "It is gone."))))
                continue
            settled += name.id not in running
        self.unread = tuple(unread)
        return fresh, settled

    def _still_right(
        self,
        kept: list[Contribution],
        years: dict[str, int],
        found: Listing,
        running: frozenset[str],
    ) -> list[Contribution]:
        unchanged = unchanged_since(self._root, years, found)
        return [
            each
            for each in kept
            if unchanged(each["path"], each["size"]) and not (running and _id(each) in running)
        ]

    def _mend(self, keep: list[Contribution], found: Listing, before: Stamp | None) -> None:
        """A matter of speed alone, so a refusal is not worth a word."""
        with suppress(StoreError), store_lock(self._root, self._seal, timeout=0):
            if stamp_of(self._path) == before:
                self._save(keep, found.years)

    def _save(self, contributions: Iterable[Contribution], years: dict[str, int]) -> None:
        tidy(self._path)
        values = {"years": years, "files": [*contributions]}
        write_atomically(self._path, close_plain(self._seal, KIND, self._path, values))

    def _load(self) -> tuple[list[Contribution], dict[str, int], Stamp | None]:
        """The index on disk; an empty one when it is missing, damaged or not of our format."""
        try:
            values, stamp = read_plain(self._seal, KIND, self._path)
            return list(values["files"]), dict(values["years"]), stamp
        except (FileNotFoundError, StoreError, KeyError, TypeError, ValueError):
            return [], {}, stamp_of(self._path)


def _id(contribution: Contribution) -> str:
    name = parse(contribution["path"])
    return name.id if name else ""


def _told_apart(contributions: Iterable[Contribution]) -> list[tuple[State, list[Any]]]:
    """Each action as it was agreed, and what was said of it in any file."""
    states: dict[str, State] = {}
    said: defaultdict[str, list[Any]] = defaultdict(list)
    for each in contributions:
        for state in each["own"]:
            states[state["id"]] = state
        for saying in each["said"]:
            said[saying["entry"]].append(saying)
    return [(state, said.get(entry, [])) for entry, state in states.items()]
