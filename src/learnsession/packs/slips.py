"""The usual slips in a YAML file: found where the parser stumbled, said plainly and mended.

A mended line is only ever used to look for further problems; the file itself is never touched and
is refused all the same. Nothing here knows the parser: it is told where it stumbled.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from learnsession.packs.indents import (
    first_line,
    indent,
    no_colon,
    no_dash,
    no_space,
    odd_dash,
    too_deep,
)
from learnsession.packs.lines import (
    LOOK_BACK,
    Line,
    Lines,
    Slip,
    Stumble,
    line_above,
    owner,
    parts,
    with_line,
    with_quotes,
)

QUOTE = "Put the whole value in double quotes."
LOST_TAIL = (
    "The text from the # on is lost: it is read as a comment.",
    QUOTE + " For a comment, put a space after the #.",
)
"""What is said of 'Recommendation #1' without quotes."""

_CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
_LOST = re.compile(r"(?<=\s)#(?=\S)")
_CURLY = "“”„‘’‚"
_NOT_QUOTES = (
    "The quotes at the start of this value are a word processor's, and do not count as quotes.",
    'Put straight ones around the whole value: "…".',
)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def find(lines: Lines, stumble: Stumble) -> Slip:
    """The likeliest slip behind a stumble; in general words when it is none of the usual ones."""
    for looks_like in _LOOKS:
        slip = looks_like(lines, stumble)
        if slip is not None:
            return slip
    wrong = "The file cannot be read from this line on."
    todo = (
        "Check this line and the one above: 'key: value', list items begin with '- ', "
        "and lines that belong together begin in the same column."
    )
    return Slip(stumble.line, wrong, todo)


def lost_tail(rest: str) -> bool:
    """True when what follows a value on its line is text that is read as a comment."""
    return bool(re.match(r"\s+#\S", rest))


def quote(value: str) -> str:
    """How to put a value in quotes, whatever quotes are in it."""
    if '"' not in value and "\\" not in value:
        return QUOTE
    if "'" not in value:
        return "Put the whole value in single quotes."
    return "Write >- after the key, and the text on the next line, indented."


def _escape(lines: Lines, stumble: Stumble) -> Slip | None:
    """A backslash in double quotes that begins nothing YAML knows."""
    if not any(word in stumble.why for word in ("escape", "hex")):
        return None
    line = lines[stumble.line]
    mended = with_line(lines, stumble.line, line.replace("\\", "/"))
    if _HALF.search(line):
        wrong = "Half of a character is written with a backslash here."
        return Slip(stumble.line, wrong, "Type the whole character instead.", mended)
    wrong = "A backslash in double quotes begins a code here that YAML does not know."
    return Slip(stumble.line, wrong, "Use single quotes around the value.", mended)


def _open_quote(lines: Lines, stumble: Stumble) -> Slip | None:
    """A quote that was opened and not closed where it should have been."""
    at = _unclosed_above(lines, stumble)
    if at is None:
        return None
    value = parts(lines[at]).value
    wrong = f"The quote {value[0]} that opens on this line is not closed."
    return Slip(at, wrong, "Close it at the end of the value.", with_quotes(lines, at, value[1:]))


def _unclosed_above(lines: Lines, stumble: Stumble) -> int | None:
    """The line of a quote that stayed open past a line with a key of its own."""
    at_end = "end of stream" in stumble.why or "document separator" in stumble.why
    keys = at_end
    for index in range(min(stumble.line, len(lines) - 1), max(stumble.line - LOOK_BACK, -1), -1):
        part = parts(lines[index])
        if part.value[:1] in _CLOSED and not _CLOSED[part.value[0]].match(part.value):
            return index if keys else None
        if part.value.endswith(("'", '"')) and stumble.line - index > 1 and not keys:
            return None
        keys = keys or bool(part.key) or part.dash is not None
    return None


_STARTS = {
    **{sign: f"A value that begins with {sign} must stand in quotes." for sign in "@`%*&!{]}-?"},
    ",": "A value that begins with a comma must stand in quotes.",
    "|": "Text may not stand on the same line after a | at the start of a value.",
    ">": "Text may not stand on the same line after a > at the start of a value.",
    "[": "A value that begins with [ is read as a list, and this one is not closed as such.",
    ":": "A colon stands here without a key.",
    '"': "Text stands after the closing quote on this line.",
    "'": "Text stands after the closing quote on this line.",
}
_AFTER_QUOTE = "Put the whole value in double quotes, and use ’ or single quotes inside it."


def _value(lines: Lines, stumble: Stumble) -> Slip | None:
    """A value that needs quotes, on the line of the stumble or where the list on it began."""
    at = stumble.line
    part = parts(lines[at])
    if part.at > stumble.column:
        if "flow" not in stumble.why or stumble.opened is None:
            return None
        at = stumble.opened
        part = parts(lines[at])
    start = part.value[:1]
    if start not in _STARTS or not _wants_quotes(part, start):
        return None
    if start in _CLOSED:
        mended = with_quotes(lines, at, part.value.replace(start, ""))
        return Slip(at, _STARTS[start], _AFTER_QUOTE, mended)
    if start == ":":
        return Slip(at, _STARTS[start], "Write the key before it.", with_line(lines, at, ""))
    if start in "|>":
        mended = with_line(lines, at, lines[at][: part.at] + start)
        return Slip(at, _STARTS[start], f"Begin the text on a new line after the {start}.", mended)
    return Slip(at, _STARTS[start], quote(part.value), with_quotes(lines, at, part.value))


def _wants_quotes(part: Line, start: str) -> bool:
    """False for the starts that are as they should be, so that the fault is elsewhere."""
    value = part.value
    if start in _CLOSED:
        closed = _CLOSED[start].match(value)
        tail = value[closed.end() :].strip() if closed else ""
        return bool(tail) and tail[0] not in "#:,]}"
    if start in "-?":
        return bool(part.key) and value[1:2] in ("", " ")
    if start == ":":
        return not part.key
    if start in "|>":
        return len(value) > 3
    return True


def _colon(lines: Lines, stumble: Stumble) -> Slip | None:
    """A second colon in a value: 'title: Case A1: what'."""
    if "mapping values" not in stumble.why:
        return None
    part = parts(lines[stumble.line])
    if not part.value or part.at > stumble.column or not (part.key or part.dash is not None):
        return None
    if part.value[0] in _CURLY:
        bare = re.sub(f"[{_CURLY}]", "", part.value)
        return Slip(stumble.line, *_NOT_QUOTES, with_quotes(lines, stumble.line, bare))
    wrong = "The value has a colon in it, and what stands before it is read as another key."
    mended = with_quotes(lines, stumble.line, part.value)
    return Slip(stumble.line, wrong, quote(part.value), mended)


def _lost(lines: Lines, stumble: Stumble) -> Slip | None:
    """A text over several lines that was cut short by a # in the line before."""
    at = line_above(lines, stumble.line if stumble.opened is None else first_line(stumble))
    if at is None or lines[stumble.line][: stumble.column].strip():
        return None
    part = parts(lines[at])
    began = owner(lines, at).value[:1]
    if (began and began in "|>'\"") or not _LOST.search(part.value):
        return None
    mended = with_line(lines, at, _LOST.sub("", lines[at]))
    return Slip(at, *LOST_TAIL, mended)


_LOOKS: tuple[Callable[[Lines, Stumble], Slip | None], ...] = (
    odd_dash,
    _escape,
    _lost,
    _value,
    _open_quote,
    _colon,
    no_space,
    too_deep,
    no_colon,
    no_dash,
    indent,
)
"""From the surest to the vaguest."""
