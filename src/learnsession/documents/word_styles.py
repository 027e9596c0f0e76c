"""The look of a Word document: its stylesheet, its numbering and its settings.

The stylesheet that comes with the library's template is replaced as a whole: nothing of its
language, its fonts or its colours is left. Sizes are in points, distances in twips (a twentieth
of a point, 567 to the centimetre), as Word counts them.

Everything is Arial and 12 points or larger. No text is lighter on its ground than 7:1.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

INK = "1C1F21"
QUIET = "3F474B"
ACCENT = "1F5F56"
WARM = "8A4B08"
RULE = "B9B2A3"
PAPER = "F3F0E8"

LABELS = 2900
"""Twips from the left at which the values of `Details` stand."""

BULLETS, NUMBERS = 1, 2
"""The abstract numberings below; each ordered list gets a numbering of its own from them."""

TITLE, DETAIL, FILL, TABLE = "Title", "Detail", "Fill in", "Note table"
TABLE_TEXT, TABLE_HEADING, CAPTION = "Table text", "Table heading", "caption"
LIST_BULLET, LIST_NUMBER = "List Bullet", "List Number"
HEADER, FOOTER = "header", "footer"
PARAGRAPHS = {style: style.title() for style in ("normal", "lead", "added", "quote", "notice")}

_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KEEP = "<w:keepNext/><w:keepLines/>"
_SIDE = '<w:pBdr><w:left w:val="single" w:sz="{width}" w:space="8" w:color="{colour}"/></w:pBdr>'


def _spacing(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _text(size: int = 12, *, bold: bool = False, colour: str = INK) -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return (
        f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    )


def _style(name: str, paragraph: str, text: str = "", *, based: str = "Normal") -> str:
    base = f"<w:basedOn w:val={quoteattr(based)}/>" if name != "Normal" else ""
    default = ' w:default="1"' if name == "Normal" else ""
    # A heading is followed by body text; every other style goes on as itself.
    following = '<w:next w:val="Normal"/>' if name.startswith(("heading", "Title")) else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name.title().replace(" ", "")}">'
        f'<w:name w:val="{name}"/>{base}{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


def _headings() -> str:
    looks = ((1, 16, 400, 120), (2, 13, 280, 80), (3, 12, 200, 60))
    return "".join(
        _style(
            f"heading {level}",
            f'{_KEEP}{_spacing(before, after, 252)}<w:outlineLvl w:val="{level - 1}"/>',
            _text(size, bold=True, colour=ACCENT if level < 3 else INK),
        )
        for level, size, before, after in looks
    )


def _lists() -> str:
    return "".join(
        _style(
            name,
            f'<w:numPr><w:numId w:val="{number}"/></w:numPr>{_spacing(0, 100)}'
            '<w:ind w:left="369" w:hanging="369"/>',
        )
        for name, number in ((LIST_BULLET, BULLETS), (LIST_NUMBER, NUMBERS))
    )


def _paragraphs(width: int) -> str:
    """The styles of the running text, for a text `width` twips wide."""
    right = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    line = f'<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="{width}"/></w:tabs>'
    labelled = f'<w:tabs><w:tab w:val="left" w:pos="{LABELS}"/></w:tabs>'
    title = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="6" w:color="{ACCENT}"/></w:pBdr>'
    added = _SIDE.format(width=12, colour=ACCENT)
    quote = _SIDE.format(width=12, colour=RULE)
    notice = _SIDE.format(width=36, colour=WARM) + f'<w:shd w:val="clear" w:fill="{PAPER}"/>'
    inset = '<w:ind w:left="227"/>'
    return "".join(
        (
            _style("Normal", _spacing(0, 140) + '<w:jc w:val="left"/>', _text()),
            _style("Lead", _KEEP + _spacing(100, 80)),
            _style(TITLE, _KEEP + title + _spacing(0, 200, 252), _text(24, bold=True)),
            _style("Added", added + _spacing(80, 140) + inset, _text(colour=QUIET)),
            _style("Quote", quote + _spacing(80, 140) + inset),
            _style("Notice", notice + _spacing(60, 140) + inset, _text(bold=True)),
            _style(
                DETAIL,
                labelled + _spacing(0, 80) + f'<w:ind w:left="{LABELS}" w:hanging="{LABELS}"/>',
            ),
            _style(FILL, "<w:keepLines/>" + line + _spacing(200, 60)),
            _style(TABLE_TEXT, _spacing(0, 0, 252)),
            _style(TABLE_HEADING, "<w:keepNext/>" + _spacing(0, 0, 252), _text(bold=True)),
            _style(CAPTION, "<w:keepNext/>" + _spacing(200, 80), _text(bold=True)),
            _style(HEADER, right + _spacing(0, 0, 240), _text(colour=QUIET)),
            _style(FOOTER, right + _spacing(0, 0, 240), _text(colour=QUIET)),
        )
    )


def _table() -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
        for edge, size, colour in (
            ("top", 8, ACCENT),
            ("bottom", 8, ACCENT),
            ("insideH", 4, RULE),
        )
    )
    margins = "".join(
        f'<w:{side} w:w="{twips}" w:type="dxa"/>'
        for side, twips in (("top", 70), ("left", 85), ("bottom", 70), ("right", 85))
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        "</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="NoteTable">'
        f'<w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"
        "</w:tblPr></w:style>"
    )


def stylesheet(language: str, width: int) -> str:
    """The whole of `word/styles.xml`.

    Args:
        language: of the text, e.g. `en-GB`.
        width: of the text, in twips.

    """
    tongue = quoteattr(language)
    return (
        f"<w:styles {_WORDS}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
        f"{_text()}<w:lang w:val={tongue} w:eastAsia={tongue} w:bidi={tongue}/>"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
        f"{_paragraphs(width)}{_headings()}{_lists()}{_table()}</w:styles>"
    )


def numbering() -> str:
    """The whole of `word/numbering.xml`: bullets, and numbers from 1."""
    kinds = ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%1."))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="369" w:hanging="369"/></w:pPr></w:lvl></w:abstractNum>'
        for number, form, text in kinds
    )
    used = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number, _, _ in kinds
    )
    return f"<w:numbering {_WORDS}>{abstract}{used}</w:numbering>"


def settings(language: str) -> str:
    """The whole of `word/settings.xml`; 15 is the newest mode, so no 'compatibility mode'."""
    return (
        f'<w:settings {_WORDS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={quoteattr(language)}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
