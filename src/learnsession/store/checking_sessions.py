"""Looking through the sessions of a store, and what belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import NotFoundError, StoreError
from learnsession.session.folding import fold
from learnsession.session.record import Session
from learnsession.store.backed_up import is_session
from learnsession.store.backup_lists import KeptBackup, readable_backups
from learnsession.store.catalogue import KIND as CATALOGUE_KIND
from learnsession.store.catalogue import CatalogueRow, row_of
from learnsession.store.drafts import draft_path, read_draft
from learnsession.store.envelope import damaged
from learnsession.store.files import previous, stamp_of
from learnsession.store.findings import Finding, Part, finding_of
from learnsession.store.kept import Kind as KeptKind
from learnsession.store.kept import kept
from learnsession.store.locks import in_use
from learnsession.store.names import Name, names, parse
from learnsession.store.reading import read_generation
from learnsession.store.remedies import remedy
from learnsession.store.sealing import Seal, read_plain

CATALOGUE = "catalogue.json"
_REPAIR = "Mend it with: learnsession store repair"
OWN_BACKUP = "Bring it back from a backup of your own: learnsession store restore FILE"
"""What is left to do when the store itself holds nothing that could stand in."""


class Sessions(NamedTuple):
    """What was found among the sessions, and the rows that the catalogue should have."""

    parts: tuple[Part, ...]
    rows: dict[str, CatalogueRow]
    """By id, of those that can be read."""


def session_parts(root: Path, seal: Seal) -> Sessions:
    """Every session, its last good generation, its draft, and the packs and formats it ran on."""
    backups = readable_backups(root, seal)
    rows: dict[str, CatalogueRow] = {}
    wanted: dict[tuple[KeptKind, str], list[str]] = {}
    wrong: list[Finding] = []
    listed = sorted(names(root), key=lambda name: name.path)
    for name in listed:
        try:
            record = read_record(root, name, seal)
        except (StoreError, FileNotFoundError) as error:
            wrong.append(_session(root, seal, name, error, backups))
            continue
        stamp = stamp_of(root / name.path)
        rows[name.id] = row_of(record, name.path, stamp.size if stamp else -1)
        wanted.setdefault(("pack", record.started.pack_sha256), []).append(name.ref)
        wanted.setdefault(("format", record.started.format_sha256), []).append(name.ref)
    wrong += _lost(root, seal, {name.path for name in listed}, backups)
    return Sessions(
        (
            Part("sessions", len(rows), tuple(wrong)),
            _generations(root, seal, listed),
            _drafts(root, seal, listed),
            *(_kept(root, seal, kind, wanted, backups) for kind in ("pack", "format")),
        ),
        rows,
    )


def read_record(root: Path, name: Name, seal: Seal) -> Session:
    """A session as its file says, which has to be the session of its name.

    Raises:
        FileNotFoundError: there is no file.
        StoreError: as `reading.read_generation`.

    """
    path = root / name.path
    record = fold(read_generation(path, seal).events)
    if (record.started.session, record.started.ref) != (name.id, name.ref):
        raise damaged(path, "It holds another session than its name says")
    return record


def catalogue_part(root: Path, seal: Seal, rows: dict[str, CatalogueRow]) -> Part:
    """The catalogue: it has to say what the sessions do, but for those that are being run."""
    try:
        values, _ = read_plain(seal, CATALOGUE_KIND, root / CATALOGUE)
        found = [CatalogueRow._make(row) for row in values["rows"]]
    except FileNotFoundError:
        return Part("sessions in the catalogue", 0)
    except (StoreError, KeyError, TypeError, ValueError) as error:
        wrong = getattr(error, "happened", f"{CATALOGUE} does not hold a catalogue.")
        return Part("sessions in the catalogue", 0, (_stale(wrong),))
    running = in_use(root)
    odd = sorted(
        row.ref
        for row in found
        if row.id in rows and row.id not in running
        if row.size == rows[row.id].size and row != rows[row.id]
    )
    wrong = f"The catalogue says something else than {', '.join(odd[:5])}."
    return Part("sessions in the catalogue", len(found) - len(odd), (_stale(wrong),) if odd else ())


def _stale(wrong: str) -> Finding:
    return Finding("catalogue", CATALOGUE, wrong, "Make it anew: learnsession store rebuild")


def _session(
    root: Path, seal: Seal, name: Name, error: Exception, backups: tuple[KeptBackup, ...]
) -> Finding:
    found = remedy(root, seal, name.path, backups)
    todo = f"`learnsession store repair` brings back {found.origin}." if found else OWN_BACKUP
    if isinstance(error, StoreError):
        return finding_of("session", name.path, error, todo)
    return Finding("session", name.path, f"The file of {name.ref} is missing.", todo)


def _lost(
    root: Path, seal: Seal, there: set[str], backups: Iterable[KeptBackup]
) -> Iterator[Finding]:
    """Sessions that a kept backup has and the store has not: erasing drops them from both."""
    backups = tuple(backups)
    known = sorted({path for backup in backups for path in backup.files if is_session(path)})
    for path in known:
        name = parse(path)
        if name and path not in there:
            yield _session(root, seal, name, FileNotFoundError(path), backups)


def _generations(root: Path, seal: Seal, listed: Iterable[Name]) -> Part:
    well, wrong = 0, []
    for name in listed:
        path = previous(root / name.path)
        try:
            read_generation(path, seal)
            well += 1
        except FileNotFoundError:
            continue
        except StoreError as error:
            wrong.append(finding_of("generation", f"{name.path}.bak", error, _REPAIR))
    return Part("last good generations", well, tuple(wrong))


def _drafts(root: Path, seal: Seal, listed: Iterable[Name]) -> Part:
    well, wrong = 0, []
    for name in listed:
        try:
            well += read_draft(root / name.path, seal) is not None
        except StoreError as error:
            path = draft_path(root / name.path).relative_to(root).as_posix()
            wrong.append(finding_of("draft", path, error, _REPAIR))
    return Part("half-written texts", well, tuple(wrong))


def _kept(
    root: Path,
    seal: Seal,
    kind: KeptKind,
    wanted: dict[tuple[KeptKind, str], list[str]],
    backups: tuple[KeptBackup, ...],
) -> Part:
    """The kept packs or formats: all that are there, and all that a session needs."""
    there = {path.stem for path in (root / f"{kind}s").glob("*.json")}
    well, wrong = 0, []
    for digest in sorted(there | {digest for each, digest in wanted if each == kind}):
        path = f"{kind}s/{digest}.json"
        try:
            kept(root, kind, digest, seal)
            well += 1
        except StoreError as error:
            found = remedy(root, seal, path, backups)
            wrong.append(finding_of(kind, path, error, _REPAIR if found else OWN_BACKUP))
        except NotFoundError:
            if digest in there:
                said = "Its name is not that of a kept file."
                wrong.append(Finding("stray", path, said, "Move it elsewhere.", damage=False))
                continue
            refs = ", ".join(wanted[kind, digest][:5])
            said = f"The {kind} that {refs} ran on is missing."
            todo = _REPAIR if remedy(root, seal, path, backups) else OWN_BACKUP
            wrong.append(Finding(kind, path, said, todo))
    return Part(f"kept {kind}s", well, tuple(wrong))
