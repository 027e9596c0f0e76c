"""Lists and sessions as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from learnsession.plain.place import Place
from learnsession.plain.story import story_lines, when
from learnsession.plain.words import ADDED, as_it_stands, entry_line, minutes
from learnsession.session.dates import spoken
from learnsession.typed import clean
from learnsession.wording import counted

if TYPE_CHECKING:
    from learnsession.packs.library import Listed
    from learnsession.packs.model import Pack
    from learnsession.room.desk import Opened
    from learnsession.session.record import Entry
    from learnsession.store.catalogue import CatalogueRow


def session_table(rows: Sequence[CatalogueRow], place: Place) -> str:
    """Every session on a line, or what to do when there is none."""
    if not rows:
        return f"No session is kept yet. Start one: {place.command('run PACK')}"
    head = ("session", "started", "state", "pack", "team", "heard", "agreed")
    lines = [
        (
            row.ref,
            when(row.started),
            row.state,
            row.title,
            row.team or "-",
            str(row.reflections),
            str(row.agreed_actions),
        )
        for row in rows
    ]
    return table((head, *lines))


def register_lines(rows: Sequence[CatalogueRow]) -> str:
    """The registers of teams, under the list of sessions."""
    lines = ["Said of agreed actions outside sessions (learnsession actions):"]
    lines += [f"  {row.ref}  {row.team or 'without a team'}" for row in rows]
    return clean("\n".join(lines)).text


def table(lines: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest entry, two spaces between them."""
    flat = [[" ".join(clean(cell).text.split()) for cell in line] for line in lines]
    widths = [max(len(line[at]) for line in flat) for at in range(len(flat[0]))]
    padded = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in flat
    )
    return "\n".join(line.rstrip() for line in padded)


def session_words(opened: Opened, *, history: bool) -> str:
    """A whole session in words."""
    record, started = opened.record, opened.record.started
    heard = [entry for entry in record.entries if entry.kind == "reflection"]
    agreed = [entry for entry in record.entries if entry.kind != "reflection"]
    step = opened.agenda.step(record.position.step)
    lines = [
        f"{started.ref}: {started.pack_title}",
        f"Team: {started.team or 'not given'}",
        f"Format: {opened.form.title}",
        f"Started: {when(started.at)}",
        f"Closed: {when(record.closed_at)}" if record.closed_at else "Open",
        f"Stands at step {step.number} of {len(opened.agenda.steps)}: {step.title}",
        *_given(opened),
        *(f"Words were removed for good: {when(at)}" for at in record.removals),
        *_part("What we heard", heard, history),
        *_part("What we will do", as_it_stands(record, agreed), history),
    ]
    return clean("\n".join(lines)).text


def pack_table(listed: Sequence[Listed], own: Path) -> str:
    """Every pack, the broken ones with their first problem, and where one's own belong."""
    lines = []
    for each in listed:
        if each.file is None:
            lines.append(f"{each.path}\n  Broken. {each.problems[0]}")
            continue
        pack = each.file.pack
        lines.append(
            f"{pack.id}\n  {pack.title}: {', '.join(_published(pack))}\n"
            f"  {counted(len(pack.activities), 'activity', 'activities')}, "
            f"{minutes(pack.minutes)} together"
        )
        if each.own:
            replaces = " It is used in place of the one that ships." if each.replaces else ""
            lines.append(f"  Your own: {each.path}.{replaces}")
    lines.append(f"Your own packs belong in {own}")
    return clean("\n".join(lines)).text


def pack_words(pack: Pack, place: Place) -> str:
    """What a pack is about and what there is to do in it."""
    say = f" ({pack.say})" if pack.say else ""
    lines = [
        f"{pack.title}{say}",
        " ".join(f"{each}." for each in _published(pack)),
        "",
        pack.case_summary.about,
        "",
        f"Before you start: {pack.content_note}",
        "",
        "Activities:",
    ]
    for number, activity in enumerate(pack.activities, 1):
        marks = [minutes(activity.minutes), activity.way]
        marks += ["essential"] if activity.essential else []
        marks += ["talk only"] if activity.talk_only else []
        added = f" {ADDED}" if activity.written_for_pack else ""
        lines.append(f"  {number}. {activity.title} ({', '.join(marks)}){added}")
    lines += ["", f"Start it: {place.command(f'run {pack.id}')}"]
    return clean("\n".join(lines)).text


def _published(pack: Pack) -> tuple[str, ...]:
    """The review, and the body that published it where that is known."""
    return tuple(each for each in (pack.review, pack.published_by) if each)


def _given(opened: Opened) -> list[str]:
    """Attendance, confidence and review date, as far as they were given."""
    record = opened.record
    present = record.attendance
    lines = []
    if present.head_count is not None or present.roles:
        count = "" if present.head_count is None else str(present.head_count)
        lines.append(f"Here: {', '.join(part for part in (count, *present.roles) if part)}")
    for name, scores in (
        ("before", record.confidence_before),
        ("after", record.confidence_after),
    ):
        if scores:
            lines.append(f"Confidence {name}: {' '.join(str(score) for score in scores)}")
    if record.review_date:
        lines.append(f"Review date: {spoken(record.review_date)}")
    return lines


def _part(title: str, entries: Sequence[Entry], history: bool) -> list[str]:
    lines = ["", title]
    shown = [entry for entry in entries if history or not entry.withdrawn]
    for entry in shown:
        lines.append(entry_line(entry))
        if history:
            lines += story_lines(entry)
    return lines if shown else [*lines, "None recorded"]
