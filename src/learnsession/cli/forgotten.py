"""What is said before and after something is removed for good. Never the words themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnsession.session.agreeing import REGISTER
from learnsession.session.dates import spoken
from learnsession.session.record import REMOVED
from learnsession.typed import clean
from learnsession.wording import counted

if TYPE_CHECKING:
    from learnsession.plain.place import Place
    from learnsession.session.record import Session
    from learnsession.store.catalogue import CatalogueRow
    from learnsession.store.erasing import Going
    from learnsession.store.redacting import Standing

_OUT_OF_REACH = (
    "out of reach: notes that were exported, backup files made elsewhere, what a synced folder "
    "has sent away, and what the disk itself may still hold."
)
_STRAY = "that a cloud service or an editor left beside it"
ERASED = f"What stays is {_OUT_OF_REACH}"
"""What is said once a session is erased."""

REDACTED = f"""'{REMOVED}' stands in their place, and the note says when.
What may still hold them is {_OUT_OF_REACH}"""
"""What is said once words are removed."""


def what_goes(going: Going) -> str:
    """What erasing a session takes with it, a line each."""
    record, ref = going.record, going.name.ref
    lines = [f"{ref}: {_about(record)}" if record else f"{ref} can no longer be read."]
    lines += ["This goes for good:", *(f"  {line}" for line in _parts(going)), *_actions(going)]
    return clean("\n".join(lines)).text


def where_it_stands(row: CatalogueRow, found: Standing, place: Place) -> str:
    """In how many places some words stand, by what people call them."""
    places = found.places
    lines = [f"These words stand in {row.ref} ({row.title}):"]
    lines += [f"  number {number}: {_times(n)}" for number, n in sorted(places.entries.items())]
    lines += [f"  {name}: {_times(count)}" for name, count in places.elsewhere.items()]
    if found.copies:
        lines.append(f"  {counted(found.copies, 'copy', 'copies')} of it, such as in kept backups")
    if places.inside_words:
        lines.append(f"{_times(places.inside_words).capitalize()} they are a part of a longer word")
    lines += [f"{files} cannot be searched and will go as a whole." for files in _closed(found)]
    lines += [line.replace("learnsession ", place.command("")) for line in beyond(found)]
    return clean("\n".join(lines)).text


def beyond(found: Standing) -> list[str]:
    """What is left as it is: other sessions in which the words stand, what cannot be searched."""
    also = " also" if found.found else ""
    said = [f"They{also} stand in {ref}: learnsession redact {ref}" for ref in found.also_in]
    if found.unsearched:
        said.append(f"Not searched, for it cannot be read: {', '.join(found.unsearched)}.")
    if not found.found:
        said += [f"Not searched, for they cannot be read: {files}." for files in _closed(found)]
    return said


def _closed(found: Standing) -> list[str]:
    """The files of the session that cannot be searched."""
    set_aside, beside = found.unreadable, found.unreadable_beside
    said = [f"{counted(set_aside, 'file')} of it in quarantine"] if set_aside else []
    return [*said, f"{counted(beside, 'file')} {_STRAY}"] if beside else said


def _about(record: Session) -> str:
    started = record.started
    day = spoken(started.at.astimezone().date())
    if started.format == REGISTER:
        return f"the register of {started.team or 'actions without a team'}, begun {day}"
    team = started.team or "no team given"
    return f"{started.pack_title}, {team}, held {day}, {record.state}"


def _in_register(record: Session) -> str:
    """What stands in the register of a team."""
    entered = counted(len(record.entered), "agreed action")
    said = counted(len(record.said), "thing")
    return f"{entered} that no session here agreed, and {said} said of actions outside sessions"


def _parts(going: Going) -> list[str]:
    parts = ["everything that was kept of it"]
    if going.record and going.record.started.format == REGISTER:
        parts = [_in_register(going.record)]
    elif going.record:
        heard, agreed = len(going.record.reflections), len(going.record.agreed_actions)
        actions = counted(agreed, "agreed action")
        things = counted(heard, "thing")
        parts = [f"{things} heard, {actions}, with every earlier wording"]
    parts += ["a half-written text"] if going.drafted else []
    if going.strays:
        parts.append(f"{counted(going.strays, 'file')} {_STRAY}")
    if going.set_aside:
        parts.append(f"{counted(going.set_aside, 'file')} of it in quarantine")
    if going.backups:
        parts.append(f"its copies in {counted(going.backups, 'kept backup')}")
    return parts


def _actions(going: Going) -> list[str]:
    """What becomes of what was agreed."""
    record = going.record
    if record and record.said and record.started.format == REGISTER:
        return ["The actions will stand as if nothing of that had been said.", *_elsewhere(going)]
    return _elsewhere(going)


def _elsewhere(going: Going) -> list[str]:
    """Where else stands what was agreed."""
    record = going.record
    if record and not (record.agreed_actions or record.entered):
        return []
    if going.carried:
        refs = ", ".join(going.carried)
        return [f"What was agreed goes too, but stays where it was carried on: in {refs}."]
    if going.record is None:
        return ["No session that can be read has carried on what was agreed in it."]
    return ["No later session has carried on what was agreed: it is gone with it."]


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")
