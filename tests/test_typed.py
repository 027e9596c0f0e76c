"""What is left out of typed text, and that nothing else is."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.typed import clean

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
anything = st.text(st.characters() | st.sampled_from("\r\n\t\x00\x85\ud800\udfff" + OVERRIDES))


def unwanted(character: str) -> bool:
    control = unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n"
    return control or character in OVERRIDES


def with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@given(anything)
def test_only_what_cannot_be_kept_is_left_out_and_it_is_counted(text: str) -> None:
    cleaned = clean(text)
    expected = [c for c in with_plain_line_ends(text) if not unwanted(c)]
    assert list(cleaned.text) == expected
    assert cleaned.left_out == len(with_plain_line_ends(text)) - len(expected)


def test_of_every_character_there_is() -> None:
    text = "".join(chr(point) for point in range(sys.maxunicode + 1) if point != ord("\r"))
    assert clean(text).text == "".join(c for c in text if not unwanted(c))


@given(anything)
def test_can_be_written_and_needs_no_second_cleaning(text: str) -> None:
    cleaned = clean(text).text
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert (clean(cleaned).text, clean(cleaned).left_out) == (cleaned, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Łódź, Ŵyn, Zoë",
        "e\u0301 is not \u00e9",  # neither normal form is turned into the other
        "👩\u200d👧\ufe0f",
        "نص \u200f\u200e",
        "soft\u00adhyphen no\u00a0break zero\u200bwidth \ufeff",
        "line\u2028paragraph\u2029",
        "a\tb\nc",
        "<b>[/b] & %s {x}",
        "\U0010ffff\ufffd",
    ],
)
def test_stays_as_it_is(text: str) -> None:
    assert clean(text).text == text
    assert clean(text).remark() == ""


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\r\nb", "a\nb"), ("a\rb", "a\nb"), ("a\n\rb", "a\n\nb"), ("a\r\r\nb", "a\n\nb")],
)
def test_line_ends_become_line_feeds_and_do_not_count(text: str, kept: str) -> None:
    assert (clean(text).text, clean(text).left_out) == (kept, 0)


@pytest.mark.parametrize(
    ("text", "kept", "count"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m", "2 unreadable characters"),
        ("a\x00b", "ab", "1 unreadable character"),
        ("\ud83d\ude00", "", "2 unreadable characters"),
        ("safe\u202efdp.exe", "safefdp.exe", "1 unreadable character"),
        ("\x0b\x0c\x7f\x85\x9f", "", "5 unreadable characters"),
    ],
)
def test_says_how_many(text: str, kept: str, count: str) -> None:
    assert clean(text).text == kept
    assert re.fullmatch(f"{count} left out\\.", clean(text).remark())
