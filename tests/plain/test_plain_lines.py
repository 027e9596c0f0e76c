"""How bytes become lines."""

import io
import time

from learnsession.plain.lines import Lines, Signal


def all_of(data: bytes) -> list[str | Signal]:
    lines = Lines(io.BytesIO(data))
    found: list[str | Signal] = []
    while not found or found[-1] is not Signal.END:
        found.append(lines.next(5))
    return found


def test_only_line_feeds_end_a_line() -> None:
    assert all_of(b"one\r\ntwo\rstill two\nthree\x0bstill\xe2\x80\xa8three\n") == [
        "one",
        "two\rstill two",
        "three\x0bstill\u2028three",
        Signal.END,
    ]


def test_the_last_line_needs_no_end_and_empty_lines_count() -> None:
    assert all_of(b"\n \nlast") == ["", " ", "last", Signal.END]


def test_a_byte_order_mark_belongs_to_the_file_and_only_there() -> None:
    assert all_of(b"\xef\xbb\xbf/next\n\xef\xbb\xbfx") == ["/next", "\ufeffx", Signal.END]


def test_what_is_not_utf8_arrives_as_lone_surrogates() -> None:
    assert all_of(b"caf\xe9\n") == ["caf\udce9", Signal.END]


def test_letters_split_between_two_reads_stay_whole() -> None:
    class Drip(io.BytesIO):
        def read(self, _size: int = -1, /) -> bytes:
            return super().read(1)

    lines = Lines(Drip("Łódź\n".encode()))
    assert lines.next(5) == "Łódź"


def test_an_input_that_breaks_off_has_ended() -> None:
    class Broken:
        def read(self, _size: int, /) -> bytes:
            raise OSError(5, "Input/output error")

    assert Lines(Broken()).next(5) is Signal.END


def test_nothing_yet_is_said_after_the_wait_and_an_interrupt_comes_after_what_was_typed() -> None:
    class Slow:
        def __init__(self) -> None:
            self.chunks = [b"typed\n"]

        def read(self, _size: int, /) -> bytes:
            if self.chunks:
                return self.chunks.pop()
            time.sleep(2)
            return b""

    lines = Lines(Slow())
    assert lines.next(5) == "typed"
    assert lines.next(0.01) is Signal.NOTHING_YET
    lines.interrupt()
    assert lines.next(5) is Signal.INTERRUPTED
