"""What leaves the room: all of it, in its order, and nothing that was taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from made_up import PACK, QUESTIONS, ZONE, Telling, empty, full

from learnsession.documents.blocks import (
    Block,
    Details,
    Document,
    Fill,
    Heading,
    Listing,
    Paragraph,
    Table,
    text_of,
)
from learnsession.documents.markdown import to_markdown
from learnsession.documents.word import to_word
from learnsession.notes.session_note import file_name
from learnsession.session import events as ev

TITLES = [
    "Session details",
    "Purpose, source and pack version",
    "Content note and ground rules",
    "What we said we would do (previous actions)",
    "The review: case summary and source discrepancies",
    "Activities and discussion",
    "What we heard (reflections)",
    "Analysis and scales",
    "What we will do (agreed actions)",
    "Challenge and escalation",
    "Wellbeing",
    "Evaluation and evidence",
    "Review date",
    "Agreement, distribution and retention",
]


def texts(blocks: tuple[Block, ...] | list[Block]) -> list[str]:
    """Everything that a reader sees, a line each."""
    seen: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            seen.append(block.text)
        elif isinstance(block, Paragraph):
            seen.append(text_of(block.words))
        elif isinstance(block, Listing):
            seen += [text_of(item) for item in block.items]
        elif isinstance(block, Details):
            seen += [f"{label}: {text_of(value)}" for label, value in block.rows]
        elif isinstance(block, Table):
            seen.append(" | ".join(block.header))
            seen += [" | ".join(text_of(cell) for cell in row) for row in block.rows]
        elif isinstance(block, Fill):
            seen.append(f"{block.label}: ____")
    return seen


def part(note: Document, number: int) -> list[str]:
    """What stands in a part of the note, by its number in the product: 10 is not in this one."""
    starts = [i for i, b in enumerate(note.blocks) if isinstance(b, Heading) and b.level == 1]
    bounds = [0, *starts, len(note.blocks)]
    index = number - 1 if number < 10 else number - 2
    return texts(note.blocks[bounds[index] : bounds[index + 1]])[1 if index else 0 :]


@pytest.mark.parametrize("telling", [full(), empty()])
def test_the_parts_stand_in_their_order_and_no_level_is_skipped(telling: Telling) -> None:
    headings = [block for block in telling.note().blocks if isinstance(block, Heading)]
    assert [heading.text for heading in headings if heading.level == 1] == TITLES
    levels = [0, *(heading.level for heading in headings)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("telling", [full(), empty()])
def test_every_part_says_something(telling: Telling) -> None:
    note = telling.note()
    assert all(part(note, number) for number in range(1, 17) if number != 10)


@pytest.mark.parametrize("number", [5, 8, 9, 11, 12, 14, 15])
def test_an_empty_part_says_so(number: int) -> None:
    assert part(empty().note(), number) == ["None recorded"]


def test_the_front_has_kind_marking_and_what_was_added() -> None:
    note = full().note()
    assert note.title == "Session note: Child HB"
    front = part(note, 1)
    assert front[0] == "Team learning session, S-0042, 21 November 2026"
    assert "Sensitive: safeguarding learning." in front[1]
    assert "(marking added by learnsession)" in front[1]
    assert front[2].startswith("Added by learnsession: ")


def test_a_closed_session_is_no_draft_and_an_open_one_or_a_rehearsal_says_so() -> None:
    assert not any("Draft" in line for line in texts(full().note().blocks))
    assert part(empty().note(), 1)[1].startswith("Draft: the session is still open.")
    assert part(full().note(rehearsal=True), 1)[1].startswith("Rehearsal: ")


def test_details_are_local_british_and_without_names() -> None:
    lines = part(full().note(), 2)
    assert "Started: 21 November 2026, 11:05" in lines
    assert "State: Closed" in lines
    assert "People present: 7" in lines
    assert "Roles and agencies: Health visiting; Early years" in lines
    lines = part(empty().note(), 2)
    assert {"Team: Not given", "People present: Not given", "State: Open"} <= set(lines)


def test_planned_and_actual_minutes_stand_side_by_side() -> None:
    lines = part(full().note(), 2)
    assert "Phase | Planned minutes | Actual minutes" in lines
    assert "The review | 3 | 3" in lines
    assert "Together | 25 | 27" in lines
    told = Telling().shown("welcome.start", seconds=0).shown("talk.risk", seconds=20)
    lines = part(told.note(), 2)
    assert "Welcome | 2 | under 1" in lines
    assert "The review | 3 | Not reached" in lines
    assert "Together | 25 | 0" in part(empty().note(), 2)


def test_the_source_and_the_version_of_the_pack_are_said() -> None:
    lines = part(full().note(), 3)
    assert "Known as: Child HB (say H-B)" in lines
    assert "Partnership: Harbour Safeguarding Children Partnership" in lines
    assert "Published: Not stated in the source" in lines
    assert "Pack version: a1b2c3d4e5f6" in lines
    assert any("a1b2c3d4e5f6" + "0" * 52 in line for line in lines)


def test_the_content_note_and_the_rules_say_whether_they_were_shown() -> None:
    assert part(full().note(), 4).count("Shown in the session.") == 2
    only_note = part(Telling().shown("welcome.start").note(), 4)
    assert only_note.count("Shown in the session.") == 1
    assert only_note.count("Not shown in the session.") == 1


def test_previous_actions_keep_owner_date_and_session() -> None:
    assert part(full().note(), 5)[1:] == [
        "Write a chronology | Team manager | 18 December 2026 | S-0007"
    ]


def test_the_summary_holds_the_events_as_shown_and_the_authors_notes_as_such() -> None:
    lines = part(full().note(), 6)
    assert "What happened (as shown, 2 of 3):" in lines
    assert "May: A plan was made." in lines
    assert "The plan was stepped down." not in lines
    assert "What was learned: 1 of 1 point" in lines
    author = lines.index("Added by the pack's author, not the review's words.")
    assert lines[author + 1] == "Disagrees with itself: The label is printed two ways."
    assert "'What happened' was not shown in the session." in part(empty().note(), 6)


def test_activities_say_what_was_asked_and_what_became_of_it() -> None:
    lines = part(full().note(), 7)
    assert "How do we see it? (written for the pack, not in the source)" in lines
    assert "What would improve it?" in lines
    assert "Timer ran for: 4 minutes" in lines
    assert "To read before: The local strategy." in lines
    assert "What happened: Held; 3 reflections under 'What we heard'" in lines


def test_talk_only_says_held_only_when_it_was() -> None:
    held = "What happened: Held; nothing recorded"
    assert held in part(full().note(), 7)
    skipped = part(Telling().shown("talk.risk").note(), 7)
    assert held not in skipped
    assert "What happened: Not reached" in skipped


def test_reflections_stand_by_place_and_prompt_in_the_order_written() -> None:
    assert part(full().note(), 8) == [
        "What we said we would do",
        "It is half written.",
        "Talk",
        "Asked: What was it like to be this child?",
        "Lonely.\nNobody asked her.",
        "Talk: Risk over time",
        "Asked: How do we see it? (written for the pack, not in the source)",
        "We do not look back.",
        "A rota.",
        "Asked: What would improve it?",
        "Chronologies help.",
        "What people will do differently is under 'Evaluation and evidence'.",
    ]


def test_what_was_written_on_an_earlier_step_later_stands_with_it() -> None:
    told = Telling().heard("Later part.").heard("Earlier part.", QUESTIONS, "child")
    lines = part(told.note(), 8)
    assert lines.index("Earlier part.") < lines.index("Later part.")


def test_a_place_that_is_no_longer_planned_is_kept() -> None:
    told = Telling().heard("Still here.", "gone.main", "nothing")
    assert part(told.note(), 8) == ["gone", "Still here."]


def test_the_latest_wording_stands_and_what_was_taken_back_does_not() -> None:
    told = Telling().heard("First wording.")
    told.then(ev.EntryAmended, entry=told.last, text="Second wording.").heard("Taken back.")
    told.then(ev.EntryWithdrawn, entry=told.last).agreed("No longer.")
    told.then(ev.EntryWithdrawn, entry=told.last)
    everything = "\n".join(texts(told.note().blocks))
    assert "Second wording." in everything
    for gone in ("First wording.", "Taken back.", "No longer."):
        assert gone not in everything


def test_confidence_is_counted_and_not_averaged() -> None:
    lines = part(full().note(), 9)
    assert lines[1:7] == [
        "1 (lowest) | 0 | 0",
        "2 | 2 | 0",
        "3 | 2 | 1",
        "4 | 1 | 2",
        "5 (highest) | 0 | 1",
        "Answers | 5 | 4",
    ]
    assert "before, 1 of 5 answers were 4 or 5; after, 3 of 4" in lines[7]
    before = Telling().then(ev.ConfidenceGiven, when="before", scores=(2,))
    assert part(before.note(), 9)[-1] == "Answers | 1 | None recorded"


def test_agreed_actions_say_what_is_not_there_yet() -> None:
    assert part(full().note(), 11)[1:] == [
        "6 | Put a one-page chronology in each file | Team manager | 18 December 2026 | "
        "Not started | What we will do",
        "7 | Ask health visiting to join | Not yet named | No date yet | "
        "Not started | What we will do",
    ]
    told = Telling().agreed("Ask.", "talk.risk")
    assert part(told.note(), 11)[1].endswith("| Risk over time")


def test_source_notes_on_what_was_not_used_are_left_to_the_pack() -> None:
    lines = part(full().note(), 6)
    assert any("'May' has no year." in line for line in lines)
    assert not any("Who asked" in line for line in lines)
    assert "1 more note on what does not stand in this note: see the pack." in lines


def test_a_concern_is_a_time_and_no_more() -> None:
    lines = part(full().note(), 12)
    assert lines[0] == "The live concern page was opened: 21 November 2026, 11:23"
    assert "No detail is kept here" in lines[1]


def test_wellbeing_was_considered() -> None:
    assert part(full().note(), 13)[:4] == [
        "Content note: Shown",
        "Ground rules: Shown",
        "Moments taken: None",
        "Check-out: Reached",
    ]
    assert part(empty().note(), 13)[:4] == [
        "Content note: Not shown",
        "Ground rules: Not shown",
        "Moments taken: None",
        "Check-out: Not reached",
    ]


def test_what_people_will_do_differently_stands_in_its_own_part_alone() -> None:
    assert part(full().note(), 14)[1:] == ["Ask sooner."]
    only = Telling().heard("Ask sooner.", "out.main", "differently")
    assert part(only.note(), 8)[0] == "None recorded"


def test_the_end_is_for_people_to_fill_in() -> None:
    assert part(full().note(), 15) == ["18 January 2027"]
    lines = part(full().note(), 16)
    assert "Agreed by (role): ____" in lines
    assert any("Retain until" in line and "Not yet decided" in line for line in lines)


@pytest.mark.parametrize(
    ("years", "said"),
    [(7, "21 November 2033: 7 years after"), (1, "21 November 2027: 1 year after")],
)
def test_with_a_rule_it_says_until_when_and_by_which_rule(years: int, said: str) -> None:
    closed = part(full().note(retain_years=years), 16)
    assert any(f"Retain until: {said} the session was closed" in line for line in closed), closed
    still_open = part(Telling().note(retain_years=years), 16)
    assert any(f"Retain until: {said} the session started" in line for line in still_open)


def test_both_writers_take_the_note_with_mark_up_typed_into_every_field() -> None:
    typed = "# x | <b>\n\n- **y** [z](w) \ufffe\t{{1}}"
    told = Telling(team=typed, facilitator=typed, ref="S-0042")
    told.then(ev.AttendanceRecorded, head_count=1, roles=(typed,))
    told.heard(typed).agreed(typed, owner=typed).heard(typed, "out.main", "differently")
    plain = Telling(team="a", facilitator="a")
    plain.then(ev.AttendanceRecorded, head_count=1, roles=("a",))
    plain.heard("a").agreed("a", owner="a").heard("a", "out.main", "differently")
    assert to_word(told.note())
    marked, bare = (to_markdown(t.note()).splitlines() for t in (told, plain))
    for start in ("#", "| "):
        assert sum(line.startswith(start) for line in marked) == sum(
            line.startswith(start) for line in bare
        )


def test_the_file_is_named_after_date_kind_and_reference() -> None:
    assert file_name(full().record, ZONE) == "2026-11-21-learning-S-0042"
    assert file_name(Telling(ref="../x").record, ZONE) == "2026-11-21-learning--x"


def test_the_file_is_named_after_the_local_day() -> None:
    late = Telling(at=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    assert file_name(late.record, ZONE) == "2026-11-22-learning-S-0042"


def test_the_pack_made_up_here_has_all_that_a_note_can_show() -> None:
    assert PACK.source_notes
    assert PACK.learning_points


def test_what_was_amended_after_closing_says_so_with_its_reason_and_date() -> None:
    told = Telling().heard("We look back.").heard("A rota.")
    told.then(ev.EntryAmended, entry=told.last, text="A weekly rota.", by="Team manager")
    told.agreed("Ring the school").heard("Ask sooner.", "out.main", "differently")
    told.then(ev.SessionClosed).then(ev.SessionReopened)
    for entry, text, reason in (
        ("e2", "A monthly rota.", "misheard"),
        ("e4", "Ring the schools", "there are two"),
        ("e5", "Ask much sooner.", "a word was left out"),
    ):
        told.then(ev.EntryAmended, entry=entry, text=text, by="Team manager", reason=reason)
    told.then(ev.EntryAmended, entry="e2", text="A rota.", by="Team manager", reason="as it was")
    note, on = told.note(), "21/11/2026"
    lines = part(note, 8)
    assert "We look back." in lines
    assert (
        f"A rota.\nAmended after closing, {on}: misheard\nAmended after closing, {on}: as it was"
    ) in lines
    assert f"Ring the schools\nAmended after closing, {on}: there are two |" in part(note, 11)[1]
    assert f"Ask much sooner.\nAmended after closing, {on}: a word was left out" in part(note, 14)
    assert "Amended after closing, 21/11/2026: misheard" in to_markdown(note)
    assert to_word(note)


def test_a_late_amendment_is_dated_where_the_note_is_read() -> None:
    told = Telling().heard("One.").then(ev.SessionClosed).then(ev.SessionReopened)
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    told.events.append(ev.EntryAmended(at=late, entry="e1", text="Two.", reason="late"))
    assert "Two.\nAmended after closing, 01/12/2026: late" in part(told.note(), 8)
