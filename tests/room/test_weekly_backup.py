"""The weekly backup is made in passing: nobody waits for it, and nothing is the worse for it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from learnsession.errors import LearnSessionError
from learnsession.packs.library import find_format, find_pack
from learnsession.room.desk import Desk, SetUp
from learnsession.room.weekly import WeeklyBackup
from learnsession.settings.writing import change_setting
from learnsession.store import weekly
from learnsession.store.backup_lists import backup_names
from learnsession.store.sealing import CLEAR
from support import FakeClock


@pytest.fixture
def desk(store_dir: Path, clock: FakeClock) -> Iterator[Desk]:
    desk = Desk(store_dir, now=clock)
    yield desk
    desk.close()


def session(desk: Desk, *, rehearse: bool = False) -> None:
    setup = SetUp(find_pack("norfolk-child-ai", desk.root), find_format("team-30", desk.root))
    room = desk.rehearse(setup) if rehearse else desk.start(setup)
    room.add_reflection("The nursery had written it down")
    room.leave()


def backup(desk: Desk, told: list[LearnSessionError] | None = None) -> WeeklyBackup:
    """Let it be made, and wait for it without stopping it."""
    desk._backup().begin([].append if told is None else told.append, after=0, rest=0)
    desk._backup()._thread.join(10)
    return desk._backup()


def test_a_little_after_it_is_asked_for_there_is_one(desk: Desk) -> None:
    session(desk)
    desk._backup().begin(pytest.fail, after=0.05, rest=0.001)
    assert backup_names(desk.root) == ()
    desk._backup().finish(10)
    assert backup_names(desk.root) == ("2026-W10",)


def test_asking_for_it_and_leaving_at_once_takes_no_time_and_makes_none(desk: Desk) -> None:
    session(desk)
    begun = time.monotonic()
    desk.back_up(pytest.fail)
    desk.close()
    assert time.monotonic() - begun < 1
    assert backup_names(desk.root) == ()
    assert not [thread for thread in threading.enumerate() if thread.name == "weekly backup"]


def test_a_rehearsal_in_a_new_store_leaves_nothing(desk: Desk) -> None:
    session(desk, rehearse=True)
    desk.back_up_at_the_end(pytest.fail)
    assert not (desk.root / "backups").exists()


def test_none_is_made_while_the_setting_is_off_and_one_once_it_is_on(desk: Desk) -> None:
    session(desk)
    change_setting(desk.root, "weekly_backup", False)
    backup(desk)
    assert not (desk.root / "backups").exists()
    change_setting(desk.root, "weekly_backup", True)
    backup(desk)
    assert len(backup_names(desk.root)) == 1


def test_it_is_looked_after_once_a_day(desk: Desk, clock: FakeClock, monkeypatch) -> None:
    session(desk)
    looks: list[object] = []
    make = weekly.make_weekly
    monkeypatch.setattr(weekly, "make_weekly", lambda *how: (looks.append(how), make(*how)))
    for _ in range(3):
        backup(desk)
    assert len(looks) == 1
    for day in range(1, 8):
        clock.now += timedelta(days=1)
        backup(desk)
        assert len(looks) == 1 + day
    assert backup_names(desk.root) == ("2026-W10", "2026-W11")


def test_a_new_store_has_one_once_its_first_session_is_left(desk: Desk) -> None:
    backup(desk)
    session(desk)
    backup(desk)
    assert len(backup_names(desk.root)) == 1


@pytest.mark.parametrize("wrong", [OSError(28, "No space left on device"), MemoryError()])
def test_a_failure_is_told_once_in_plain_words(desk: Desk, clock, monkeypatch, wrong) -> None:
    session(desk)

    def refuse(*_: object) -> int:
        raise wrong

    told: list[LearnSessionError] = []
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", refuse)
        backup(desk, told)
        clock.now += timedelta(days=1)
        backup(desk, told)
    (error,) = told
    assert error.happened.startswith("The weekly backup could not be made. ")
    assert "Your sessions are kept as always" in error.todo
    assert "Errno" not in str(error)
    clock.now += timedelta(days=1)
    backup(desk, told)
    assert len(backup_names(desk.root)) == 1


def test_a_stop_half_way_is_quick_and_is_gone_on_with_next_time(desk: Desk, store_dir) -> None:
    session(desk)
    half = WeeklyBackup(store_dir, CLEAR, desk.now)
    half.begin(pytest.fail, after=0, rest=0.2)
    time.sleep(0.3)
    begun = time.monotonic()
    half.stop()
    assert time.monotonic() - begun < 0.5
    assert backup_names(desk.root) == ()
    half.begin(pytest.fail, after=0, rest=0)
    half.finish(5)
    assert backup_names(desk.root) == (), "once stopped it stays so"
    desk.back_up_at_the_end(pytest.fail)
    assert len(backup_names(desk.root)) == 1


def test_two_windows_at_once_make_one(desk: Desk, store_dir: Path) -> None:
    session(desk)
    windows = [WeeklyBackup(store_dir, CLEAR, desk.now) for _ in range(4)]
    for window in windows:
        window.begin(pytest.fail, after=0, rest=0)
    for window in windows:
        window.finish(10)
    assert len(backup_names(desk.root)) == 1


def test_the_end_does_not_wait_for_a_disk_that_does_not_answer(desk, monkeypatch) -> None:
    session(desk)
    answer = threading.Event()
    monkeypatch.setattr("learnsession.room.weekly.AT_THE_END", 0.2)
    monkeypatch.setattr(weekly, "make_weekly", lambda *_: answer.wait(20))
    begun = time.monotonic()
    desk.back_up_at_the_end(pytest.fail)
    assert time.monotonic() - begun < 2
    answer.set()
