"""A CSV file is RFC 4180 whatever was typed, and no cell of it begins like a formula."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typed_text import NASTY, typed

from learnsession.documents.csv import defused, to_csv
from learnsession.documents.grid import Cell, Column, Grid
from learnsession.documents.text import printable

NOW = datetime(2026, 11, 21, 10, 5, tzinfo=UTC)
FORMULAS = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n-1")


def written(*rows: tuple[Cell, ...], titles: tuple[str, ...] = ("Ref", "Action")) -> str:
    grid = Grid("List", tuple(Column(title, 10) for title in titles), rows, NOW)
    return to_csv(grid).decode("utf-8")


def read(text: str) -> list[list[str]]:
    """A reader of RFC 4180 that shares nothing with the one who wrote: strict, a letter at once."""
    assert text.startswith("\ufeff")
    rows: list[list[str]] = [[]]
    rest = text[1:]
    while rest:
        if rest.startswith('"'):
            end = 1
            while rest[end] != '"' or rest[end : end + 2] == '""':
                end += 2 if rest[end] == '"' else 1
            cell, rest = rest[1:end].replace('""', '"'), rest[end + 1 :]
        else:
            end = min(rest.index(mark) for mark in (",", "\r\n") if mark in rest)
            cell, rest = rest[:end], rest[end:]
            assert not set(cell) & set('"\r\n'), "a bare cell holds what must be quoted"
        rows[-1].append(cell)
        if rest.startswith("\r\n"):
            rows.append([])
            rest = rest[2:]
        else:
            assert rest.startswith(","), "a cell ends in neither a comma nor CRLF"
            rest = rest[1:]
    assert rows.pop() == []
    return rows


def without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and defused(cell[1:]) == cell else cell


@given(st.lists(st.tuples(typed, typed), max_size=4))
def test_what_is_typed_is_read_back_by_another_reader(rows: list[tuple[str, str]]) -> None:
    seen = read(written(*rows))
    assert seen[0] == ["Ref", "Action"]
    assert [[without_guard(cell) for cell in row] for row in seen[1:]] == [
        [without_guard(printable(cell)) for cell in row] for row in rows
    ]


@given(typed)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = read(written((text, text)))[1][0]
    assert cell.strip()[:1] not in tuple("=+-@")
    assert cell[:1] not in tuple("\t\r\n")


@pytest.mark.parametrize("text", FORMULAS)
def test_each_known_formula_gets_an_apostrophe(text: str) -> None:
    assert read(written(("1", text)))[1][1] == f"'{printable(text)}"


@pytest.mark.parametrize("text", ["a = b", "1+1", 'Ł; Ŵ, 🙂 "مرحبا"', "x" * 40_000, ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert read(written(("1", text)))[1] == ["1", text]


def test_days_are_written_day_first() -> None:
    assert read(written(("1", date(2026, 3, 2))))[1] == ["1", "02/03/2026"]


@pytest.mark.parametrize("text", ["\x00", "\ud800", "\ufffe", "\x1b", "\u202e", *NASTY])
def test_what_no_file_can_hold_is_left_out(text: str) -> None:
    assert without_guard(read(written(("1", f"a{text}b")))[1][1]) == printable(f"a{text}b")


def test_a_list_without_rows_has_its_header() -> None:
    assert written() == "\ufeffRef,Action\r\n"
