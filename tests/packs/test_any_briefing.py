"""The pack for any published briefing: the room reads its own copy, and three questions follow."""

from __future__ import annotations

import pytest
from shipped_packs import counts, form, items, note, pack

from learnsession.packs.cards import card_of
from learnsession.room.opening import named
from learnsession.session.events import Briefing
from learnsession.session.planning import plan, preselected

ANY = pack("any-briefing")


def test_what_it_brings_is_its_questions() -> None:
    assert counts(ANY) == {"activities": 4, "prompts": 13, "minutes": 33, "source_notes": 2}
    assert ANY.parts == ()
    assert ANY.kind == "briefing"


def test_set_up_asks_which_briefing_it_is() -> None:
    assert ANY.asks == ("title", "partnership", "reference")


def test_its_placeholders_never_pass_for_a_partnership() -> None:
    assert ANY.published_by == ""
    assert card_of(ANY).partnership == ""
    assert pack("norfolk-case-q").published_by == pack("norfolk-case-q").partnership


@pytest.mark.parametrize("briefing", [None, Briefing(title="A bruise")])
def test_a_session_on_it_leaves_empty_what_nobody_gave(briefing: Briefing | None) -> None:
    made = named(ANY, briefing)
    assert (made.partnership, made.source.publisher, made.source.reference) == ("", "", "")
    assert made.title == (briefing.title if briefing else "Any briefing")


def test_a_session_on_it_has_what_was_given() -> None:
    made = named(ANY, Briefing(title="A bruise", partnership="Westmere", reference="The shelf"))
    assert (made.title, made.review, made.source.title) == ("A bruise",) * 3
    assert (made.partnership, made.source.publisher) == ("Westmere", "Westmere")
    assert made.source.reference == "The shelf"


def test_the_three_standard_questions_are_the_activity_of_the_shortest_session() -> None:
    assert preselected(ANY, form("team-30")) == ("three-questions",)
    first = ANY.activities[0]
    asked = [prompt.text.lower() for prompt in first.prompts]
    assert len(asked) == 3
    for question, words in zip(asked, ("key reflections", "embed", "plans"), strict=True):
        assert words in question
    assert first.minutes == 8


def test_the_room_is_told_to_read_its_own_copy() -> None:
    steps = plan(ANY, form("team-30")).phase("review").steps
    assert [step.id for step in steps] == ["review.summary"]
    assert "your own copy" in steps[0].text
    assert "did well" in steps[0].text


def test_nothing_in_it_passes_for_the_briefing_s_own_words() -> None:
    assert all(each.written_for_pack and not each.source for each in items(ANY))
    assert "no source of its own" in note(ANY, "note-own-copy")
    assert "as somebody typed them" in note(ANY, "note-not-checked")


@pytest.mark.parametrize("words", ["seriously harmed", "pass", "step out"])
def test_the_content_note_prepares_people_for_what_it_cannot_know(words: str) -> None:
    assert words in ANY.content_note
