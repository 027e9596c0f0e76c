"""Removing an entry for good, as lines: only the same command with a yes does it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from at_the_door import AtTheDoor, go_to, texts

from learnsession.errors import SaveError
from learnsession.room.desk import Desk
from learnsession.session.record import REMOVED
from learnsession.store.opened import OpenSession

sys.path.append(str(Path(__file__).parents[1] / "store"))

from whole_store import files_with


@pytest.fixture
def heard(at: AtTheDoor) -> AtTheDoor:
    """Two entries; the first was amended."""
    go_to(at, "talk.map")
    at.type("a name in it", "another", "/amend 1 other words")
    return at


def test_it_says_what_goes_and_no_other_line_is_a_yes(heard: AtTheDoor) -> None:
    said = heard.type("/remove 1")
    assert "It cannot be undone." in said
    assert said.endswith("To do it, write: /remove 1 yes\n")
    heard.type("yes", "y", "/remove 1 y", "/remove 1 yes please")
    assert texts(heard) == ["other words", "another", "yes", "y"]
    assert "was not removed" in heard.type("/remove 1 no")


def test_with_a_yes_it_is_gone_from_the_disk_and_says_so(heard: AtTheDoor, desk: Desk) -> None:
    said = heard.type("/remove 1 YES")
    assert said.startswith("Removed for good: 1. '[removed]' stands in its place")
    for words in ("a name in it", "other words"):
        assert files_with(desk.root, words) == []
    assert texts(heard) == [REMOVED, "another"]
    assert "Removed for good" in heard.type("/history 1")
    assert "There is nothing left of it." in heard.type("/remove 1 yes")
    assert "There is no entry 9" in heard.type("/remove 9 yes")
    assert "Not kept" not in heard.type("/remove")


def test_it_is_not_called_removed_before_the_disk_has_it(
    heard: AtTheDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove_words = OpenSession.remove_words

    def full(*_: object) -> None:
        raise SaveError("The disk is full.", "Free some space.")

    monkeypatch.setattr(OpenSession, "remove_words", full)
    assert heard.type("/remove 1 yes") == (
        "Number 1 is not removed yet; it is tried again until it is.\n"
    )
    assert "Not saved yet: The disk is full." in heard.err.getvalue()
    monkeypatch.setattr(OpenSession, "remove_words", remove_words)
    heard.room.settle(5)
    heard.type("/where")
    assert "Everything is saved again." in heard.err.getvalue()


def test_what_could_not_be_removed_everywhere_is_said(
    heard: AtTheDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def partly(self: OpenSession, *_: object) -> None:
        self._notices.append("A backup could not be changed.")

    monkeypatch.setattr(OpenSession, "remove_words", partly)
    said = heard.type("/remove 1 yes")
    assert said.splitlines()[0] == (
        "Number 1 is not removed everywhere. A backup could not be changed."
    )


def test_a_rehearsal_forgets_it_too(desk: Desk, setup) -> None:
    from learnsession.plain.place import Place

    at = AtTheDoor(desk.rehearse(setup), Place(""))
    go_to(at, "talk.map")
    at.type("one")
    assert "Removed for good: 1." in at.type("/remove 1 yes")
    assert texts(at) == [REMOVED]
    at.room.leave()
