r"""Neutral blocks -> Markdown (CommonMark with the tables of GitHub).

Everything typed is escaped, so that it arrives as the text it was: a reflection that starts with
`#` or holds `|` changes neither headings nor tables. Line breaks are hard breaks (a backslash at
the end of the line), in table cells and headings `<br>`.
"""

from __future__ import annotations

import re
from functools import singledispatch

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
)
from learnsession.documents.text import one_line, printable

HARD_BREAK = "\\\n"
CELL_BREAK = "<br>"
BLANK = "\\_" * 20

_SPECIAL = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
"""What means something anywhere in a line; `&` only where an entity would follow."""

_STARTS_A_BLOCK = re.compile(r"^(?:(?=[#+=>:-])|(\d{1,9})(?=[.)](?:\s|$)))")
"""What means something at the start of a line only: headings, lists, rules, quotes."""

_OTHER_BREAKS = re.compile("[\u2028\u2029]")


def to_markdown(document: Document) -> str:
    """The document as Markdown text, ending in a line feed."""
    parts = [_heading(1, one_line(document.title))]
    before: Block | None = None
    for block in document.blocks:
        text = _written(block)
        if _lists(before) and _lists(block):
            text = f"<!-- -->\n\n{text}"  # else two lists in a row would become one
        parts.append(text)
        before = block
    return "\n\n".join(part for part in parts if part) + "\n"


def _lists(block: Block | None) -> bool:
    return isinstance(block, Listing | Details)


@singledispatch
def _written(block: Block) -> str:
    raise TypeError(f"There is no way to write {type(block).__name__}.")


@_written.register
def _(block: Heading) -> str:
    return _heading(block.level + 1, block.text)


@_written.register
def _(block: Paragraph) -> str:
    mark = "> " if block.style == "quote" else ""
    return mark + _flow(block.words, mark)


@_written.register
def _(block: Listing) -> str:
    marks = [f"{n}. " if block.ordered else "- " for n in range(1, len(block.items) + 1)]
    items = zip(marks, block.items, strict=True)
    return "\n".join(f"{mark}{_flow(item, ' ' * len(mark))}".rstrip() for mark, item in items)


@_written.register
def _(block: Details) -> str:
    rows = [(Run(f"{label}:", "strong"), Run(" "), *runs(value)) for label, value in block.rows]
    return _written(Listing(tuple(rows)))


@_written.register
def _(block: Table) -> str:
    lines = [
        _row([_cell(name) for name in block.header]),
        _row(["---"] * len(block.header)),
        *(_row([_cell(cell) for cell in row]) for row in block.rows),
    ]
    caption = [_flow(block.caption), ""] if block.caption else []
    return "\n".join([*caption, *lines])


@_written.register
def _(block: Fill) -> str:
    return f"{_flow(f'{block.label}:')} {BLANK}"


def _heading(level: int, text: str) -> str:
    """A heading. Each `#` typed is escaped, since at the end it would be dropped."""
    escaped = re.sub(r"(?<!&)#", r"\\#", _cell(text))
    return f"{'#' * level} {escaped}"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _flow(words: Words, indent: str = "") -> str:
    """Words of one line or more; `indent` stands before every line but the first."""
    lines = [_STARTS_A_BLOCK.sub(r"\1\\", line) for line in _lines(words)]
    return f"{HARD_BREAK}{indent}".join(lines)


def _cell(words: Words) -> str:
    return CELL_BREAK.join(_lines(words))


def _lines(words: Words) -> list[str]:
    """Each line, escaped; white space at either end stays, as entities."""
    text, pieces = "", runs(words)
    for at, run in enumerate(pieces):
        behind = next((later.text for later in pieces[at + 1 :] if printable(later.text)), "")
        text += _toned(run, text, printable(behind))
    return [_edged(line) for line in text.rstrip("\n").split("\n")]


def _toned(run: Run, before: str, behind: str) -> str:
    """A run with its emphasis, where Markdown is sure to read the marks as such."""
    text = printable(run.text)
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    label = text.endswith(":") and not behind[:1].strip()
    sure = text[:1].isalnum() and (text[-1:].isalnum() or label)
    if run.tone != "strong" or not sure or "\n" in text or before.endswith("*"):
        return escaped
    return f"**{escaped}**"


def _edged(line: str) -> str:
    line = _OTHER_BREAKS.sub(lambda found: _entity(found[0]), line)
    bare = line.strip()
    start = len(line) - len(line.lstrip())
    if not bare:
        return _entity(line)
    return _entity(line[:start]) + bare + _entity(line[start + len(bare) :])


def _entity(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)
