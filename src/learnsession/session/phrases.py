"""Finding a phrase in a text as people mean it, and putting '[removed]' in its place.

Capitals, runs of white space, Unicode normal forms and characters that nobody sees make no
difference, nor does which of its many forms an apostrophe, a quotation mark or a hyphen has, nor
whether an i has its dot, which Turkish capitals keep or lose. A letter is only found together with
its marks: 'Rene' does not stand in 'René'. What was removed before is never looked into, so that
removing can be done again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from learnsession.session.record import REMOVED

SHORTEST = 2
"""The fewest characters of a phrase; a single one stands everywhere."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff]"
)
"""Controls, joiners and direction marks: nobody would type them again to find a phrase. What
separates words or lines (tab, line feed, U+001C to U+001F, U+0085) is white space."""

_ALIKE = {
    "'": "`\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u02b9\u02bb\u02bc\u02bd\u055a\u05f3",
    '"': "\u201c\u201d\u201e\u201f\xab\xbb\u02ba\u05f4\u301d\u301e\u301f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\u058a\u05be",
    "i": "\u0131",
}
"""What a keyboard writes, and what word processors, telephones and other tongues write for it."""

_PLAIN = str.maketrans({each: plain for plain, many in _ALIKE.items() for each in many})
_DOTTED = "i\u0307"
"""What a capital i with a dot becomes when it is made small."""


class Span(NamedTuple):
    """Where a phrase stands in a text, as places between characters."""

    start: int
    end: int
    inside: bool
    """True when it is a part of a longer word."""


class Phrase:
    """A phrase to look for.

    Args:
        text: as typed.

    """

    def __init__(self, text: str) -> None:
        pieces = list(_pieces(_UNSEEN.sub("", text).strip()))
        self._folded = "".join(piece.folded for piece in pieces)
        self._letters = _letters(text)
        self.length = len(pieces)
        """How many characters it has, a letter with its marks and a run of white space as one."""

    def __repr__(self) -> str:
        """Says nothing that a traceback should not show."""
        return f"Phrase({self.length} characters)"

    def spans(self, text: str) -> Iterator[Span]:
        """Every place where it stands, from left to right; they never overlap."""
        before = 0
        if self._letters not in _letters(text):  # nearly always, and ten times as quick
            return
        while self._folded and before <= len(text):
            mark = text.find(REMOVED, before)
            until = mark if mark >= 0 else len(text)
            for start, end in self._within(text[before:until]):
                yield _span(text, before + start, before + end)
            before = until + len(REMOVED)

    def removed_from(self, text: str) -> tuple[str, int]:
        """A text with '[removed]' wherever it stood, and in how many places it did."""
        kept, done, count = [], 0, 0
        for span in self.spans(text):
            kept += [text[done : span.start], REMOVED]
            done, count = span.end, count + 1
        return ("".join([*kept, text[done:]]), count) if count else (text, 0)

    def _within(self, text: str) -> Iterator[tuple[int, int]]:
        """The places in a text that holds no mark."""
        starts, ends, folded, length = {}, {}, [], 0
        for piece in _pieces(text):
            starts[length] = piece.start
            length += len(piece.folded)
            ends[length] = piece.end
            folded.append(piece.folded)
        whole = "".join(folded)
        at = whole.find(self._folded)
        while at >= 0:
            after = at + len(self._folded)
            found = at in starts and after in ends
            if found:
                yield starts[at], ends[after]
            at = whole.find(self._folded, after if found else at + 1)


class _Piece(NamedTuple):
    """A letter with its marks, or a run of white space."""

    folded: str
    """As it is compared: small, in compatibility form; empty for what nobody sees."""
    start: int
    end: int


def _pieces(text: str) -> Iterator[_Piece]:
    start, space = 0, False
    for at, character in enumerate(text):
        seen = not _UNSEEN.match(character)
        is_space = character.isspace()
        joins = not seen or (is_space and space) or (not space and _is_mark(character))
        if at > start and not joins:
            yield _Piece(_folded(text[start:at]), start, at)
            start = at
        if seen:
            space = is_space
    if text:
        yield _Piece(_folded(text[start:]), start, len(text))


def _is_mark(character: str) -> bool:
    """An accent and the like; five characters only turn into one when they are folded."""
    if character.isascii():
        return False
    return unicodedata.combining(unicodedata.normalize("NFKD", character)[0]) != 0


def _folded(piece: str) -> str:
    """Compatibility caseless matching, as the Unicode standard has it (section 3.13).

    Then what people take for the same, which the standard keeps apart.
    """
    seen = _UNSEEN.sub("", piece)
    if seen.isspace():
        return " "
    if seen.isascii():
        return seen.lower().translate(_PLAIN)
    small = unicodedata.normalize("NFD", seen).casefold()
    again = unicodedata.normalize("NFKD", small).casefold()
    return unicodedata.normalize("NFKD", again).translate(_PLAIN).replace(_DOTTED, "i")


def _letters(text: str) -> str:
    """A text as it is compared, without any white space."""
    return "".join(_folded(text).split())


def _span(text: str, start: int, end: int) -> Span:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return Span(start, end, before or after)
