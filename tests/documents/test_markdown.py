"""Whatever is typed arrives as literal text, and changes nothing of the structure around it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
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
from learnsession.documents.markdown import to_markdown
from learnsession.documents.text import one_line, printable

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def written(*blocks: Block, title: str = "Title") -> str:
    return to_markdown(Document(title, "Manager", datetime(2026, 11, 21, tzinfo=UTC), blocks))


def shape(text: str) -> list[str]:
    """The kinds of blocks, in order, without what they hold."""
    return [token.type + token.tag for token in PARSER.parse(text)]


def literal(inline: Token) -> str:
    """What a reader would see of an inline token; emphasis is left out, links are an error."""
    seen = ""
    for child in inline.children or []:
        if child.type in ("text", "text_special"):
            seen += child.content
        elif child.type == "hardbreak" or (child.type, child.content) == ("html_inline", "<br>"):
            seen += "\n"
        elif child.type not in ("strong_open", "strong_close"):
            raise AssertionError(f"{child.type}: {inline.content!r}")
    return seen


def inlines(text: str) -> list[str]:
    return [literal(token) for token in PARSER.parse(text) if token.type == "inline"]


def expected(text: str) -> str:
    return printable(text).rstrip("\n")


def every_block(text: str) -> tuple[Block, ...]:
    return (
        Heading(1, f"a{text}"),
        Paragraph(f"a{text}"),
        Paragraph((Run("Label:", "strong"), Run(" "), Run(f"a{text}", "strong"))),
        Paragraph(f"a{text}", "quote"),
        Listing((f"a{text}", "second")),
        Listing((f"a{text}", "second"), ordered=True),
        Details((("Team", f"a{text}"),)),
        Table(("One", f"a{text}"), ((f"a{text}", "x"), ("y", f"a{text}")), caption=f"a{text}"),
        Fill("Agreed by"),
    )


@given(typed)
@settings(max_examples=300, deadline=None)
def test_what_is_typed_does_not_change_the_structure(text: str) -> None:
    assert shape(written(*every_block(text))) == shape(written(*every_block("")))


@given(typed)
@settings(max_examples=300, deadline=None)
def test_what_is_typed_arrives_as_literal_text(text: str) -> None:
    if not expected(text):
        return
    for block in (
        Heading(1, text),
        Paragraph(text),
        Paragraph(text, "quote"),
        Listing((text,)),
        Listing((text,), ordered=True),
        Table(("One",), (("x",),), caption=text),
    ):
        assert inlines(written(block))[1] == expected(text)
    assert inlines(written(Table((text, "Two"), ((text, text),))))[1:] == [
        *(expected(text), "Two"),
        *(expected(text), expected(text)),
    ]


@given(st.lists(st.tuples(typed, st.sampled_from(["plain", "strong", "aside"])), max_size=4))
@settings(max_examples=300, deadline=None)
@example([("a:", "strong"), ("a", "plain")])
@example([("a:", "strong"), ("", "aside"), ("a", "plain")])
def test_pieces_in_several_tones_read_as_one_text(pieces: list[tuple[str, str]]) -> None:
    words = tuple(Run(text, tone) for text, tone in pieces)  # type: ignore[arg-type]
    whole = expected("x" + "".join(printable(run.text) for run in words))
    assert inlines(written(Paragraph((Run("x"), *words))))[1] == whole


@given(typed)
@settings(max_examples=100, deadline=None)
def test_a_title_stays_on_one_line(text: str) -> None:
    assert inlines(written(title=f"a{text}")) == [one_line(f"a{text}")]


@pytest.mark.parametrize("text", NASTY)
def test_each_known_nasty_text_arrives(text: str) -> None:
    assert shape(written(*every_block(text))) == shape(written(*every_block("")))


def test_labels_are_bold() -> None:
    assert "- **Team:** East" in written(Details((("Team", "East"),)))


def test_two_lists_in_a_row_stay_two() -> None:
    text = written(Listing(("a",)), Listing(("b",)))
    assert shape(text).count("bullet_list_openul") == 2


def test_several_lines_in_a_cell_stay_in_it() -> None:
    assert "| a<br>b | c |" in written(Table(("A", "B"), (("a\nb", "c"),)))


def test_ordinary_words_are_left_readable() -> None:
    text = "A&E, 26 % and 85 % by 12:30 (see 1.4): who said 'no'?"
    assert text in written(Paragraph(text))


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\ufffe", "\uffff", "\x1b"])
def test_what_no_file_can_hold_is_left_out(character: str) -> None:
    assert "ab" in written(Paragraph(f"a{character}b")).encode().decode()
