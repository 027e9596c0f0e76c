"""The writer: in order, one at a time, tried again, nothing lost in silence."""

from __future__ import annotations

import threading
import time

import pytest

from learnsession.errors import SaveError
from learnsession.store.writer import Writer


class Disk:
    """Refuses so many saves, then takes them."""

    def __init__(self, refusals: int = 0) -> None:
        self.refusals = refusals
        self.kept: list[str] = []
        self.threads: set[int] = set()

    def save(self, what: str):
        def job() -> None:
            self.threads.add(threading.get_ident())
            if self.refusals:
                self.refusals -= 1
                raise SaveError("The disk is full.", "Free some space.")
            self.kept.append(what)

        return job


@pytest.fixture
def writer():
    writer = Writer(waits=(0.01, 0.02))
    yield writer
    writer.close(2)


@pytest.fixture
def patient():
    """Waits a minute between tries, unless it is hurried."""
    writer = Writer(waits=(60,))
    yield writer
    writer.close(0)


def test_no_thread_before_the_first_job():
    before = threading.active_count()
    assert Writer().close(0) == ()
    assert threading.active_count() == before


def test_a_pause_lets_the_screen_go_first_and_whoever_drains_does_not_wait_for_it(writer):
    disk = Disk()
    writer.submit(disk.save("a step"), pause=60)
    writer.submit(disk.save("a reflection"))
    time.sleep(0.05)
    assert disk.kept == []
    assert writer.drain(5)
    assert disk.kept == ["a step", "a reflection"]


def test_jobs_run_in_order_on_one_thread_of_their_own(writer):
    disk, told = Disk(), []
    for number in range(50):
        writer.submit(disk.save(str(number)), told.append)
    assert writer.drain(5)
    assert disk.kept == [str(number) for number in range(50)]
    assert told == [None] * 50
    assert len(disk.threads) == 1
    assert threading.get_ident() not in disk.threads


def test_a_refused_save_is_told_tried_again_and_keeps_its_place(writer):
    disk, told = Disk(refusals=3), []
    writer.submit(disk.save("first"), told.append)
    writer.submit(disk.save("second"), lambda error: told.append("second"))
    assert writer.drain(5)
    assert disk.kept == ["first", "second"]
    assert [type(one).__name__ for one in told[:3]] == ["SaveError"] * 3
    assert told[3:] == [None, "second"]


def test_drain_tries_again_at_once(patient):
    writer = patient
    disk, refused = Disk(refusals=1), threading.Event()
    writer.submit(disk.save("first"), lambda error: refused.set())
    assert refused.wait(5)
    assert writer.drain(5)
    assert disk.kept == ["first"]
    assert writer.close(1) == ()


def test_close_gives_back_what_could_not_be_saved(patient):
    writer = patient
    disk, refused = Disk(refusals=10**6), threading.Event()
    first, second = disk.save("first"), disk.save("second")
    writer.submit(first, lambda error: refused.set())
    writer.submit(second)
    assert refused.wait(5)
    assert not writer.drain(0.05)
    assert writer.close(0.05) == (first, second)
    assert writer._thread is not None
    writer._thread.join(5)
    assert not writer._thread.is_alive()
    with pytest.raises(SaveError):
        writer.submit(first)
    disk.refusals = 0
    for job in writer.close(0):
        job()
    assert disk.kept == ["first", "second"]


def test_a_newer_draft_replaces_the_one_that_waits_just_before_it(writer):
    disk, go = Disk(), threading.Event()
    writer.submit(go.wait)
    for number in (1, 2, 3):
        writer.submit(disk.save(f"draft {number}"), key="draft")
    writer.submit(disk.save("entry"))
    writer.submit(disk.save("draft 4"), key="draft")
    go.set()
    assert writer.drain(5)
    assert disk.kept == ["draft 3", "entry", "draft 4"]


def test_a_running_draft_is_not_replaced(writer):
    disk, started, go = Disk(), threading.Event(), threading.Event()

    def slow() -> None:
        started.set()
        go.wait(5)
        disk.save("slow")()

    writer.submit(slow, key="draft")
    assert started.wait(5)
    writer.submit(disk.save("next"), key="draft")
    go.set()
    assert writer.drain(5)
    assert disk.kept == ["slow", "next"]


def test_another_error_is_told_once_and_the_rest_goes_on(writer):
    disk, told = Disk(), []

    def broken() -> None:
        raise ValueError("a slip of ours")

    writer.submit(broken, told.append)
    writer.submit(broken)
    writer.submit(disk.save("after"), lambda error: 1 / 0)
    writer.submit(disk.save("last"))
    assert writer.drain(5)
    assert [str(one) for one in told] == ["a slip of ours"]
    assert disk.kept == ["after", "last"]
    assert [type(one) for one in writer.failures] == [ValueError, ZeroDivisionError]
