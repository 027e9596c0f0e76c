"""Text that every writer can hold.

What people type is cleaned when it is kept; packs and older files may still carry a character
that XML forbids. A writer leaves those out rather than fail in front of a room.
"""

from __future__ import annotations

import re

from learnsession.typed import clean

_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what XML forbids; line ends are line feeds, tabs stay."""
    return _NOT_IN_XML.sub("", clean(text).text)


def one_line(text: str) -> str:
    """The text on one line, for a title or a property of a file."""
    return " ".join(printable(text).split())
