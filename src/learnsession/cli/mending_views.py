"""How looking after the store is shown: in words, and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from shlex import quote
from typing import Any

from learnsession.errors import LearnSessionError
from learnsession.plain.place import Place
from learnsession.store.catalogue import Rows
from learnsession.store.findings import Finding, Part, is_damaged
from learnsession.store.layout import QUARANTINE
from learnsession.store.repairing import Plan
from learnsession.store.whereabouts import Whereabouts
from learnsession.wording import counted, size_words

_SHOWN = 5
"""How many paths are named before the rest is only counted."""

_READERS = {
    "owner": "Only you may read it; so may whoever looks after this computer.",
    "group": "Others in your group on this computer may read some of it:",
    "everyone": "Everyone who uses this computer may read some of it:",
    "folder": "The permissions of the folder decide who may read it: see its properties, Security.",
}


def check_in_words(root: Path, parts: tuple[Part, ...], place: Place) -> str:
    """What `store check` says: a line each part, then what is not well."""
    if not parts:
        return f"There is nothing yet, so nothing is damaged: {root}"
    lines = [f"The store: {root}", "", *(f"  {_line(part)}" for part in parts)]
    damage = [each for part in parts for each in part.findings if each.damage]
    notes = [each for part in parts for each in part.findings if not each.damage]
    if damage:
        lines += ["", "Damaged or missing:", *_listed(damage, place)]
    if notes:
        lines += ["", "Good to know; nothing is lost by it:", *_listed(notes, place)]
    return "\n".join([*lines, "", _verdict(parts)])


def check_values(root: Path, parts: tuple[Part, ...]) -> dict[str, Any]:
    """What `store check --json` says."""
    return {
        "store": str(root),
        "exists": root.is_dir(),
        "damaged": is_damaged(parts),
        "parts": [asdict(part) for part in parts],
    }


def plan_in_words(found: Plan, place: Place) -> str:
    """What would be mended, and what can't be."""
    lines = ["This can be mended:"]
    for mend in found.mends:
        lines += ["", f"  {mend.finding.path}", f"    {mend.finding.wrong}", f"    {mend.words}"]
    lines += ["", f"What is replaced is kept in the folder '{QUARANTINE}' of the store."]
    if found.left:
        lines += ["", left_in_words(found.left, place)]
    return "\n".join([*lines, ""])


def left_in_words(left: Iterable[Finding], place: Place) -> str:
    """What nothing in the store can mend."""
    return "\n".join(["This cannot be mended from what the store holds:", *_listed(left, place)])


def done_in_words(done: Plan, root: Path, place: Place) -> str:
    """What was mended."""
    lines = ["Mended:"]
    for mend in done.mends:
        lines += [f"  {mend.finding.path}", f"    {mend.words}"]
    if (root / QUARANTINE).is_dir():
        lines.append(f"The damaged files are kept here: {root / QUARANTINE}")
    if done.left:
        lines.append(f"Not everything is well yet: {place.command('store check')}")
    else:
        lines.append("Everything that was damaged is mended.")
    return "\n".join(lines)


def rebuilt_in_words(found: Rows, root: Path, place: Place) -> str:
    """What the catalogue holds now, and which sessions it could not take in."""
    lines = [f"The catalogue is made anew: {counted(len(found.rows), 'session')}."]
    for path, words in found.damaged:
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        lines += [f"  {shown}", f"    Not in it. {words}"]
    if found.damaged:
        lines.append(f"See what can be brought back: {place.command('store repair')}")
    return "\n".join(lines)


def where_in_words(found: Whereabouts, place: Place) -> str:
    """What `store where` says; `place` is how further commands are typed."""
    if not found.there:
        lines = [f"There is nothing yet. The store will be here: {found.root}"]
        return "\n".join([*lines, *_cloud(found)])
    lines = [f"The store: {found.root}", ""]
    width = max((len(each.what) for each in found.kept), default=0)
    for each in found.kept:
        at = f"  {each.path}" if each.path else ""
        files, size = counted(each.files, "file"), size_words(each.size)
        lines.append(f"  {each.what:<{width}}  {files:>12}  {size:>9}{at}")
    lines += [f"  {'All together':<{width}}  {'':>12}  {size_words(found.size):>9}", ""]
    lines.append(
        "It is protected with a passphrase; without it the sessions cannot be read."
        if found.protected
        else "It is not protected: who may read these files can read what was written. To change "
        f"that: {place.command('store protect')}"
    )
    return "\n".join([*lines, *_readers(found), *_cloud(found)])


def where_values(found: Whereabouts) -> dict[str, Any]:
    """What `store where --json` says; sizes in bytes."""
    return {
        "store": str(found.root),
        "exists": found.there,
        "protected": found.protected,
        "cloud": found.cloud,
        "readers": found.readers,
        "open_to_others": list(found.open_to_others),
        "size": found.size,
        "kept": [each._asdict() for each in found.kept],
    }


def _line(part: Part) -> str:
    """E.g. `Sessions: 11 well, 1 damaged`."""
    damaged = sum(finding.damage for finding in part.findings)
    noted = len(part.findings) - damaged
    said = [f"{part.well} well"] if part.well else []
    said += [f"{damaged} damaged"] if damaged else []
    said += [f"{noted} to know about, see below"] if noted else []
    return f"{part.what[0].upper()}{part.what[1:]}: {', '.join(said) or 'none'}"


def _verdict(parts: tuple[Part, ...]) -> str:
    damaged = sum(finding.damage for part in parts for finding in part.findings)
    if not damaged:
        return "All is well."
    return f"{counted(damaged, 'thing').capitalize()} {'is' if damaged == 1 else 'are'} not well."


def _listed(findings: Iterable[Finding], place: Place) -> Iterator[str]:
    """Each with its path; of several in a row about which the same is said, it is said once."""
    for (wrong, todo), alike in groupby(findings, lambda each: (each.wrong, each.todo)):
        yield from (f"  {each.path}" for each in alike)
        told = place.told(LearnSessionError(wrong, todo))
        yield from (f"    {wrong}", f"    {told.removeprefix(wrong).strip()}")


def _readers(found: Whereabouts) -> Iterator[str]:
    yield _READERS[found.readers]
    if not found.open_to_others:
        return
    for path in found.open_to_others[:_SHOWN]:
        yield f"  {'the folder of the store itself' if path == '.' else path}"
    if len(found.open_to_others) > _SHOWN:
        yield f"  and {len(found.open_to_others) - _SHOWN} more"
    yield f"To keep it to yourself: chmod -R go-rwx {quote(str(found.root))}"


def _cloud(found: Whereabouts) -> Iterator[str]:
    if found.cloud:
        yield (
            f"The folder is one that {found.cloud} copies elsewhere. Ask whether that is allowed; "
            "to use another one, move it there and name it with --store or LEARNSESSION_STORE."
        )
