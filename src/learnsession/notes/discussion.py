"""The middle of a session note: the review, what the team did and what was heard."""

from __future__ import annotations

from collections.abc import Iterable

from learnsession.documents.blocks import Block, Details, Heading, Listing, Paragraph, Words
from learnsession.notes import wording as say
from learnsession.notes.amended import worded
from learnsession.notes.matter import Matter
from learnsession.packs.model import Activity
from learnsession.session.agenda import Step
from learnsession.session.record import Entry
from learnsession.session.sections import is_stop

KINDS = {
    "unclear": "Unclear",
    "disagrees": "Disagrees with itself",
    "gap": "Gap",
    "expansion": "Expansion added",
}
"""How the kinds of source notes are called."""


def review(matter: Matter) -> list[Block]:
    """Part 6: case summary as shown, and source discrepancies."""
    summary = matter.pack.case_summary
    return [
        Heading(2, "Case summary"),
        Paragraph(summary.about),
        Paragraph(f"From the source: {say.sentence(summary.source)}"),
        *_parts_shown(matter),
        Heading(2, "Where the source is unclear"),
        *_discrepancies(matter),
    ]


def _parts_shown(matter: Matter) -> list[Block]:
    """What happened, point by point as far as it was shown; the other parts by their number."""
    blocks = _happened(matter)
    others: list[Words] = []
    for step in matter.review:
        if step.points and step.section not in matter.told and matter.shown(step):
            of = f"{len(matter.seen(step))} of {say.count(len(step.points), 'point')}"
            others.append(f"{step.title}: {of}")
    if others:
        blocks += [say.lead("Also shown in the session:"), Listing(tuple(others))]
    return blocks


def _happened(matter: Matter) -> list[Block]:
    """The events and care episodes that were shown, each as one list."""
    blocks: list[Block] = []
    for section in matter.told:
        steps = [step for step in matter.review if step.section == section]
        if not steps:
            continue
        # A stop's title ends in which of how many it is.
        title = steps[0].title.rpartition(":")[0] if is_stop(steps[0]) else steps[0].title
        every = [p for step in steps for p in step.points if not p.prompt]
        seen = [p for step in steps for p in matter.seen(step) if not p.prompt]
        if not seen:
            blocks.append(Paragraph(f"'{title}' was not shown in the session."))
            continue
        rest = f", {len(seen)} of {len(every)}" if len(seen) < len(every) else ""
        points = tuple(say.with_remark(p.text, added=p.added, label=p.label) for p in seen)
        blocks += [say.lead(f"{title} (as shown{rest}):"), Listing(points, ordered=True)]
    return blocks


def _discrepancies(matter: Matter) -> list[Block]:
    """The source notes on the review as a whole, and on what stands in this note."""
    every = matter.pack.source_notes
    if not every:
        return say.nothing()
    used = {step.activity for step in matter.agenda.activities}
    used |= {point.id for step in matter.agenda.activities for point in step.points}
    told = [step for step in matter.review if step.section in matter.told]
    used |= {point.id for step in told for point in matter.seen(step)}
    notes = [note for note in every if not note.about or used & set(note.about)]
    items = tuple(say.with_remark(note.text, added=False, label=KINDS[note.kind]) for note in notes)
    blocks: list[Block] = [
        Paragraph("Added by the pack's author, not the review's words.", "added"),
        *([Listing(items)] if items else []),
    ]
    left = len(every) - len(notes)
    if left:
        more = say.count(left, "more note")
        blocks.append(Paragraph(f"{more} on what does not stand in this note: see the pack."))
    return blocks


def activities(matter: Matter) -> list[Block]:
    """Part 7: each chosen activity, what was asked, and whether it was held."""
    by_id = {activity.id: activity for activity in matter.pack.activities}
    blocks: list[Block] = []
    for step in matter.agenda.activities:
        blocks += _activity(matter, step, by_id[step.activity or ""])
    return blocks or say.nothing()


def _activity(matter: Matter, step: Step, activity: Activity) -> list[Block]:
    spent = matter.record.clock.timer(activity.id).spent
    rows: list[tuple[str, Words]] = [
        ("Way of working", activity.way.capitalize()),
        ("Planned", say.count(step.minutes or activity.minutes, "minute")),
    ]
    if spent:
        rows.append(("Timer ran for", say.lasting(spent)))
    if activity.read_before:
        rows.append(("To read before", activity.read_before))
    rows.append(("What happened", _held(matter, step)))
    prompts: list[Block] = []
    if step.points:
        prompts = [
            say.lead("Prompts:"),
            Listing(
                tuple(say.with_remark(p.text, added=p.added) for p in step.points), ordered=True
            ),
        ]
    return [
        Heading(2, step.title),
        Paragraph(say.with_remark(activity.text, added=activity.written_for_pack)),
        Details(tuple(rows)),
        *prompts,
    ]


def _held(matter: Matter, step: Step) -> str:
    if not matter.shown(step):
        return "Not reached"
    if step.talk_only:
        return "Held; nothing recorded"
    kept = sum(entry.step == step.id for entry in matter.heard)
    if not kept:
        return "Held; no reflections recorded"
    return f"Held; {say.count(kept, 'reflection')} under 'What we heard'"


def heard(matter: Matter) -> list[Block]:
    """Part 8: the shared reflections, by phase, activity and prompt, in the order written."""
    blocks: list[Block] = []
    for place, entries in _by_place(matter):
        event = _stopped_at(matter, entries[0])
        blocks += [Heading(2, place), *event, *_by_prompt(matter, entries)]
    blocks = blocks or say.nothing()
    if matter.differently:
        elsewhere = "What people will do differently is under 'Evaluation and evidence'."
        blocks.append(Paragraph(elsewhere))
    return blocks


def _by_place(matter: Matter) -> list[tuple[str, list[Entry]]]:
    """In the agenda's order; what an older plan had stands at the end."""
    order = {step: number for number, step in enumerate(matter.steps)}
    groups: dict[str, list[Entry]] = {}
    for entry in matter.heard:
        groups.setdefault(entry.step, []).append(entry)
    places = sorted(groups, key=lambda step: order.get(step, len(order)))
    return [(_place(matter, groups[step][0]), groups[step]) for step in places]


def _place(matter: Matter, entry: Entry) -> str:
    """The phase, and the step within it where its title says more."""
    phase, step = matter.phases.get(entry.phase), matter.steps.get(entry.step)
    titles = [phase.title if phase else entry.phase]
    if step and step.title not in titles:
        titles.append(step.title)
    return ": ".join(titles)


def _stopped_at(matter: Matter, entry: Entry) -> list[Block]:
    """The event or care episode that was talked about, where the session stopped at each."""
    step = matter.steps.get(entry.step)
    if step is None or not is_stop(step):
        return []
    told = [point for point in step.points if not point.prompt]
    return [Paragraph(say.with_remark(p.text, added=p.added, label=p.label)) for p in told]


def _by_prompt(matter: Matter, entries: Iterable[Entry]) -> list[Block]:
    groups: dict[str | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.prompt, []).append(entry)
    blocks: list[Block] = []
    for among in groups.values():
        prompt = matter.prompt(among[0])
        if prompt:
            asked = say.with_remark(prompt.text, added=prompt.added, label="Asked")
            blocks.append(Paragraph(asked, "lead"))
        elif len(groups) > 1:
            blocks.append(say.lead("On no prompt in particular:"))
        blocks.append(Listing(tuple(worded(matter, entry) for entry in among)))
    return blocks
