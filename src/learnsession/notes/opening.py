"""The opening of a session note: what it is, when and with whom, on what, and what was owed."""

from __future__ import annotations

from learnsession.documents.blocks import (
    Block,
    Details,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    Words,
)
from learnsession.notes import wording as say
from learnsession.notes.matter import Matter
from learnsession.packs.model import Asks
from learnsession.session.agenda import Step
from learnsession.session.record import REMOVED
from learnsession.session.sections import CHECK_FIRST

MARKING = "Sensitive: safeguarding learning. Keep and share under your local policy."


def front(matter: Matter) -> list[Block]:
    """Part 1, under the title: the kind, whether it is a draft, the handling marking."""
    record = matter.record
    kind = f"Team learning session, {record.started.ref}, {matter.day(record.started.at)}"
    marking = (Run(MARKING, "strong"), Run(" (marking added by learnsession)"))
    return [
        Paragraph(kind),
        *_draft(matter),
        Paragraph(marking),
        say.added(
            "the headings, counts and times, 'None recorded', and what is marked like this. "
            "'Written for the pack' marks what the source document does not contain."
        ),
    ]


def _draft(matter: Matter) -> list[Block]:
    made = f"Made {matter.moment(matter.now)}."
    if matter.rehearsal:
        words = "Rehearsal: nothing of it was kept, and this is no record of a session."
    elif matter.record.closed_at is None:
        words = "Draft: the session is still open."
    else:
        return []
    return [Paragraph(f"{words} {made}", "notice")]


def details(matter: Matter) -> list[Block]:
    """Part 2: session details, with planned and actual minutes."""
    record = matter.record
    started, present = record.started, record.attendance
    closed = record.closed_at
    last = "Closed" if closed else "Last written to"
    head_count = say.NOT_GIVEN if present.head_count is None else str(present.head_count)
    rows: tuple[tuple[str, Words], ...] = (
        ("Reference", started.ref),
        ("Team", started.team or say.NOT_GIVEN),
        ("Facilitator (role)", started.facilitator or say.NOT_GIVEN),
        ("Format", f"{matter.form.title} ({matter.form.id})"),
        ("Started", matter.moment(started.at)),
        (last, matter.moment(closed or record.last_at)),
        ("State", record.state.capitalize()),
        ("People present", head_count),
        ("Roles and agencies", "; ".join(present.roles) or say.NOT_GIVEN),
        *_removals(matter),
    )
    return [Details(rows), _minutes(matter)]


def _removals(matter: Matter) -> list[tuple[str, Words]]:
    """When words were removed for good, so that '[removed]' in the note explains itself."""
    moments = ", ".join(map(matter.moment, matter.record.removals))
    told = f"{moments}; '{REMOVED}' stands in their place"
    return [("Words removed for good", told)] if moments else []


def _minutes(matter: Matter) -> Table:
    clock = matter.record.clock
    reached = {matter.steps[step].phase for step in matter.record.revealed if step in matter.steps}
    rows: list[tuple[Words, ...]] = []
    for planned in matter.record.started.phases:
        phase = matter.phases.get(planned.id)
        spent = clock.spent.get(planned.id, 0.0)
        actual = say.minutes(spent) if spent or planned.id in reached else "Not reached"
        rows.append((phase.title if phase else planned.id, str(planned.minutes), actual))
    together = sum(planned.minutes for planned in matter.record.started.phases)
    rows.append(((Run("Together", "strong"),), str(together), say.minutes(clock.total)))
    return Table(
        ("Phase", "Planned minutes", "Actual minutes"),
        tuple(rows),
        (8.6, 4.0, 4.0),
        "Planned and actual minutes (rounded)",
    )


def purpose(matter: Matter) -> list[Block]:
    """Part 3: purpose, source and pack version, and the contacts that the source prints."""
    pack, source = matter.pack, matter.pack.source
    title = f"{pack.title} ({pack.say})" if pack.say else pack.title
    rows: tuple[tuple[str, Words], ...] = (
        ("Known as", title),
        ("Review", pack.review),
        ("Partnership", _given(matter, "partnership", pack.partnership)),
        ("Period reviewed", pack.case_summary.period or "Not stated in the source"),
        ("Source", _given(matter, "title", source.title)),
        ("Publisher", _given(matter, "partnership", source.publisher)),
        ("Kind of document", source.kind[:1].upper() + source.kind[1:]),
        ("Published", source.published or "Not stated in the source"),
        ("How to find it", _given(matter, "reference", source.reference)),
        ("Pack", pack.id),
        ("Pack version", matter.record.started.pack_sha256[:12]),
    )
    return [
        say.added(
            f"the purpose was to learn as a team from {pack.title}, and to agree what to do."
        ),
        Details(rows),
        *_briefing(matter),
        *_contacts(matter),
        say.added(
            "the pack version is the beginning of the SHA-256 checksum of the pack as it was "
            f"when run, in full {matter.record.started.pack_sha256}."
        ),
    ]


def _given(matter: Matter, name: Asks, value: str) -> str:
    """What set-up asks of a briefing counts only if somebody gave it."""
    if name not in matter.pack.asks:
        return value
    briefing = matter.record.started.briefing
    return str(getattr(briefing, name, "")) or say.NOT_GIVEN


def _briefing(matter: Matter) -> list[Block]:
    if not matter.pack.asks:
        return []
    return [
        say.added(
            "this pack serves any briefing. Title, partnership and reference stand here as they "
            "were given at set-up; nobody has compared them with the briefing."
        )
    ]


def _contacts(matter: Matter) -> list[Block]:
    """Telephone numbers and addresses as printed; they may be out of date."""
    found = matter.pack.contacts
    if not found:
        return []
    items = tuple(say.with_remark(each.text, added=each.written_for_pack) for each in found)
    return [say.lead(f"{CHECK_FIRST}:"), Listing(items)]


def ground(matter: Matter) -> list[Block]:
    """Part 4: content note and ground rules, and whether they were shown."""
    note, rules = matter.holding("content-note"), matter.holding("rule-1")
    return [
        Heading(2, "Content note"),
        Paragraph((Run(matter.pack.content_note), Run(say.WRITTEN_FOR_PACK, "aside")), "quote"),
        Paragraph(_shown(matter, note)),
        Heading(2, "Ground rules"),
        Listing(matter.form.ground_rules),
        Paragraph(_shown(matter, rules)),
    ]


def _shown(matter: Matter, step: Step | None) -> str:
    shown = step is not None and matter.shown(step)
    return "Shown in the session." if shown else "Not shown in the session."
