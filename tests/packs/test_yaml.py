"""Bytes -> plain values with their lines, or every problem of the text."""

from __future__ import annotations

import time

import pytest
import yaml as pyyaml
from good_files import PACK

from learnsession.errors import PackError, Problem
from learnsession.packs import yaml


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: the fast one, and the one in pure Python where that is missing."""
    monkeypatch.setattr(yaml, "LOADER", getattr(pyyaml, request.param))


def problems(text: str | bytes) -> tuple[Problem, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(PackError) as caught:
        yaml.load(data, "bad.yaml")
    return caught.value.problems


def values(text: str | bytes) -> object:
    return yaml.load(text if isinstance(text, bytes) else text.encode(), "good.yaml").values


def test_every_scalar_stays_text() -> None:
    text = "a: no\nb: 12:30\nc: 010\nd: 1.10\ne: 2020-02-31\nf: 'null'\ng: on\nh: 0x1F\ni: .inf\n"
    assert values(text) == {
        "a": "no",
        "b": "12:30",
        "c": "010",
        "d": "1.10",
        "e": "2020-02-31",
        "f": "null",
        "g": "on",
        "h": "0x1F",
        "i": ".inf",
    }


def test_only_a_plain_nothing_is_none() -> None:
    assert values("a:\nb: ~\nc: null\nd: ''\n") == {"a": None, "b": None, "c": None, "d": ""}


def test_a_number_of_4300_digits_is_text() -> None:
    assert values("a: " + "9" * 4301) == {"a": "9" * 4301}


def test_lines_of_values_and_of_what_is_missing() -> None:
    loaded = yaml.load(b"# first\na: 1\nb:\n  - c: x\n    d: y\n  - e: z\n", "good.yaml")
    assert loaded.line(("a",)) == 2
    assert loaded.line(("b", 0, "d")) == 5
    assert loaded.line(("b", 1)) == 6
    assert loaded.line(("b", 1, "not", "there")) == 6
    assert loaded.line(("none",)) == 2


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_and_a_mark_at_the_start_do_not_matter(ends: str) -> None:
    data = b"\xef\xbb\xbf" + PACK.replace("\n", ends).encode()
    assert values(data) == values(PACK)


def test_letters_of_all_languages_stay() -> None:
    assert values("a: Łódź Ŵyn 😀 سلام a\u200db\n") == {"a": "Łódź Ŵyn 😀 سلام a\u200db"}


SLIPS = [
    ("a second colon", "b: Case A1: what then", 2, "colon", "double quotes"),
    ("curly quotes", "b: “Case: one”", 2, "word processor's", "straight ones"),
    ("no space after the dash", "b:\n- c: 1\n-c: 2", 4, "missing after the -", "Put one"),
    ("a long dash", "b:\n  – c: 1\n    d: 2", 3, "begins with –", "Type - and a space"),
    ("a bullet", "b:\n  - c: 1\n  • c: 2", 4, "begins with •", "Type - and a space"),
    ("no dash", "b:\n  - c: 1\n    d: 2\n  c: 3", 5, "has no dash", "Put '- ' before 'c:'"),
    ("odd indentation", "b:\n  - c: 1\n\u00a0\u00a0\u00a0 d: 2", 4, "another kind", "again"),
    ("odd space after the colon", "b:\u00a0x", 2, "another kind", "after the colon"),
    ("a part of its own", "b:\n  - c: 1\n    d: 2\n  e:\n  - c: 3", 5, "column 3", "away"),
    ("a colon at the end", "b: What then:", 2, "colon", "double quotes"),
    ("at sign", "b: @team", 2, "begins with @", "double quotes"),
    ("back-tick", "b: `x`", 2, "begins with `", "double quotes"),
    ("per cent", "b: %x", 2, "begins with %", "double quotes"),
    ("stars", "b: *Important*", 2, "begins with *", "double quotes"),
    ("star and text", "b: *Important thing", 2, "begins with *", "double quotes"),
    ("alias", "b: *other", 2, "begins with *", "double quotes"),
    ("anchor", "b: &here x", 2, "begins with &", "double quotes"),
    ("tag", "b: !!python/object:os.system x", 2, "begins with !", "double quotes"),
    ("own tag", "b: !Important x", 2, "begins with !", "double quotes"),
    ("merge", "<<: x", 2, "Merging", "in full"),
    ("open quote", 'b: "never closed', 2, "not closed", "Close it"),
    ("tail", 'b: "Think family" approach', 2, "after the closing quote", "whole value"),
    ("apostrophe", "b: 'They don't know'", 2, "after the closing quote", "whole value"),
    ("list and text", "b: [x] is ticked", 2, "begins with [", "double quotes"),
    ("open list", "b: [x", 2, "begins with [", "double quotes"),
    ("text after >", "b: > words\n  more", 2, "after a >", "new line"),
    ("list on the line of its key", "b: - x", 2, "begins with -", "double quotes"),
    ("no colon", "minutes 10", 2, "no key", "key: value"),
    ("no space", "minutes:10", 2, "space is missing", "Put one"),
    ("lost text", "b: Recommendation #1", 2, "is lost", "double quotes"),
    ("all text lost", "b: #1", 2, "is lost", "double quotes"),
    ("lost text over lines", "b: see #1 and\n  more", 2, "is lost", "double quotes"),
    ("too deep", "b: x\n   e: y", 3, "indented further", "Line it up"),
    ("tab", "b:\n\te: y", 3, "tab", "spaces"),
    ("twice", "b: x\nb: y", 3, "on line 2 already", "Keep one"),
    ("no key at all", ": x", 2, "colon", ""),
    ("a list as key", "? [x, y]\n: z", 2, "key must be one word", ""),
    ("override", "b: \u202eabc", 2, "U+202E", "Delete"),
    ("written override", 'b: "\\u202eabc"', 2, "U+202E", "Delete"),
    ("NUL", "b: a\0bc", 2, "NUL", "Delete"),
    ("written NUL", 'b: "a\\0bc"', 2, "NUL", "Delete"),
    ("control", "b: a\x07bc", 2, "U+0007", "Delete"),
    ("line separator", "b: a\u2028bc", 2, "U+2028", "space"),
    ("half a character", 'b: "\\ud800"', 2, "Half of a character", "whole"),
    ("backslash", 'b: "C:\\Users"', 2, "backslash", "single quotes"),
    ("too large a code", 'b: "\\UFFFFFFFF"', 2, "backslash", "single quotes"),
]


@pytest.mark.parametrize(
    ("slip", "line", "wrong", "todo"), [case[1:] for case in SLIPS], ids=[case[0] for case in SLIPS]
)
def test_a_slip_is_said_plainly_and_the_rest_is_still_read(
    slip: str, line: int, wrong: str, todo: str
) -> None:
    """Each is told once, with its line, and so is another slip further on."""
    found = problems(f"a: 1\n{slip}\nlast: @here\n")
    after = slip.count("\n") + 3
    assert [problem.line for problem in found] == [line, after]
    assert wrong in found[0].wrong
    assert todo in found[0].todo
    assert "begins with @" in found[1].wrong


def test_a_slip_in_a_list_is_mended_by_its_neighbours() -> None:
    text = "x:\n  - a: T\n   b: 5\n - a: @y\n"
    found = problems(text)
    assert [(each.line, each.wrong[:20]) for each in found] == [
        (3, "The indentation is o"),
        (4, "The indentation is o"),
        (4, "A value that begins "),
    ]
    assert "column 5" in found[0].todo
    assert "column 3" in found[1].todo


def test_a_quote_left_open_is_blamed_and_not_the_next_one() -> None:
    found = problems('a: "first\nb: "second"\nc: 1\n')
    assert [(each.line, "not closed" in each.wrong) for each in found] == [(1, True)]


def test_quotes_are_advised_that_will_work() -> None:
    assert "single quotes" in problems('a: He said "stop": and left\n')[0].todo
    assert ">-" in problems('a: She said "don\'t": and left\n')[0].todo


def test_a_comment_with_a_space_is_a_comment() -> None:
    assert values("a: one # a comment\nb: 'x'  #aside\nc: x#1\n") == {
        "a": "one",
        "b": "x",
        "c": "x#1",
    }


def test_windows_1252_is_named_with_its_line() -> None:
    found = problems("a: 1\nb: it’s – €5\nc: @x\n".encode("cp1252"))
    assert [problem.line for problem in found] == [2, 3]
    assert "’" in found[0].wrong
    assert "2 more" in found[0].wrong
    assert "UTF-8" in found[0].todo


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named(encoding: str) -> None:
    (problem,) = problems(PACK.encode(encoding))
    assert problem.line == 1
    assert "UTF-16" in problem.wrong
    assert "UTF-8" in problem.todo


@pytest.mark.parametrize(("start", "kind"), [(b"PK\x03\x04", "Word"), (b"%PDF-1.7", "PDF")])
def test_another_sort_of_file_is_named(start: bytes, kind: str) -> None:
    (problem,) = problems(start + b"\0\xff" * 1000)
    assert kind in problem.wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("# only\n# comments\n", "but comments"),
        ("- a\n- b\n", "is a list"),
        ("just a text\n", "is a text"),
    ],
)
def test_a_file_without_keys(text: str, wrong: str) -> None:
    (problem,) = problems(text)
    assert (problem.line, problem.file) == (1, "bad.yaml")
    assert wrong in problem.wrong


def test_a_second_document_is_refused() -> None:
    (problem,) = problems("a: 1\n---\nb: 2\n")
    assert problem.line == 2
    assert "second document" in problem.wrong


def test_twenty_levels_are_read_and_no_more() -> None:
    assert values("a: " + "[" * 19 + "]" * 19)
    (problem,) = problems("a: 1\nb: " + "[" * 20 + "]" * 20)
    assert problem.line == 2
    assert "20 deep" in problem.wrong


BOMB = "a: &a [x, x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"

HEAVY = {
    "flow lists": b"a: " + b"[" * 50_000,
    "block lists": b"- " * 50_000,
    "flow keys": b"{a: " * 50_000,
    "keys in keys": b"? " * 50_000,
    "references": BOMB.encode(),
    "a million NULs": b"\0" * 1_000_000,
    "a million bad bytes": b"\xff" * 1_000_000,
    "tabs": b"\tx: y\n" * 150_000,
    "items": b"- a\n" * 250_000,
    "slips": b"a: @x\n" * 150_000,
    "open quotes": b'a: "\n' * 150_000,
    "steps": b"".join(b" " * (n % 3) + b"k%d: v\n" % n for n in range(60_000)),
    "spaces": b"a:" + b" " * 900_000 + b"x y",
}


@pytest.mark.parametrize("data", HEAVY.values(), ids=HEAVY)
def test_what_is_made_to_hang_is_answered(data: bytes) -> None:
    """The bound is generous: the pure parser on a busy machine. Quadratic work takes minutes."""
    started = time.perf_counter()
    found = yaml.survey(data, "heavy.yaml")
    assert time.perf_counter() - started < 15
    assert len(found.problems) <= 210


def test_many_problems_are_counted_and_not_all_told() -> None:
    same = problems("".join(f"a{n}: x\x07\n" for n in range(50)))
    assert len(same) == 10
    assert "40 more lines" in same[-1].wrong
    many = problems("".join(f"a{n}: x\na{n}: y\n" for n in range(300)))
    assert len(many) == 200
    assert "101 more problems" in many[-1].wrong
