"""Numbers as people read them."""

from __future__ import annotations

import pytest

from learnsession.wording import counted, size_words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 copies"), (1, "1 copy"), (2, "2 copies"), (1200, "1,200 copies")]
)
def test_one_of_it_is_said_in_the_singular(number: int, words: str) -> None:
    assert counted(number, "copy", "copies") == words


def test_an_s_is_the_usual_plural() -> None:
    assert counted(3, "session") == "3 sessions"


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (48_000, "48.0 kB"),
        (999_949, "999.9 kB"),
        (999_950, "1.0 MB"),
        (1_234_567, "1.2 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_a_size_is_said_in_the_unit_that_suits_it(size: int, words: str) -> None:
    assert size_words(size) == words
