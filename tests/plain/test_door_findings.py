"""What looks like a personal detail, as lines: kept first, told after, answered when one likes."""

from __future__ import annotations

from pathlib import Path

import pytest
from at_the_door import AtTheDoor, texts

NOTICE = (
    "Kept 1. It looks like an NHS number (999 …). /keep 1 REASON, /amend 1 …, or /withdraw 1.\n"
)


def test_it_is_kept_first_and_the_notice_follows_masked(at: AtTheDoor) -> None:
    assert at.type("NHS 999 247 5145") == NOTICE
    assert texts(at) == ["NHS 999 247 5145"]


def test_the_next_line_is_never_taken_as_its_answer(at: AtTheDoor) -> None:
    at.type("NHS 999 247 5145")
    assert at.type("y") == "Kept 2: y\n"
    assert at.type("keep it") == "Kept 3: keep it\n"
    assert at.room.record.numbered(1).kept_knowingly == ()


def test_keep_with_a_reason_answers_it(at: AtTheDoor) -> None:
    at.type("NHS 999 247 5145")
    assert at.type("/keep 1 a made-up number") == "Kept 1 as it is, because: a made-up number\n"
    (kept,) = at.room.record.numbered(1).kept_knowingly
    assert (kept.kinds, kept.reason) == (("nhs-number",), "a made-up number")
    assert "looks like" not in at.type("/list")


def test_the_list_tells_what_waits_for_an_answer(at: AtTheDoor) -> None:
    at.type("at SW1A 1AA", "nothing")
    said = at.type("/list").splitlines()
    assert said[-1].startswith("1: It looks like a postcode (SW …). /keep 1 REASON")
    assert len(said) == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/keep 1", "Write /keep 1 and why it is kept."),
        ("/keep 2 why not", "Nothing in number 2 looks like a personal detail."),
        ("/keep 9 why not", "There is no entry 9."),
        ("/keep", "No number."),
    ],
)
def test_what_cannot_be_kept_is_said(at: AtTheDoor, line: str, words: str) -> None:
    at.type("at SW1A 1AA", "nothing")
    assert words in at.type(line)


def test_amending_to_something_else_ends_it_and_to_the_like_asks_again(at: AtTheDoor) -> None:
    at.type("at SW1A 1AA")
    at.type("/keep 1 public")
    assert "/keep 1 REASON" in at.type("/amend 1 at M1 1AE")
    assert at.type("/amend 1 at her home").startswith("Kept 1: at her home\n")


def test_an_owner_is_looked_at_too(at: AtTheDoor) -> None:
    at.type("/action Ring the school")
    assert "a person's name (Mrs …)" in at.type("/owner 1 Mrs Jones")


def test_taken_back_it_is_said_without_its_value(at: AtTheDoor) -> None:
    at.type("at SW1A 1AA")
    assert at.type("/withdraw 1") == "Taken back 1: at [postcode]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "here"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def test_export_lists_and_asks_and_y_exports(at: AtTheDoor, folder: Path) -> None:
    at.type("at SW1A 1AA")
    assert "Export all the same?" in at.type("/export md")
    assert at.err.getvalue() == "1: looks like a postcode (SW …)\n"
    assert not list(folder.iterdir())
    assert at.type("y").startswith("Exported: ")
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("answer", ["", "n"])
def test_any_other_answer_exports_nothing(at: AtTheDoor, folder: Path, answer: str) -> None:
    at.type("at SW1A 1AA", "/export md")
    assert at.type(answer) == "Not exported.\n"
    assert not list(folder.iterdir())


def test_words_after_the_question_are_kept_and_commands_done(at: AtTheDoor, folder: Path) -> None:
    at.type("at SW1A 1AA", "/export md")
    assert at.type("yes we should") == "Not exported.\nKept 2: yes we should\n"
    assert "Close S-0001?" in at.type("/export md", "/close")
    assert not list(folder.iterdir())


def test_yes_in_the_line_needs_no_answer_and_still_lists(at: AtTheDoor, folder: Path) -> None:
    at.type("at SW1A 1AA", "/keep 1 it is public")
    assert at.type("/export md --yes").startswith("Exported: ")
    assert "kept because: it is public" in at.err.getvalue()
    assert len(list(folder.iterdir())) == 1


def test_without_findings_nothing_is_asked(at: AtTheDoor, folder: Path) -> None:
    at.type("nothing")
    assert at.type("/export md").startswith("Exported: ")
    assert at.err.getvalue() == ""
