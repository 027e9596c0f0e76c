"""Neutral blocks -> a Word document: A4, real headings, tables whose header row repeats.

Everything typed goes in as text: line feeds become line breaks, tabs stay tabs, and nothing is
read as a field or as mark-up. python-docx is imported here when a document is written, since it
costs more to load than the rest of the export.
"""

from __future__ import annotations

from functools import singledispatchmethod
from io import BytesIO
from typing import TYPE_CHECKING, Any

from learnsession.documents import word_styles as look
from learnsession.documents.blocks import (
    Block,
    Details,
    Document,
    Fill,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    Words,
    runs,
    shares,
    text_of,
)
from learnsession.documents.text import one_line
from learnsession.documents.word_page import TEXT_WIDTH, element, empty_document, fill

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LONGEST_WHOLE_ROW = 1500
"""Characters in a cell up to which its row stays on one page; longer ones may run on."""


def to_word(document: Document) -> bytes:
    """The document as the bytes of a .docx file."""
    word = empty_document(document)
    writer = _Writer(word)
    writer.paragraph(one_line(document.title), look.TITLE)
    for block in document.blocks:
        writer.write(block)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


class _Writer:
    """Writes blocks at the end of a Word document."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        # Looked up once. The library looks for both again at each paragraph, the one through the
        # whole stylesheet, the other through all that was written before.
        self._end = word.element.body.get_or_add_sectPr()
        self._style_ids: dict[str, str | None] = {}

    def paragraph(self, words: Words, style: str) -> Any:
        """A paragraph at the end, in a style."""
        from docx.text.paragraph import Paragraph as WordParagraph

        written = element("w:p")
        self._end.addprevious(written)
        paragraph = WordParagraph(written, self.word._body)
        self._fill(paragraph, words, style)
        return paragraph

    def _fill(self, paragraph: Any, words: Words, style: str) -> None:
        """Give an empty paragraph its words and its style."""
        if style not in self._style_ids:
            from docx.enum.style import WD_STYLE_TYPE

            part: Any = self.word.part
            self._style_ids[style] = part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        paragraph._p.style = self._style_ids[style]
        fill(paragraph, words)

    @singledispatchmethod
    def write(self, block: Block) -> None:
        """Write one block of any kind."""
        raise TypeError(f"There is no way to write {type(block).__name__}.")

    @write.register
    def _(self, block: Heading) -> None:
        self.paragraph(block.text, f"heading {block.level}")

    @write.register
    def _(self, block: Paragraph) -> None:
        self.paragraph(block.words, look.PARAGRAPHS[block.style])

    @write.register
    def _(self, block: Listing) -> None:
        number = self._numbering_from_1() if block.ordered else 0
        for item in block.items:
            paragraph = self.paragraph(
                item, look.LIST_NUMBER if block.ordered else look.LIST_BULLET
            )
            if number:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number

    def _numbering_from_1(self) -> int:
        """A numbering of its own for a list; without it Word would count on from the last one."""
        numbering = self.word.part.numbering_part.element
        numbered = numbering.add_num(look.NUMBERS)
        numbered.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(numbered.numId)

    @write.register
    def _(self, block: Details) -> None:
        for label, value in block.rows:
            words = (Run(f"{label}:", "strong"), Run("\t"), *runs(value))
            self.paragraph(words, look.DETAIL)

    @write.register
    def _(self, block: Fill) -> None:
        self.paragraph(f"{block.label}: \t", look.FILL)

    @write.register
    def _(self, block: Table) -> None:
        if block.caption:
            self.paragraph(block.caption, look.CAPTION)
        table = self.word.add_table(
            rows=len(block.rows) + 1, cols=len(block.header), style=look.TABLE
        )
        table.autofit = False
        rows: list[tuple[Words, ...]] = [block.header, *block.rows]
        for index, (row, cells) in enumerate(zip(table.rows, rows, strict=True)):
            style = look.TABLE_TEXT if index else look.TABLE_HEADING
            self._write_row(row, cells, style, header=not index)
        _set_widths(table, [round(share * TEXT_WIDTH) for share in shares(block)])
        _after_table(self.paragraph("", look.TABLE_TEXT))

    def _write_row(self, row: Any, cells: tuple[Words, ...], style: str, *, header: bool) -> None:
        properties = row._tr.get_or_add_trPr()
        if max(len(text_of(words)) for words in cells) <= LONGEST_WHOLE_ROW:
            properties.append(element("w:cantSplit"))
        if header:
            properties.append(element("w:tblHeader"))
        for cell, words in zip(row.cells, cells, strict=True):
            self._fill(cell.paragraphs[0], words, style)
            if header:
                shading = element("w:shd", val="clear", color="auto", fill=look.PAPER)
                cell._tc.get_or_add_tcPr().append(shading)


def _set_widths(table: Any, widths: list[int]) -> None:
    """Both the column's and every cell's: Word looks at the one, LibreOffice at the other."""
    from docx.shared import Twips

    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
        for cell in column.cells:
            cell.width = Twips(width)


def _after_table(paragraph: Any) -> None:
    """Make the empty line after a table a small one: two tables in a row would become one."""
    from docx.shared import Pt

    paragraph.paragraph_format.line_spacing = Pt(8)
