"""What holds for every pack that ships: sources, ids, notes, length, and what is always asked."""

from __future__ import annotations

import re

import pytest
from shipped_packs import FORMATS, NAMES, SESSIONS, form, items, pack, prompts

from learnsession.packs.reader import read_pack
from learnsession.session.agenda import Agenda
from learnsession.session.planning import plan, preselected, talk_budget

SIX = (
    "any-briefing",
    "cumbria-five-reviews",
    "norfolk-case-q",
    "norfolk-case-r",
    "norfolk-child-ai",
    "norfolk-practice-standards",
)

every_pack = pytest.mark.parametrize("name", NAMES)


def test_six_packs_and_two_formats_ship() -> None:
    assert NAMES == SIX
    assert FORMATS == ("team-30", "workshop-90")


@every_pack
def test_the_reader_takes_it_and_the_file_is_called_what_the_pack_is(name: str) -> None:
    assert read_pack(SESSIONS / f"{name}.yaml").pack.id == name


@every_pack
def test_each_item_has_a_source_or_is_said_to_be_written_for_the_pack(name: str) -> None:
    for each in items(pack(name)):
        assert (each.source is None) == each.written_for_pack, each.id


@every_pack
def test_what_the_review_says_is_never_said_to_be_ours_and_never_the_other_way_round(
    name: str,
) -> None:
    """Only activities and their prompts are written for a pack; source notes always are."""
    of = pack(name)
    asked = {each.id for each in (*of.activities, *prompts(of))}
    assert {each.id for each in items(of) if each.written_for_pack} <= asked
    assert all(each.written_for_pack and each.source for each in of.source_notes)


@every_pack
def test_ids_are_unique_and_notes_are_about_items(name: str) -> None:
    of = pack(name)
    known = [each.id for each in items(of)]
    every = [*known, *(each.id for each in of.source_notes)]
    assert len(every) == len(set(every))
    assert {target for each in of.source_notes for target in each.about} <= set(known)


@every_pack
def test_the_content_note_says_that_people_may_step_out(name: str) -> None:
    words = " ".join(pack(name).content_note.split())
    assert "You may pass, or step out and come back, at any time. Nobody will ask why." in words


@every_pack
def test_cases_of_the_same_letter_are_told_apart_by_partnership(name: str) -> None:
    of = pack(name)
    assert of.partnership
    place = of.id.split("-")[0].title()
    if name != "any-briefing":
        assert place in f"{of.partnership} {of.title}"


@every_pack
def test_prompts_are_open_questions(name: str) -> None:
    """None can be answered with yes or no."""
    closed = re.compile(r"(do|does|did|is|are|was|were|has|have|can|could|would|will)\b")
    for each in prompts(pack(name)):
        assert "?" in each.text, each.id
        assert not closed.match(each.text.lower()), each.id


@every_pack
def test_activities_have_between_two_and_four_prompts_and_fit_every_format(name: str) -> None:
    for each in pack(name).activities:
        assert 2 <= len(each.prompts) <= 4, each.id
        assert each.minutes <= talk_budget(form("workshop-90")), each.id


@every_pack
def test_the_shortest_format_is_short_and_shows_what_matters_most(name: str) -> None:
    """Half an hour, one activity, and at most 12 points and 450 words of review."""
    agenda = plan(pack(name), form("team-30"))
    assert agenda.minutes == 30
    assert len(preselected(pack(name), form("team-30"))) == 1
    points, words = review_of(agenda)
    assert points <= 12
    assert words <= 450
    assert points > 0 or pack(name).kind == "briefing"


@every_pack
def test_the_workshop_is_filled(name: str) -> None:
    of, workshop = pack(name), form("workshop-90")
    agenda = plan(of, workshop)
    assert agenda.minutes == 90
    chosen = [each for each in of.activities if each.id in preselected(of, workshop)]
    assert sum(each.minutes for each in chosen) == talk_budget(workshop) == 25
    assert len(chosen) in {2, 3}


@every_pack
def test_the_workshop_shows_everything_the_pack_has(name: str) -> None:
    of = pack(name)
    steps = plan(of, form("workshop-90")).phase("review").steps
    shown = {point.id for step in steps for point in step.points}
    asked = {each.id for each in (*of.activities, *prompts(of), *of.contacts)}
    everything = {each.id for each in (*items(of), *of.source_notes)} - asked
    assert everything <= shown
    assert steps[0].text.startswith(of.case_summary.about)


@every_pack
def test_essential_is_what_matters_and_not_everything(name: str) -> None:
    of = pack(name)
    heard = [each for each in items(of) if each.essential]
    assert heard
    assert len(heard) < len(items(of))


@every_pack
@pytest.mark.parametrize("format_name", FORMATS)
def test_the_two_standing_questions_are_asked_in_every_format(name: str, format_name: str) -> None:
    agenda = plan(pack(name), form(format_name))
    asked = [point.text for step in agenda.steps for point in step.points if point.prompt]
    assert "What was it like to be this child?" in asked
    assert "What worked well, and why?" in asked


@every_pack
@pytest.mark.parametrize("format_name", FORMATS)
def test_stops_ask_both_questions_at_each_event_and_episode(name: str, format_name: str) -> None:
    summary = pack(name).case_summary
    stops = [*summary.events, *summary.episodes]
    if form(format_name).phases[2].essential_only:
        stops = [each for each in stops if each.essential]
    steps = plan(pack(name), form(format_name), stops=True).phase("review").steps
    asked = [step for step in steps if step.section in {"events", "episodes"}]
    assert [step.points[0].id for step in asked] == [each.id for each in stops]
    for step in asked:
        assert [point.id for point in step.points[1:]] == ["then-thought", "then-next"]


@every_pack
def test_source_notes_never_stand_among_the_review_s_words(name: str) -> None:
    of = pack(name)
    notes = {each.id for each in of.source_notes}
    for step in plan(of, form("workshop-90")).steps:
        if step.section != "source-notes":
            assert not notes & {point.id for point in step.points}, step.id


def review_of(agenda: Agenda) -> tuple[int, int]:
    """Points and words of the review phase: titles, what is read out, labels and texts."""
    steps = agenda.phase("review").steps
    shown = [f"{point.label} {point.text}" for step in steps for point in step.points]
    read = [text for step in steps for text in (step.title, step.text)]
    return len(shown), sum(len(text.split()) for text in (*shown, *read))
