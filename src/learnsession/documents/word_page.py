"""A Word document before anything is written in it: look, page, properties, header and footer.

Also the few things that python-docx has no words for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from learnsession.documents import word_styles as look
from learnsession.documents.blocks import Document, Words, runs
from learnsession.documents.text import one_line, printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

A4 = (11906, 16838)
MARGIN = 1247
"""2.2 cm. Sizes are in twips, 567 to the centimetre."""

TEXT_WIDTH = A4[0] - 2 * MARGIN

LONGEST_PROPERTY = 255
"""Characters that Word takes in a title or an author."""


def empty_document(document: Document) -> WordDocument:
    """A Word document with nothing in it yet, made ready for the rest."""
    import docx

    word = docx.Document()
    _dress(word, document.language)
    _set_page(word)
    _set_properties(word, document)
    _set_header_and_footer(word, document)
    return word


def fill(paragraph: Any, words: Words) -> None:
    """Add words to a paragraph, each piece in its tone."""
    for run in runs(words):
        written = paragraph.add_run(printable(run.text))
        if run.tone == "strong":
            written.bold = True
        elif run.tone == "aside":
            written.italic = True


def element(name: str, **attributes: str) -> Any:
    """An element of Word's own kind, with attributes of the same kind."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _dress(word: WordDocument, language: str) -> None:
    """Replace the look of the library's template, and drop what came along with it."""
    from docx.oxml import parse_xml

    new: dict[str, Callable[[], str]] = {
        "/word/styles.xml": lambda: look.stylesheet(language, TEXT_WIDTH),
        "/word/numbering.xml": look.numbering,
        "/word/settings.xml": lambda: look.settings(language),
    }
    for relation in list(word.part.rels.values()):
        name = str(relation.target_part.partname)
        if name in new:
            _replace(relation.target_part._element, parse_xml(new[name]()))
        elif "/theme/" not in name:
            word.part.rels.pop(relation.rId)
    for relation in list(word.part.package.rels.values()):
        if relation.reltype.endswith(("/thumbnail", "/extended-properties")):
            word.part.package.rels.pop(relation.rId)


def _replace(old: Any, new: Any) -> None:
    """Put the content of one element in the place of another's."""
    for child in list(old):
        old.remove(child)
    for child in list(new):
        old.append(child)


def _set_page(word: WordDocument) -> None:
    from docx.shared import Twips

    section = word.sections[0]
    section.page_width, section.page_height = Twips(A4[0]), Twips(A4[1])
    section.left_margin = section.right_margin = Twips(MARGIN)
    section.top_margin = section.bottom_margin = Twips(MARGIN)
    section.header_distance = section.footer_distance = Twips(MARGIN // 2)


def _set_properties(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    author = one_line(document.author)[:LONGEST_PROPERTY]
    properties.title = one_line(document.title)[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author
    properties.created = properties.modified = document.created
    properties.language = document.language
    properties.subject = one_line(document.reference)[:LONGEST_PROPERTY]
    properties.comments = properties.keywords = properties.category = ""


def _set_header_and_footer(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.style, footer.style = look.HEADER, look.FOOTER
    fill(header, one_line(document.marking))
    fill(footer, f"{one_line(document.reference)}\tPage ")
    _add_field(footer, "PAGE")
    fill(footer, " of ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    """A number that Word works out for each page."""
    field = element("w:fldSimple", instr=name)
    run = element("w:r")
    text = element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
