"""Looking through the sessions of a store, and what belongs to them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from learnsession.errors import NotFoundError, StoreError
from learnsession.session.folding import fold
from learnsession.session.record import Session
from learnsession.store.backed_up import is_session
from learnsession.store.backup_lists import KeptBackup, readable_backups
from learnsession.store.catalogue import CatalogueRow, row_of
from learnsession.store.catalogue_file import catalogued
from learnsession.store.drafts import draft_path, read_draft
from learnsession.store.envelope import damaged
from learnsession.store.files import previous
from learnsession.store.findings import REPAIR, Finding, Part, finding_of
from learnsession.store.kept import FOLDER_OF, kept
from learnsession.store.kept import Kind as KeptKind
from learnsession.store.layout import CATALOGUE, PREVIOUS, below
from learnsession.store.left_sealed import as_damage, beside_session
from learnsession.store.locks import in_use
from learnsession.store.losses import gone_from, missing, one_each, twice
from learnsession.store.names import Name, listing, names, parse
from learnsession.store.reading import read_generation
from learnsession.store.remedies import remedy
from learnsession.store.sealing import Seal
from learnsession.store.stamps import stamp_of

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
    read: list[CatalogueRow] = []
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
        read.append(row_of(record, name.path, stamp.size if stamp else -1))
        for needed in _ran_on(record):
            wanted.setdefault(needed, []).append(name.ref)
    rows, doubles = one_each(read)
    whole = {row.id: row.path for row in rows}
    wrong = [_or_double(root, each, whole) for each in wrong]
    wrong += (_double(row.path, row.ref, newer.path) for row, newer in doubles)
    wrong += _lost(root, seal, {name.id for name in listed}, backups)
    return Sessions(
        (
            Part("sessions", len(rows), tuple(wrong)),
            _generations(root, seal, listed, {row.path for row in read if _has_grown(row)}),
            _drafts(root, seal, listed),
            *(_kept(root, seal, kind, wanted, backups) for kind in ("pack", "format")),
        ),
        {row.id: row for row in rows},
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


def _ran_on(record: Session) -> Iterator[tuple[KeptKind, str]]:
    """The pack and the format of a session; the register of a team has none."""
    if record.started.pack_sha256:
        yield "pack", record.started.pack_sha256
    if record.started.format_sha256:
        yield "format", record.started.format_sha256


def catalogue_part(root: Path, seal: Seal, rows: dict[str, CatalogueRow]) -> Part:
    """The catalogue: it has to say what the sessions do, but for those that are being run."""
    try:
        found = catalogued(root, seal)
    except FileNotFoundError:
        return Part("sessions in the catalogue", 0)
    except StoreError as error:
        return Part("sessions in the catalogue", 0, (_stale(error.happened),))
    running = in_use(root)
    odd = sorted(
        row.ref
        for row in found
        if row.id in rows and row.id not in running
        if (row.path, row.size) == (rows[row.id].path, rows[row.id].size) and row != rows[row.id]
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
        error = as_damage(root / name.path, error, replaceable=bool(found))
        return finding_of("session", name.path, error, todo)
    return Finding("session", name.path, missing(name.ref), todo)


def _double(path: str, ref: str, newer: str) -> Finding:
    return Finding("double", path, twice(ref, newer), REPAIR)


def _lost(
    root: Path, seal: Seal, there: set[str], backups: Iterable[KeptBackup]
) -> Iterator[Finding]:
    """Sessions that the catalogue or a kept backup has and the store has not.

    Erasing drops them from both. `there` are the ids of those that have a file in any year.
    """
    backups = tuple(backups)
    known = {path for backup in backups for path in backup.files if is_session(path)}
    lost = {name.id: name for name in map(parse, sorted(known)) if name and name.id not in there}
    for name in lost.values():
        yield _session(root, seal, name, FileNotFoundError(name.path), backups)
    try:
        gone = gone_from(root, catalogued(root, seal), listing(root))
    except (StoreError, FileNotFoundError):
        return  # the part of the catalogue says so
    for row in gone:
        if row.id not in lost:
            todo = f"{OWN_BACKUP}; if you removed it on purpose: learnsession store rebuild"
            yield Finding("session", row.path, missing(row.ref), todo)


def _or_double(root: Path, finding: Finding, whole: dict[str, str]) -> Finding:
    """A generation without its session is no loss where the session stands in another year."""
    name = parse(finding.path)
    if finding.kind != "session" or not name or name.id not in whole:
        return finding
    if os.path.lexists(root / finding.path):
        return finding
    return _double(finding.path, name.ref, whole[name.id])


def _has_grown(row: CatalogueRow) -> bool:
    """Whether it was saved more than once, so that there is a generation before the last."""
    return row.written_at > row.started_at


def _generations(root: Path, seal: Seal, listed: Iterable[Name], grown: set[str]) -> Part:
    """The last good generations. That one is not there has to be known, and is no damage."""
    well, wrong, without = 0, [], []
    for name in listed:
        path = previous(root / name.path)
        try:
            read_generation(path, seal)
            well += 1
        except FileNotFoundError:
            without += [name] if name.path in grown else []
        except StoreError as error:
            error = beside_session(path, error, root / name.path, seal)
            wrong.append(finding_of("generation", f"{name.path}{PREVIOUS}", error, REPAIR))
    if without:
        more = f" and {len(without) - 5} more" if len(without) > 5 else ""
        said = f"No last good generation is kept of {', '.join(x.ref for x in without[:5])}{more}."
        todo = "Nothing has to be done; the next save makes it anew."
        wrong.append(Finding("stray", f"{without[0].path}{PREVIOUS}", said, todo, damage=False))
    return Part("last good generations", well, tuple(wrong))


def _drafts(root: Path, seal: Seal, listed: Iterable[Name]) -> Part:
    well, wrong = 0, []
    for name in listed:
        try:
            well += read_draft(root / name.path, seal) is not None
        except StoreError as error:
            path = draft_path(root / name.path)
            error = beside_session(path, error, root / name.path, seal)
            wrong.append(finding_of("draft", below(root, path), error, REPAIR))
    return Part("half-written texts", well, tuple(wrong))


def _kept(
    root: Path,
    seal: Seal,
    kind: KeptKind,
    wanted: dict[tuple[KeptKind, str], list[str]],
    backups: tuple[KeptBackup, ...],
) -> Part:
    """The kept packs or formats: all that are there, and all that a session needs."""
    there = {path.stem for path in (root / FOLDER_OF[kind]).glob("*.json")}
    well, wrong = 0, []
    for digest in sorted(there | {digest for each, digest in wanted if each == kind}):
        path = f"{FOLDER_OF[kind]}/{digest}.json"
        try:
            kept(root, kind, digest, seal)
            well += 1
        except StoreError as error:
            found = remedy(root, seal, path, backups)
            error = as_damage(root / path, error, replaceable=bool(found))
            wrong.append(finding_of(kind, path, error, REPAIR if found else OWN_BACKUP))
        except NotFoundError:
            if digest in there:
                said = "Its name is not that of a kept file."
                wrong.append(Finding("stray", path, said, "Move it elsewhere.", damage=False))
                continue
            refs = ", ".join(wanted[kind, digest][:5])
            said = f"The {kind} that {refs} ran on is missing."
            todo = REPAIR if remedy(root, seal, path, backups) else OWN_BACKUP
            wrong.append(Finding(kind, path, said, todo))
    return Part(f"kept {kind}s", well, tuple(wrong))
