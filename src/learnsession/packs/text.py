"""Bytes -> text that YAML can read, or what is wrong with the bytes and characters.

Whatever cannot be kept is reported with its line and then taken out, so that the rest of the file
can still be read for further problems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from learnsession.errors import Problem
from learnsession.typed import BIDI_OVERRIDES

UNWANTED = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff{BIDI_OVERRIDES}]"
)
"""What no text of a pack may have in it: control characters, overrides, halves of characters."""

_LONGEST_SHOWN = 40
MOST_ALIKE = 10
"""How many lines with one and the same fault are told one by one."""

_TAB = re.compile(r"^ *\t[ \t]*(?=[^ \t\n])", re.MULTILINE)
_BLANK = re.compile(r"^[ \t]+$", re.MULTILINE)
_BIDI = re.compile(f"[{BIDI_OVERRIDES}]")
_ODD_SPACE = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_AT_START = re.compile(
    f"^[ {_ODD_SPACE}-]*(?:[a-z_]{{1,60}}:(?=[ {_ODD_SPACE}]))?[ {_ODD_SPACE}]*", re.MULTILINE
)
"""The indentation of a line, its dashes and its key, where only ordinary spaces may stand."""
_ODD = re.compile(f"[{_ODD_SPACE}]")
_AS_UTF8 = "Save the file again as UTF-8 (in Notepad: Save as, Encoding: UTF-8)."
_OTHER_FILES = (
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text file"),
)


@dataclass(frozen=True, slots=True)
class Readable:
    """What a file says, line ends as line feeds; None when it is no text at all."""

    text: str | None
    problems: tuple[Problem, ...] = ()
    tabs: bool = False
    """True when tabs stand in the indentation; `spaced` makes them spaces."""


def read_text(data: bytes, name: str) -> Readable:
    """The text of a file, with every problem of its bytes and characters.

    Args:
        data: the file's bytes.
        name: what the problems call the file.

    """
    other = _other_kind(data)
    if other:
        return Readable(None, (Problem(name, 1, *other),))
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text, problems = _decoded(data, name)
    if UNWANTED.search(text):
        problems += _unwanted(text, name)
        text = without_unwanted(text)
    if _ODD.search(text):
        problems += _odd_spaces(text, name)
        text = _AT_START.sub(lambda found: _ODD.sub(" ", found.group()), text)
    tabbed = [line for line, words in _numbered(text) if _TAB.match(words)] if "\t" in text else []
    text = _BLANK.sub("", text) if "\t" in text else text
    wrong = "A tab stands in the indentation of this line."
    tabs = [Problem(name, line, wrong, "Use spaces instead of the tab.") for line in tabbed]
    return Readable(text, (*problems, *folded(tabs)), bool(tabbed))


def spaced(text: str, width: int) -> str:
    """The text with each tab in its indentation as so many spaces."""
    return _TAB.sub(lambda found: found.group().expandtabs(width), text)


def without_unwanted(text: str) -> str:
    """The text without what no pack may have; a separator of lines becomes a space."""
    return UNWANTED.sub("", text.replace("\u2028", " ").replace("\u2029", " "))


def said(character: str) -> tuple[str, str]:
    """What is wrong with an unwanted character, and what to do about it."""
    code = f"U+{ord(character):04X}"
    if character == "\0":
        return "A NUL stands on this line, which no text has.", "Delete it, or retype the line."
    if _BIDI.match(character):
        wrong = f"An invisible character that turns the direction of text ({code}) stands here."
        return wrong, "Delete it: retype this part of the line."
    if "\ud800" <= character <= "\udfff":
        return f"Half of a character ({code}) stands here.", "Type the whole character instead."
    if character in "\u2028\u2029":
        return f"An invisible line separator ({code}) stands here.", "Put a space in its place."
    if character in "\ufeff\ufffe\uffff":
        return f"An invisible mark ({code}) stands here.", "Delete it: retype this part."
    wrong = f"A control character ({code}) stands on this line."
    return wrong, "Delete it: retype this part of the line."


def folded(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems in order of lines; of those that say the same, the first ten and a count."""
    alike: dict[str, list[Problem]] = {}
    for problem in problems:
        alike.setdefault(problem.wrong, []).append(problem)
    for wrong, group in alike.items():
        yield from group[: MOST_ALIKE - 1]
        more = len(group) - MOST_ALIKE
        if more >= 0:
            last = group[MOST_ALIKE - 1]
            lines = "1 more line" if more == 1 else f"{more} more lines"
            tail = f" The same is wrong on {lines}." if more else ""
            yield Problem(last.file, last.line, wrong + tail, last.todo)


def clip(value: object) -> str:
    """A value as it can be shown within a sentence: short, on one line, printable."""
    text = " ".join(str(value)[:400].split())
    text = "".join(each if each.isprintable() else "?" for each in text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _other_kind(data: bytes) -> tuple[str, str] | None:
    for start, kind in _OTHER_FILES:
        if data.startswith(start):
            return f"This is {kind}, not text.", "Name a YAML file, which is plain text."
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _every_other_nul(data[:400]):
        return "The file is saved as UTF-16 ('Unicode'), not as UTF-8.", _AS_UTF8
    return None


def _every_other_nul(sample: bytes) -> bool:
    """True for plain letters in UTF-16 without its mark at the start."""
    few, many = sorted((sample[0::2].count(0), sample[1::2].count(0)))
    return len(sample) >= 4 and many * 5 > len(sample) * 2 and few * 10 < len(sample)


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The text; what is not UTF-8 is read as Windows-1252, which it nearly always is."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        byte = data[error.start]
        line = data.count(b"\n", 0, error.start) + 1
    text = data.decode("utf-8", "surrogateescape")
    strange = re.findall("[\udc80-\udcff]", text)
    guess = _guess(chr(0xDC00 + byte))
    which = f"the {guess} on this line" if guess.isprintable() and guess else "a sign on this line"
    more = f", nor can {len(strange) - 1:,} more further on" if len(strange) > 1 else ""
    wrong = f"The file is not saved as UTF-8, so {which} cannot be read{more}."
    text = text.translate({0xDC00 + each: _guess(chr(0xDC00 + each)) for each in range(128, 256)})
    return text, (Problem(name, line, wrong, _AS_UTF8),)


def _guess(escaped: str) -> str:
    """The Windows-1252 character of an undecodable byte; empty when it has none."""
    return bytes([ord(escaped) - 0xDC00]).decode("cp1252", "ignore")


def _unwanted(text: str, name: str) -> tuple[Problem, ...]:
    """One problem for each kind of unwanted character on each line."""
    problems = []
    for line, words in _numbered(text):
        told = dict.fromkeys(said(each) for each in sorted(set(UNWANTED.findall(words))))
        problems += [Problem(name, line, *sentences) for sentences in told]
    return tuple(folded(problems))


def _odd_spaces(text: str, name: str) -> tuple[Problem, ...]:
    """Spaces of another kind where they would move a line or hide a key."""
    wrong = "A space of another kind, as web pages and word processors have it, stands here."
    todo = "Type the spaces at the start of this line, and after the colon, again."
    found = (
        Problem(name, line, wrong, todo)
        for line, words in _numbered(text)
        if (start := _AT_START.match(words)) and _ODD.search(start.group())
    )
    return tuple(folded(found))


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, from 1."""
    return enumerate(text.split("\n"), 1)
