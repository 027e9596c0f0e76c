"""The linear door while the disk refuses."""

from __future__ import annotations

import pytest
from at_the_door import AtTheDoor

from learnsession.errors import SaveError
from learnsession.plain import door as door_module
from learnsession.plain.place import Place
from learnsession.room.desk import Desk, SetUp


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("learnsession.room.running.LAST_SAVE", 0.2)


class Refusing:
    """Makes every save of a session fail until told otherwise."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from learnsession.store.opened import OpenSession

        self.full = True
        save = OpenSession.save

        def refuse(session: OpenSession) -> None:
            if self.full:
                raise SaveError("The disk is full.", "Free some space.")
            save(session)

        monkeypatch.setattr(OpenSession, "save", refuse)


@pytest.mark.usefixtures("quick")
def test_nothing_is_acknowledged_while_the_disk_refuses(
    desk: Desk, setup: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = AtTheDoor(desk.start(setup), Place())
    at.talk.receipts.settle()
    disk = Refusing(monkeypatch)
    assert "Kept" not in at.type("one", "two")
    assert at.err.getvalue().count("Not saved yet: The disk is full.") == 1
    disk.full = False
    assert at.room.settle(5).waiting == 0
    assert at.type("three") == "Kept 1: one\nKept 2: two\nKept 3: three\n"
    assert "saved again" in at.err.getvalue()
    at.room.leave()


@pytest.mark.usefixtures("quick")
def test_leaving_while_the_disk_refuses_gives_the_text_back_and_fails(
    desk: Desk, setup: SetUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = AtTheDoor(desk.start(setup), Place())
    at.talk.receipts.settle()
    disk = Refusing(monkeypatch)
    code, said = at.run("safe words\n/quit\n")
    assert code == door_module.NOT_SAVED
    assert "All is kept" not in said
    assert "Kept 1" not in said
    assert "could not be saved" in at.err.getvalue()
    assert "safe words" in at.err.getvalue()
    disk.full = False
    at.room.leave()
