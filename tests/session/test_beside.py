"""What stands beside a step, where a session can stop, and which briefing it is on."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnsession.errors import Problem
from learnsession.packs.format import Format
from learnsession.packs.local import Detail, Local
from learnsession.packs.model import Pack
from learnsession.session.agenda import Agenda, Tags
from learnsession.session.beside import OwnDetail, own_details, own_missing, tag_lines
from learnsession.session.briefings import briefing_of
from learnsession.session.planning import plan
from learnsession.session.sections import can_stop, is_stop
from support import activity, format_values, pack_values, tiny_format, tiny_pack

ASKED = [{"id": "thought", "text": "What would you have thought then?"}]
FILE = Path("store/my-packs/local.yaml")


def tagged_pack() -> Pack:
    values = pack_values()
    chosen = activity("map", 6, essential=True, local="procedure", tags=["leadership"])
    chosen["prompts"] = [
        {"id": "p1", "text": "One?", "local": ["neglect-strategy", "procedure"], "tags": ["1.3"]},
        {"id": "p2", "text": "Two?", "tags": ["leadership"], "source_tags": ["drift"]},
    ]
    values["activities"] = [chosen]
    values["framework"] = "ours"
    summary = values["case_summary"]
    assert isinstance(summary, dict)
    summary["events"] = [
        {"id": "first", "text": "A.", "local": "champions", "tags": ["drift"]},
        {"id": "second", "text": "B.", "local": "procedure", "essential": True},
    ]
    return Pack.model_validate(values)


def stopping_format(**more: object) -> Format:
    values = format_values()
    for phase in values["phases"]:  # type: ignore[attr-defined]
        if phase["kind"] == "review":
            phase |= {"stop_questions": ASKED} | more
    return Format.model_validate(values)


def agenda(*, stops: bool = False, **more: object) -> Agenda:
    return plan(tagged_pack(), stopping_format(**more), stops=stops)


# Which steps need what


def test_an_activity_needs_what_it_and_its_prompts_name_each_once():
    step = agenda().step("talk.map")
    assert step.local == ("procedure", "neglect-strategy")
    assert step.tags == Tags("ours", ("leadership", "1.3"), ("drift",))


def test_a_section_needs_what_the_items_it_shows_name():
    assert agenda().step("review.events").local == ("champions", "procedure")
    assert agenda(essential_only=True).step("review.events").local == ("procedure",)
    assert agenda().step("review.events").tags == Tags("ours", ("drift",), ())


def test_a_stop_needs_only_what_its_own_event_names():
    stopped = agenda(stops=True)
    assert stopped.step("review.events.first").local == ("champions",)
    assert stopped.step("review.events.second").local == ("procedure",)
    assert stopped.step("review.events.second").tags == Tags("ours")


# In words


def test_what_is_filled_in_and_what_is_missing():
    local = Local(path=FILE, details={"procedure": Detail(text="Chapter 4", link="intranet/4")})
    step = agenda().step("talk.map")
    assert own_details(step, local) == (OwnDetail("Local procedure", "Chapter 4", "intranet/4"),)
    missing = own_missing(step, local, "my-packs/local.yaml")
    assert "Neglect strategy (neglect-strategy)" in missing
    assert "my-packs/local.yaml, under details:" in missing
    assert "procedure" not in missing


def test_nothing_is_missing_when_all_is_there_or_nothing_is_needed():
    details = {"procedure": Detail(text="A"), "neglect-strategy": Detail(text="B")}
    step = agenda().step("talk.map")
    assert own_missing(step, Local(path=FILE, details=details), "file") == ""
    assert own_missing(agenda().step("welcome.start"), Local(path=FILE), "file") == ""


def test_a_file_that_cannot_be_read_is_not_called_empty():
    local = Local(path=FILE, problems=(Problem("local.yaml", 7, "It is odd.", "Mend it."),))
    missing = own_missing(agenda().step("talk.map"), local, "local.yaml")
    assert "line 7 of local.yaml" in missing
    assert "not filled in" not in missing


def test_tags_that_we_chose_are_said_apart_from_those_that_the_source_names():
    names = {"leadership": "Leadership", "1.3": "Children are heard."}
    lines = tag_lines(Tags("ours", ("leadership", "1.3"), ("drift",)), names)
    assert lines == (
        "Tags, chosen for this pack: Leadership; 1.3 Children are heard",
        "Named in the source: drift",
    )
    assert tag_lines(Tags("ours"), names) == ()


def test_contacts_are_labelled_in_the_notes_of_the_summary():
    pack = tiny_pack(contacts=[{"id": "line", "text": "Duty line 01 23"}])
    notes = plan(pack, tiny_format()).step("review.summary").notes
    assert "From the source, check first: Duty line 01 23" in notes


# Where a session can stop


def test_it_can_stop_where_the_format_asks_and_the_pack_has_something():
    assert can_stop(tiny_pack(), stopping_format())
    assert not can_stop(tiny_pack(), tiny_format())
    assert not can_stop(tiny_pack(), stopping_format(shows=["summary", "learning-points"]))
    assert not can_stop(tiny_pack(), stopping_format(shows=["episodes"]))


def test_events_that_the_shortest_format_leaves_out_are_nothing_to_stop_at():
    values = pack_values()
    values["case_summary"]["events"] = [{"id": "first", "text": "A."}]  # type: ignore[index]
    pack = Pack.model_validate(values)
    assert can_stop(pack, stopping_format())
    assert not can_stop(pack, stopping_format(essential_only=True))


def test_only_events_with_their_questions_are_stops():
    assert [step.id for step in agenda(stops=True).steps if is_stop(step)] == [
        "review.events.first",
        "review.events.second",
    ]
    assert not any(is_stop(step) for step in agenda().steps)


def test_a_source_note_stands_in_the_notes_of_its_own_stop_only():
    stopped = plan(tiny_pack(), stopping_format(), stops=True)
    assert "About the source: No year." in stopped.step("review.events.second").notes
    assert stopped.step("review.events.first").notes == ()


# Which briefing


def test_a_briefing_is_made_safe_to_keep():
    pack = tiny_pack(asks=["title", "partnership", "reference"])
    found = briefing_of(pack, title=" Case\x07 Z\n", partnership="Ours", reference="http://x/y")
    assert found is not None
    assert (found.title, found.partnership, found.reference) == ("Case Z", "Ours", "http://x/y")


@pytest.mark.parametrize(("asks", "title"), [([], "Case Z"), (["title"], "  ")])
def test_without_a_title_or_a_question_for_it_there_is_none(asks: list[str], title: str):
    assert briefing_of(tiny_pack(asks=asks), title=title) is None
