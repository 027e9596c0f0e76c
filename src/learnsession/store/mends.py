"""How each sort of damaged file is mended: what is brought back, and where it comes from.

What is replaced is copied to quarantine first and keeps its place until the new file takes it in
one move. So a kill at any moment leaves each file as it was or mended, and the same command does
the rest. Whoever mends holds the store's own lock and that of its backups.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import NewerError, StoreError
from learnsession.store import vault_copies
from learnsession.store.backup_lists import Copy, KeptBackup, read_object
from learnsession.store.copies import beside
from learnsession.store.files import write_atomically
from learnsession.store.findings import Finding, Kind
from learnsession.store.layout import PREVIOUS, QUARANTINE
from learnsession.store.mending_copies import can_be_renewed, renew
from learnsession.store.moves import copy_aside, move_aside, remove, tidy
from learnsession.store.names import names, parse
from learnsession.store.reading import read_generation
from learnsession.store.rebuilding import clear_away
from learnsession.store.references import counted as given_out
from learnsession.store.references import never_again, number_in
from learnsession.store.remedies import remedy
from learnsession.store.sealing import Seal
from learnsession.store.sessions import SessionStore
from learnsession.store.stamps import read_whole, stamp_of


@dataclass(frozen=True, slots=True)
class Bench:
    """What mending needs."""

    root: Path
    seal: Seal
    backups: tuple[KeptBackup, ...]
    """Those that can be read, the newest first."""
    stem: str
    """Put before the names of what is set aside: the time."""

    @property
    def aside(self) -> Path:
        """Where damaged files are kept."""
        return self.root / QUARANTINE


class Mend(NamedTuple):
    """One thing that can be mended."""

    finding: Finding
    words: str
    """What comes of it, one sentence."""
    act: Callable[[], None]
    """Does it. Raises `SaveError` when the disk refuses."""


def mend_of(bench: Bench, finding: Finding) -> Mend | None:
    """How to mend what was found; None when nothing here can stand in."""
    way = _WAYS.get(finding.kind)
    found = way(bench, finding.path) if way else None
    return Mend(finding, *found) if found else None


_Way = tuple[str, Callable[[], None]]
"""The words and the act of a mend."""


def _session(bench: Bench, path: str) -> _Way | None:
    name, found = parse(path), remedy(bench.root, bench.seal, path, bench.backups)
    if not name or not found:
        return None

    def act() -> None:
        SessionStore(bench.root, seal=bench.seal).drop_row(name.id)
        _replace(bench, path, found.data)

    return f"{name.ref} is brought back from {found.origin}.", act


def _double(bench: Bench, path: str) -> _Way | None:
    """The older of two files of one session, with what belongs to it."""
    name = parse(path)
    if not name:
        return None

    def act() -> None:
        SessionStore(bench.root, seal=bench.seal).drop_row(name.id)
        for file in beside(bench.root / path):
            move_aside(file, bench.aside, bench.stem)

    return f"This file of {name.ref} is set aside; the one that was written to last stays.", act


def _generation(bench: Bench, path: str) -> _Way | None:
    """Where the session itself is lost, the damaged generation is all that shows that it was."""
    session = path.removesuffix(PREVIOUS)
    try:
        read_generation(bench.root / session, bench.seal)
    except NewerError:
        words = "It is set aside; the session itself is whole, and a newer version's."
        return words, partial(_set_aside, bench, path)
    except (StoreError, FileNotFoundError):
        if not remedy(bench.root, bench.seal, session, bench.backups):
            return None

    def act() -> None:
        read_generation(bench.root / session, bench.seal)  # it has been mended before
        data, _ = read_whole(bench.root / session)
        _replace(bench, path, data)

    return "The last good generation is made anew from the session, which is whole.", act


def _draft(bench: Bench, path: str) -> _Way:
    """Opening the session drops a draft whose text was kept since; so an old one does no harm."""
    found = remedy(bench.root, bench.seal, path, bench.backups)
    if found:
        words = f"The half-written text is brought back from {found.origin}."
        return words, partial(_replace, bench, path, found.data)
    words = "It is set aside. Its half-written text cannot be brought back; what was kept is there."
    return words, partial(_set_aside, bench, path)


def _kept(bench: Bench, path: str) -> _Way | None:
    found = remedy(bench.root, bench.seal, path, bench.backups)
    if not found:
        return None
    origin = found.origin.partition(";")[0]  # it never changes, so nothing came later
    return f"It is brought back from {origin}.", partial(_replace, bench, path, found.data)


def _counter(bench: Bench, path: str) -> _Way:
    """As high as sessions and kept backups show, so that no number is given out again."""
    place = bench.root / path
    counted = (_counted(bench, copy) for copy in {b.files.get(path) for b in bench.backups} if copy)
    there = (int(name.ref[2:]) for name in names(bench.root) if name.ref[0] == "S")
    last = max(0, given_out(bench.root), *there, *counted)

    def act() -> None:
        if stamp_of(place):
            copy_aside(place, bench.aside, bench.stem)
        if last:
            never_again(bench.root, f"S-{last:04d}")
        else:
            remove(place)

    return f"It is made anew; the next session is S-{last + 1:04d}.", act


def _counted(bench: Bench, copy: Copy) -> int:
    try:
        return number_in(read_object(bench.root, copy))
    except (FileNotFoundError, StoreError):
        return 0


def _catalogue(bench: Bench, path: str) -> _Way:
    act = partial(clear_away, bench.root / path, bench.aside, bench.stem)
    return "It is made anew from the sessions.", act


def _vault(bench: Bench, path: str) -> _Way:
    return vault_copies.MENDED, partial(vault_copies.mend, bench.root, path, bench.stem)


def _list(bench: Bench, path: str) -> _Way:
    week = Path(path).stem
    words = f"The list of the backup {week} is set aside; this backup is lost, the store is not."
    return words, partial(_set_aside, bench, path)


def _object(bench: Bench, path: str) -> _Way | None:
    digest = Path(path).name
    if not can_be_renewed(bench.root, bench.seal, digest, bench.backups):
        return None
    act = partial(renew, bench.root, bench.seal, digest, bench.stem)
    return "Another good copy takes its place in the backup.", act


_WAYS: dict[Kind, Callable[[Bench, str], _Way | None]] = {
    "session": _session,
    "double": _double,
    "generation": _generation,
    "draft": _draft,
    "pack": _kept,
    "format": _kept,
    "counter": _counter,
    "catalogue": _catalogue,
    "vault": _vault,
    "list": _list,
    "object": _object,
}


def _replace(bench: Bench, path: str, data: bytes) -> None:
    place = bench.root / path
    tidy(place)
    if stamp_of(place):
        copy_aside(place, bench.aside, bench.stem)
    write_atomically(place, data)


def _set_aside(bench: Bench, path: str) -> None:
    move_aside(bench.root / path, bench.aside, bench.stem)
