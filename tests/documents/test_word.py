"""A Word document that is ours from its first to its last part, whatever was typed."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.styles import Styles
from hypothesis import given, settings
from typed_text import NASTY, typed

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
)
from learnsession.documents.text import printable
from learnsession.documents.word import to_word

CREATED = datetime(2026, 11, 21, 10, 5, tzinfo=UTC)


def file(*blocks: Block, **more: Any) -> bytes:
    values = {"title": "Session note: Child AI", "author": "Team manager", "marking": "Sensitive"}
    document = {**values, "created": CREATED, "blocks": blocks, "reference": "S-0042", **more}
    return to_word(Document(**document))


def read(*blocks: Block, **more: Any) -> WordDocument:
    return docx.Document(BytesIO(file(*blocks, **more)))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


EVERYTHING: tuple[Block, ...] = (
    Heading(1, "One"),
    Heading(2, "Two"),
    Heading(3, "Three"),
    *(Paragraph("x", style) for style in ("normal", "lead", "added", "quote", "notice")),
    Listing(("a", "b")),
    Listing(("a", "b"), ordered=True),
    Details((("Team", "East"),)),
    Table(("No.", "Action"), (("1", "Do it"), ("2", "Again")), (1, 3), "Actions"),
    Fill("Agreed by"),
)


@given(typed)
@settings(max_examples=100, deadline=None)
def test_what_is_typed_is_read_back_as_it_was(text: str) -> None:
    word = read(
        Heading(1, text),
        Paragraph(text),
        Listing((text,)),
        Details((("Team", text),)),
        Table((text,), ((text,),)),
    )
    seen = [paragraph.text for paragraph in word.paragraphs]
    kept = printable(text)
    assert seen[1:5] == [kept, kept, kept, f"Team:\t{kept}"]
    assert [cell.text for row in word.tables[0].rows for cell in row.cells] == [kept, kept]


@pytest.mark.parametrize(
    "text", [*NASTY, "Ł", "Ŵ", "🙂", "مرحبا", "a\ufffeb\uffffc", "\ud800", "\x00"]
)
def test_nothing_makes_it_fail_in_any_place(text: str) -> None:
    blocks = (Table((text,), ((text,),), caption=text), Fill(text), Details(((text, text),)))
    read(*blocks, title=text, author=text, marking=text, reference=text)


def test_a_very_long_title_and_author_are_shortened_in_the_properties_only() -> None:
    word = read(title="t" * 300, author="a" * 300)
    assert word.paragraphs[0].text == "t" * 300
    assert len(word.core_properties.title) == 255


def test_the_page_is_a4_with_margins_between_2_and_2_5_cm() -> None:
    section = read().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert all(Cm(2) <= side <= Cm(2.5) for side in sides)


def test_the_properties_are_ours() -> None:
    properties = read().core_properties
    assert properties.title == "Session note: Child AI"
    assert properties.author == properties.last_modified_by == "Team manager"
    assert properties.created == properties.modified == CREATED
    assert properties.language == "en-GB"
    assert (properties.comments, properties.keywords, properties.category) == ("", "", "")


def test_nothing_of_the_librarys_template_is_left() -> None:
    found = parts(file(*EVERYTHING))
    together = "\n".join(text for name, text in found.items() if "/theme/" not in name)
    for leftover in ("python-docx", "2013-", "en-US", "Macintosh", "Cambria", "4F81BD", "365F91"):
        assert leftover not in together
    assert not [name for name in found if "customXml" in name or name.endswith(".jpeg")]


def test_every_style_is_arial_at_12_points_or_larger_and_in_british_english() -> None:
    styles = parts(file())["word/styles.xml"]
    fonts = re.search(r"<w:rFonts ([^>]*)/>", styles)
    assert fonts
    assert all(f'w:{kind}="Arial"' in fonts[1] for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
    assert styles.count("<w:rFonts") == 1
    assert min(int(size) for size in re.findall(r'<w:szC?s? w:val="(\d+)"', styles)) >= 24
    assert '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="en-GB"/>' in styles
    assert "themeColor" not in styles


def test_no_text_is_smaller_or_in_another_font_than_its_style() -> None:
    found = parts(file(*EVERYTHING))
    for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml"):
        assert "<w:sz " not in found[name]
        assert "w:rFonts" not in found[name]


def test_headings_are_real_and_the_title_is_a_title() -> None:
    word = read(*EVERYTHING)
    names = [paragraph.style.name for paragraph in word.paragraphs]
    assert names[:4] == ["Title", "Heading 1", "Heading 2", "Heading 3"]
    for level in (1, 2, 3):
        outline = word.styles[f"Heading {level}"].element.find(f".//{qn('w:outlineLvl')}")
        assert outline.get(qn("w:val")) == str(level - 1)


def test_every_style_that_is_used_is_in_the_stylesheet() -> None:
    found = parts(file(*EVERYTHING))
    known = set(re.findall(r'w:styleId="(\w+)"', found["word/styles.xml"]))
    places = "".join(text for name, text in found.items() if "/styles" not in name)
    used = set(re.findall(r'<w:(?:pStyle|tblStyle|rStyle) w:val="(\w+)"', places))
    assert used
    assert used <= known


def test_only_the_header_row_of_a_table_repeats_and_no_row_splits() -> None:
    rows = read(*EVERYTHING).tables[0].rows
    repeats = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeats == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_a_row_longer_than_a_page_may_split() -> None:
    row = read(Table(("A",), (("word " * 5000,),))).tables[0].rows[1]
    assert row._tr.trPr.find(qn("w:cantSplit")) is None


def test_widths_stand_on_the_column_and_on_every_cell_and_fill_the_text() -> None:
    word = read(*EVERYTHING)
    table, section = word.tables[0], word.sections[0]
    text = section.page_width - section.left_margin - section.right_margin
    widths = [column.width for column in table.columns]
    assert [[cell.width for cell in row.cells] for row in table.rows] == [widths] * 3
    assert abs(sum(widths) - text) < Pt(1)
    assert abs(widths[1] - 3 * widths[0]) < Pt(1)


def test_each_ordered_list_counts_from_1() -> None:
    word = read(Listing(("a", "b"), ordered=True), Listing(("c",), ordered=True))
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs[1:]]
    assert numbers[0] == numbers[1] != numbers[2]
    overrides = word.part.numbering_part.element.xpath(".//w:lvlOverride/w:startOverride/@w:val")
    assert overrides == ["1", "1"]


def test_the_marking_and_the_page_number_stand_on_every_page() -> None:
    section = read().sections[0]
    assert section.header.paragraphs[0].text == "Sensitive"
    footer = section.footer.paragraphs[0]
    assert footer.text.startswith("S-0042\tPage ")
    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_tones_are_bold_and_italic() -> None:
    pieces = (Run("Added:", "strong"), Run(" why"), Run(" (aside)", "aside"))
    runs = read(Paragraph(pieces)).paragraphs[1].runs
    assert [(run.bold, run.italic) for run in runs] == [(True, None), (None, None), (None, True)]


def test_a_row_to_fill_in_is_a_line_that_word_draws() -> None:
    word = read(Fill("Agreed by (role)"))
    assert word.paragraphs[1].text == "Agreed by (role): \t"
    assert 'w:leader="underscore"' in parts(file())["word/styles.xml"]


def test_a_style_is_looked_up_once_however_long_the_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library reads through the whole stylesheet each time: minutes of a long export."""
    asked: list[str] = []
    real = Styles.get_style_id

    def counted(styles: Styles, style: Any, kind: Any) -> str | None:
        asked.append(str(style))
        return real(styles, style, kind)

    monkeypatch.setattr(Styles, "get_style_id", counted)
    file(*EVERYTHING)
    once = len(asked)
    tables = sum(isinstance(block, Table) for block in EVERYTHING)
    file(*EVERYTHING * 4)
    assert len(asked) - once == once + 3 * tables
