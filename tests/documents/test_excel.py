"""An Excel file holds what was typed as text and days as days; read back with openpyxl."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from typed_text import NASTY, typed

from learnsession.documents import excel
from learnsession.documents.excel import LONGEST, to_excel
from learnsession.documents.grid import Cell, Column, Grid
from learnsession.documents.text import printable
from learnsession.errors import ExportError

NOW = datetime(2026, 11, 21, 10, 5, tzinfo=UTC)
COLUMNS = (Column("Ref", 10), Column("Action", 40))


def file(*rows: tuple[Cell, ...], **more: str) -> bytes:
    about = (("Made on", "21 November 2026"),)
    return to_excel(Grid("List", COLUMNS, rows, NOW, about, **more))


def read(*rows: tuple[Cell, ...], **more: str) -> Workbook:
    return openpyxl.load_workbook(BytesIO(file(*rows, **more)))


@given(st.lists(typed, min_size=1, max_size=4))
@settings(max_examples=60)
def test_what_is_typed_is_read_back_as_text(texts: list[str]) -> None:
    sheet = read(*((text, text) for text in texts)).worksheets[0]
    for number, text in enumerate(texts, 2):
        for cell in sheet[number]:
            assert (cell.value or "") == printable(text)
            assert cell.data_type in ("s", "n" if not printable(text) else "s")
            assert cell.hyperlink is None


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("x")', "+1", "-1", "@A1", "12", "=1", "{=1}", "http://x.org", "mailto:a@b.org",
     "internal:A!1", "'quoted", "_x000D_", " edge ", "a\n=b", "Ł Ŵ 🙂 مرحبا"],
)  # fmt: skip
def test_nothing_typed_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    data = file(("A-1", text))
    cell = openpyxl.load_workbook(BytesIO(data)).worksheets[0]["B2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert b"<f>" not in zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_what_looks_like_a_formula_stays_text_when_somebody_edits_the_cell() -> None:
    sheet = read(("A-1", "=1+1"), ("A-2", "plain")).worksheets[0]
    assert sheet["B2"].quotePrefix
    assert not sheet["B3"].quotePrefix


def test_days_are_days_that_excel_can_sort() -> None:
    cell = read(("A-1", date(2026, 12, 18))).worksheets[0]["B2"]
    assert cell.is_date
    assert cell.value == datetime(2026, 12, 18)
    assert cell.number_format == "dd/mm/yyyy"


def test_a_day_that_excel_does_not_know_is_written_in_figures() -> None:
    sheet = read(("A-1", date(1899, 5, 1)), ("A-2", date.max)).worksheets[0]
    assert sheet["B2"].value == "01/05/1899"
    assert sheet["B3"].value == datetime(9999, 12, 31)


@pytest.mark.parametrize("letter", ["x", "🙂", "=", "\n"])
def test_a_text_that_is_too_long_goes_on_in_a_sheet_of_its_own_and_says_so(letter: str) -> None:
    text = "a" + letter * 40_000 + "b"
    book = read(("A-1", text), ("A-2", "short"))
    cell = book.worksheets[0]["B2"].value
    start, _, remark = cell.partition("\n[Added by learnsession: ")
    assert "It goes on in the sheet 'Longer texts'." in remark
    rest = list(book["Longer texts"].iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in rest] == [("A-1", "Action", "2"), ("A-1", "Action", "3")]
    assert letter == "\n" or start + "".join(row[3] for row in rest) == text
    every = [value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row]
    assert all(len(str(value).encode("utf-16-le")) // 2 <= LONGEST for value in every)


@pytest.mark.parametrize(("letter", "fits"), [("x", LONGEST), ("🙂", LONGEST // 2)])
def test_the_longest_text_of_a_cell_is_left_whole(letter: str, fits: int) -> None:
    book = read(("A-1", letter * fits))
    assert book.worksheets[0]["B2"].value == letter * fits
    assert "Longer texts" not in book.sheetnames
    assert "Longer texts" in read(("A-1", letter * (fits + 1))).sheetnames


def test_a_cell_that_the_library_refuses_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "LONGEST", 50_000)
    with pytest.raises(ExportError, match="too long for an Excel sheet"):
        file(("A-1", "x" * 40_000))


def test_the_header_stays_filters_are_on_and_the_paper_is_a4_across() -> None:
    sheet = read(("A-1", "x"), ("A-2", "y"), marking="Sensitive & ours").worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert sheet.oddHeader.left.text == "Sensitive && ours"
    assert [cell.value for cell in sheet[1]] == ["Ref", "Action"]
    assert sheet.column_dimensions["B"].width > 40
    assert all(cell.alignment.wrap_text and cell.font.name == "Arial" for cell in sheet[2])


@pytest.mark.parametrize("marking", ["&G", "R&[Picture]", "&" * 300, "a\n&Lb"])
def test_a_marking_is_no_command_to_the_printer(marking: str) -> None:
    header = read(marking=marking).worksheets[0].oddHeader
    assert header.left.text.replace("&&", "").count("&") == 0
    assert not header.right.text


def test_what_the_list_is_about_stands_beside_it() -> None:
    book = read()
    assert book.sheetnames == ["List", "About this list"]
    assert [cell.value for cell in book.worksheets[1][2]] == ["Made on", "21 November 2026"]


def test_the_properties_name_nobody() -> None:
    properties = read().properties
    assert properties.title == "List"
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert properties.created == datetime(2026, 11, 21, 10, 5)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "a\ufffeb", "a\x1bb", *NASTY])
def test_nothing_makes_it_fail_in_any_place(text: str) -> None:
    grid = Grid("List", COLUMNS, ((text, text),), NOW, ((text, text),), text)
    assert openpyxl.load_workbook(BytesIO(to_excel(grid))).sheetnames[0] == "List"
