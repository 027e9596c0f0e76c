"""What is said, and that nothing is acknowledged before the disk has it."""

import io

import pytest

from learnsession.plain.output import Receipt, Receipts, Saying
from learnsession.room.saving import Saved


class Disk:
    """Says what it is told to say."""

    def __init__(self) -> None:
        self.saved = Saved()
        self.waits: list[float] = []

    def settle(self, timeout: float) -> Saved:
        self.waits.append(timeout)
        return self.saved


def test_words_are_flushed_without_any_control_character() -> None:
    class Flushed(io.StringIO):
        flushes = 0

        def flush(self) -> None:
            self.flushes += 1

    out = Flushed()
    Saying(out, io.StringIO()).say("red \x1b[31malert\x07 \u202eevil")
    assert out.getvalue() == "red [31malert evil\n"
    assert out.flushes == 1


def test_a_sign_is_shown_only_at_a_terminal() -> None:
    quiet, asking = io.StringIO(), io.StringIO()
    Saying(quiet, io.StringIO()).prompt()
    Saying(asking, io.StringIO(), prompting=True).prompt()
    assert (quiet.getvalue(), asking.getvalue()) == ("", "> ")


def test_when_nobody_reads_any_more_it_goes_on_silently() -> None:
    class Gone(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError(32, "Broken pipe")

    saying = Saying(Gone(), io.StringIO())
    saying.say("one")
    saying.say("two")
    assert saying.unheard


def test_a_receipt_waits_for_the_disk_and_trouble_is_told_once() -> None:
    disk, out, err = Disk(), io.StringIO(), io.StringIO()
    receipts = Receipts(disk, Saying(out, err))
    disk.saved = Saved(waiting=2, failing="The disk is full. Free some space.")
    receipts.owe(Receipt("Kept 1: one", "one"))
    receipts.owe(Receipt("Kept 2: two", "two"))
    assert out.getvalue() == ""
    assert receipts.unsaved == ("one", "two")
    assert err.getvalue().count("The disk is full") == 1
    assert len(disk.waits) == 2, "a disk that refuses is not waited for any longer"

    disk.saved = Saved()
    receipts.look()
    assert out.getvalue() == "Kept 1: one\nKept 2: two\n"
    assert receipts.unsaved == ()
    assert "saved again" in err.getvalue()


def test_a_disk_that_does_not_answer_is_waited_for_and_then_told() -> None:
    disk, out, err = Disk(), io.StringIO(), io.StringIO()
    disk.saved = Saved(waiting=1)
    Receipts(disk, Saying(out, err), patience=1.0).owe(Receipt("Kept 1: one", "one"))
    assert sum(disk.waits) == pytest.approx(1.0)
    assert out.getvalue() == ""
    assert "not answered" in err.getvalue()


def test_a_disk_that_answers_at_once_is_not_waited_for() -> None:
    disk, out = Disk(), io.StringIO()
    Receipts(disk, Saying(out, io.StringIO())).owe(Receipt("Kept 1: one", "one"))
    assert (out.getvalue(), disk.waits) == ("Kept 1: one\n", [])
