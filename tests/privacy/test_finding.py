"""What is found, where, what is shown of it, and at what cost."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnsession.privacy.finding import find, masked
from learnsession.privacy.kinds import KINDS
from measuring import corpus

SLACK = 2.5
"""A busy machine is uneven; what is quadratic is four times as slow as what is linear."""

ANYTHING = st.text(max_size=300)
PIECES = st.lists(
    st.one_of(
        st.sampled_from([line.text for line in corpus()]),
        st.sampled_from(["Mr ", "mum ", "0", "07", "@", ".", " ", "(", "born ", "\n", "NR1", "é"]),
        st.text(alphabet="0123456789 +-.()@AaZz’'\n", max_size=20),
    ),
    max_size=8,
).map("".join)


def kinds(text: str) -> list[str]:
    return [finding.kind for finding in find(text)]


def parts(text: str) -> list[str]:
    return [text[finding.start : finding.end] for finding in find(text)]


def test_a_finding_is_told_without_its_value() -> None:
    (finding,) = find("Her NHS number is 999 247 5145.")
    assert str(finding) == "looks like an NHS number (999 …)"
    assert finding.short == "NHS number"


@pytest.mark.parametrize(
    ("text", "part", "mask"),
    [
        ("ask s.jones@example.org.", "s.jones@example.org", "s…@…"),
        ("ring 07700 900123 today", "07700 900123", "077…"),
        ("07700 900123 12", "07700 900123", "077…"),
        ("at SW1A 1AA, twice", "SW1A 1AA", "SW …"),
        ("born on 12 March 2017 at home", "12 March 2017", "born …"),
        (f"{'born':<48} 31st of September 2012 x", "31st of September 2012", "born …"),
        (f"31st of September 2012 {'born':>32}", "31st of September 2012", "born …"),
        ("her mum Sarah Jane Smith-Jones said", "mum Sarah Jane Smith-Jones", "mum …"),
        ("Dr. A. Khan's letter", "Dr. A. Khan's", "Dr …"),
        ("UPN B801200005001", "B801200005001", "B…"),
    ],
)
def test_where_it_stands_and_what_is_shown(text: str, part: str, mask: str) -> None:
    (finding,) = find(text)
    assert text[finding.start : finding.end] == part
    assert finding.masked == mask


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "SW1A 1AA: mum Sarah, 07700 900123, 999 247 5145, born 1/2/2017"
    assert kinds(text) == ["postcode", "name", "phone", "nhs-number", "date-of-birth"]


def test_a_wrong_check_digit_is_no_number() -> None:
    assert not find("NHS number 999 247 5146")
    assert not find("UPN B801200005002")


def test_a_row_of_one_figure_is_nobodys_number() -> None:
    assert not find("999 999 9999 and 0000000000")


def test_several_on_a_line_and_what_follows_them() -> None:
    assert parts("07700 900123 07700 900124") == ["07700 900123", "07700 900124"]
    assert parts("Mr Smith and Mrs Jones") == ["Mr Smith", "Mrs Jones"]


def test_a_name_inside_a_sentence_about_a_birth_is_found_too() -> None:
    assert kinds("born to Mrs Smith on 12/3/2017") == ["name", "date-of-birth"]


def test_masked_text_says_what_stood_there() -> None:
    text = "asked Mr Smith on 07700 900123, who agreed"
    assert masked(text) == "asked [name] on [phone number], who agreed"
    assert masked("nothing here") == "nothing here"


@pytest.mark.parametrize("line", [line for line in corpus() if line.expected], ids=lambda x: x.text)
def test_no_mask_shows_the_value(line) -> None:
    for finding in find(line.text):
        value = line.text[finding.start : finding.end]
        shown = set(re.findall(r"\w+", finding.masked))
        hidden = {word for word in re.findall(r"\w+", value) if len(word) > 2}
        assert value not in finding.masked
        # Of a name the title or relation is shown; of a grouped number its first three figures.
        assert len(shown & hidden) <= (finding.kind in ("name", "nhs-number", "phone"))
        assert sum(map(str.isdigit, finding.masked)) <= 3


@given(st.one_of(ANYTHING, PIECES))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_places_in_order_that_do_not_overlap(text: str) -> None:
    found = find(text)
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.kind in KINDS
        assert finding.masked
        assert "\n" not in finding.masked
    assert all(one.end <= two.start for one, two in pairwise(found))
    if not found:
        assert masked(text) == text


@pytest.mark.parametrize(
    "piece",
    [
        "a", "0", "0 ", "Aa ", "mr ", "a@", "a.", "@", "999 247 5145 ", "07700 900123 ", "+",
        "(0)", "born ", "born 1 ", "B80120000500 ", "NR1 ", "Mr A. ", "1.", "dob 12/3/17 ", "0-",
        "Mum (", "Aa's ", " ", "e1 2a", "mum, ", "Mr O'", " \n", "+44 ", "-", "é", "Mum called ",
    ],
)  # fmt: skip
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    assert _growth(piece, 30_000) < 4 * SLACK


@given(st.text(alphabet="0+ ()-.aAM@r’\n19/", min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_nor_does_anything_else_repeated(piece: str) -> None:
    assert _growth(piece, 10_000) < 4 * SLACK


def _growth(piece: str, length: int) -> float:
    """How many times as long four times the text takes; what is quadratic takes sixteen."""
    short, long = (min(_seconds(piece, size) for _ in range(3)) for size in (length, 4 * length))
    return long / max(short, 0.001)


def _seconds(piece: str, length: int) -> float:
    text = (piece * length)[:length]
    began = time.process_time()
    find.__wrapped__(text)
    return time.process_time() - began


def test_ordinary_words_cost_microseconds() -> None:
    text = "Nobody had the whole history in one place. 26 % of us knew; Mum was tired."
    find.__wrapped__(text)
    began = time.perf_counter()
    for _ in range(500):
        find.__wrapped__(text)
    assert (time.perf_counter() - began) / 500 < 0.001


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("26 % in 2018, page 0300, Mr Smith, born 12/3/2017, SW1A 1AA", "False False"),
        ("NHS 999 247 5145", "False True"),
        ("ring 0300 123 4567 89", "True False"),
    ],
)
def test_libraries_are_reached_for_only_when_the_form_is_there(text: str, loaded: str) -> None:
    code = (
        "import sys; from learnsession.privacy.finding import find; find(sys.argv[1]);"
        "print('phonenumbers' in sys.modules, 'stdnum' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True)
    assert ran.stdout.strip() == loaded, ran.stderr
