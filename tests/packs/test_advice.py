"""Advice: what a careful colleague would say, at its line, and nothing where there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from good_files import PACK, line_of, spoilt

from learnsession.errors import Problem
from learnsession.packs.acronyms import unexplained
from learnsession.packs.advice import advise
from learnsession.packs.listing import shipped
from learnsession.packs.reader import check

ROOMIEST = 25
QUIET = spoilt(PACK, "It is about a child.", "It is about a child. You may step out.")
PROMPT = "What would you have thought then?"


def advice(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    file = tmp_path / "small.yaml"
    file.write_text(text, "utf-8")
    assert check(file) == ()
    return advise(file, ROOMIEST)


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_the_packs_that_ship_give_hardly_any(path: Path) -> None:
    assert [str(each) for each in advise(path, ROOMIEST)] == []


def test_a_good_pack_gives_none(tmp_path: Path) -> None:
    assert advice(tmp_path, QUIET) == ()


def test_a_content_note_that_lets_nobody_go(tmp_path: Path) -> None:
    (found,) = advice(tmp_path, PACK)
    assert "pass or step out" in found.wrong
    assert found.line == line_of(PACK, "content_note")


@pytest.mark.parametrize(("minutes", "told"), [("25", 0), ("26", 1), ("240", 1)])
def test_an_activity_that_no_format_has_room_for(tmp_path: Path, minutes: str, told: int) -> None:
    text = spoilt(QUIET, "minutes: 10", f"minutes: {minutes}")
    found = advice(tmp_path, text)
    assert [each.line for each in found] == [line_of(text, "minutes:")] * told
    assert all(f"takes {minutes} minutes" in each.wrong for each in found)


@pytest.mark.parametrize(
    "question",
    [
        "Do we ask the child?", "Did anyone ask?", "Is that us?", "Were we sure?",
        "Have we seen this?", "Can you see it?", "Should they have known?", "Would it happen here?",
        "Will we do it? Could we?", "A child is not seen. Would we know?", "Don't we do this?",
    ],
)  # fmt: skip
def test_a_prompt_that_ends_at_yes(tmp_path: Path, question: str) -> None:
    text = spoilt(QUIET, PROMPT, question.join('""'))
    (found,) = advice(tmp_path, text)
    assert "yes or no" in found.wrong
    assert found.line == line_of(text, question)


@pytest.mark.parametrize(
    "question",
    [
        "What do we do?", "Would we know? How?", "Have a look at the map.", "Why was that so?",
        "Who is missing?", "Doing what?",
        "How will we embed this, and how will we know?", "Candour: what is it?",
    ],
)  # fmt: skip
def test_an_open_prompt(tmp_path: Path, question: str) -> None:
    assert advice(tmp_path, spoilt(QUIET, PROMPT, question.join('""'))) == ()


def test_only_prompts_are_asked_to_be_open(tmp_path: Path) -> None:
    assert advice(tmp_path, spoilt(QUIET, "Something happened.", "Was it so?")) == ()


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["The MARAC met.", "MARACs again."], [(0, "MARAC")]),
        (["The MARAC (multi-agency risk assessment conference) met."], []),
        (["The multi-agency risk assessment conference (MARAC) met.", "The MARAC's view."], []),
        (["MARACs met.", "A conference (MARAC)."], []),
        (["MASH stands for the hub."], []),
        (["The MASH (page 3) met."], [(0, "MASH")]),
        (["Child AI and Cases O, R and AC; AI and AC again."], []),
        (["The GP, the NHS, the UK, phase II."], []),
        (["KEY THEMES AND ISSUES"], []),
        (["A and I saw X."], []),
        (["An IRO or two, with IROs.", "LADO"], [(0, "IRO"), (1, "LADO")]),
    ],
)
def test_letters_that_nobody_explained(texts: list[str], told: list[tuple[int, str]]) -> None:
    assert list(unexplained(texts, "")) == told


def test_letters_that_a_source_note_speaks_of_are_dealt_with() -> None:
    assert list(unexplained(["A MARAC met."], "MARAC is never explained.")) == []
    assert list(unexplained(["A MARAC met."], "MAPPA is never explained.")) == [(0, "MARAC")]


def test_letters_are_told_once_at_their_line_and_not_for_a_place(tmp_path: Path) -> None:
    text = spoilt(QUIET, "Something happened.", "The IRO wrote.")
    text = spoilt(text, "The service should look again.", "The IRO should look again.")
    text = spoilt(text, "source: slide 5", "source: slide 5, box LADO")
    (found,) = advice(tmp_path, text)
    assert "IRO" in found.wrong
    assert found.line == line_of(text, "The IRO wrote.")


def test_a_kind_is_told_once_a_place_also_across_two_lines(tmp_path: Path) -> None:
    two_lines = "|\n        Her mother\n        Nadia, Mr Other and Ms Third."
    text = spoilt(QUIET, "Something happened.", two_lines)
    (found,) = advice(tmp_path, text)
    assert "looks like a person's name, which may identify someone" in found.wrong


def test_what_identifies_is_never_repeated_and_may_stand_in_contacts(tmp_path: Path) -> None:
    text = spoilt(QUIET, "Something happened.", "Ring 01632 960123 for Mrs Example.")
    found = advice(tmp_path, text)
    assert {each.line for each in found} == {line_of(text, "01632")}
    assert len(found) == 2
    assert not any("960123" in str(each) or "Example" in str(each) for each in found)
    contact = "contacts:\n  - id: desk\n    text: Ring 01632 960123.\n    source: slide 9\n"
    assert advice(tmp_path, QUIET + contact) == ()
