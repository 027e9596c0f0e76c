"""A list -> an Excel file: typed days, a header that stays, filters on, A4 landscape.

Everything typed is written as text: never as a formula, a link or a number. A text longer than a
cell can hold goes on in a sheet of its own, and the cell says so.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from learnsession.documents.grid import Cell, Grid, day_in_figures
from learnsession.documents.text import one_line, printable
from learnsession.errors import ExportError

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LONGEST = 32_767
"""What a cell holds, as Excel counts: an emoji is two."""

PIECE = 16_000
"""Characters of each piece of a longer text; emoji only, they still fit."""

GOES_ON = (
    "\n[Added by learnsession: longer than a cell can hold. It goes on in the sheet '{sheet}'.]"
)
LONGER_TEXTS = "Longer texts"
ABOUT = "About this list"

FIRST_TYPED_YEAR = 1901
"""Excel and other programs disagree about the days of 1900, and know none before it."""

_A4 = 9
_DAY_WIDTH = 12
_LONGEST_HEADER = 120
_LOOK = {"font_name": "Arial", "font_size": 12, "valign": "top", "align": "left"}
_RISKY = frozenset("=+-@'")

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_excel(grid: Grid) -> bytes:
    """The list as the bytes of an .xlsx file.

    Raises:
        ExportError: there are more rows than a sheet can hold.

    """
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    # No names: a title, and a moment without its zone, which Excel reads as UTC.
    created = grid.created.replace(tzinfo=None)
    book.set_properties({"title": one_line(grid.title), "author": "", "created": created})
    writer = _Writer(book)
    writer.sheet(grid)
    if grid.about:
        writer.about(grid)
    if writer.longer:
        writer.longer_texts(grid)
    book.close()
    return file.getvalue()


class _Writer:
    """Writes sheets, and remembers what was too long for a cell."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.longer: list[tuple[str, str, str, str]] = []
        """Row, column, number of the piece, piece."""
        self.text = book.add_format({**_LOOK, "text_wrap": True})
        # Typed over and entered again, such a cell still stays text.
        self.inert = book.add_format({**_LOOK, "text_wrap": True, "quote_prefix": True})
        self.day = book.add_format({**_LOOK, "num_format": "dd/mm/yyyy"})
        self.heading = book.add_format(
            {**_LOOK, "text_wrap": True, "bold": True, "bg_color": "#F3F0E8", "bottom": 1}
        )

    def sheet(self, grid: Grid) -> None:
        """The list itself."""
        columns = [(column.title, column.width) for column in grid.columns]
        sheet = self._prepared(grid.title, columns, grid.marking)
        for number, row in enumerate(grid.rows, 1):
            for place, cell in enumerate(row):
                name = (str(row[0]), columns[place][0])
                self._put(sheet, number, place, self._held(cell, name))
        sheet.autofilter(0, 0, len(grid.rows), len(columns) - 1)

    def about(self, grid: Grid) -> None:
        """What a reader must know of the list."""
        sheet = self._prepared(ABOUT, [("About", 28), ("", 80)], grid.marking)
        for number, row in enumerate(grid.about, 1):
            for place, text in enumerate(row):
                self._put(sheet, number, place, printable(text))

    def longer_texts(self, grid: Grid) -> None:
        """What did not fit into its cell, in pieces."""
        columns = [("Row", 16), ("Column", 28), ("Piece", 10), ("Text", 80)]
        sheet = self._prepared(LONGER_TEXTS, columns, grid.marking)
        for number, row in enumerate(self.longer, 1):
            for place, text in enumerate(row):
                self._put(sheet, number, place, text)

    def _prepared(self, title: str, columns: list[tuple[str, int]], marking: str) -> Worksheet:
        """An empty sheet with its header row, made ready for paper too."""
        sheet = self.book.add_worksheet(title)
        for place, (name, width) in enumerate(columns):
            sheet.set_column(place, place, max(width, _DAY_WIDTH), self.text)
            self._put(sheet, 0, place, name, self.heading)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(0)
        sheet.repeat_columns(0)
        sheet.print_across()
        if one_line(marking):
            sheet.set_header(_header(marking))
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def _held(self, cell: Cell, name: tuple[str, str]) -> Cell:
        """What goes into the cell; what does not fit is remembered with the cell's name."""
        if isinstance(cell, date):
            return cell if cell.year >= FIRST_TYPED_YEAR else day_in_figures(cell)
        text = printable(cell)
        if _counted(text) <= LONGEST:
            return text
        pieces = [text[start : start + PIECE] for start in range(0, len(text), PIECE)]
        self.longer += [(*name, str(n), piece) for n, piece in enumerate(pieces[1:], 2)]
        return pieces[0] + GOES_ON.format(sheet=LONGER_TEXTS)

    def _put(self, sheet: Worksheet, row: int, place: int, cell: Cell, look: Any = None) -> None:
        """Write a cell. The library says with a number, and not by failing, that it did not."""
        if isinstance(cell, date):
            refused = sheet.write_datetime(row, place, cell, self.day)
        elif cell:
            inert = self.inert if cell[0] in _RISKY else self.text
            refused = sheet.write_string(row, place, cell, look or inert)
        else:
            refused = sheet.write_blank(row, place, None, look or self.text)
        if refused:
            raise ExportError(
                "The list is too long for an Excel sheet.", "Choose fewer actions, or write CSV."
            )


def _header(text: str) -> str:
    """The text at the head of each printed page. A `&` doubled is one; alone it is a command."""
    apart = one_line(text.replace("&", " & "))  # the library takes `&&G` for a picture
    return "&L" + apart[:_LONGEST_HEADER].replace("&", "&&")


def _counted(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2
