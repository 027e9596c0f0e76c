"""What people type, made safe to keep without changing what it says.

Control characters, lone surrogates and bidirectional overrides make Word, Excel and terminals fail
or lie, so they are left out on entry, and it is said how many. Nothing else is touched: joiners,
combining marks and the normal form stay as typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_ENDS = re.compile(r"\r\n?")
BIDI_OVERRIDES = "\u202a-\u202e\u2066-\u2069"
"""The embedding, override and isolate controls (Unicode standard annex 9), as a regex range."""

_UNWANTED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{BIDI_OVERRIDES}]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Typed text that is safe to keep, and how many characters were left out of it."""

    text: str
    left_out: int

    def remark(self) -> str:
        """What to tell the person; empty when nothing was left out."""
        if not self.left_out:
            return ""
        characters = "character" if self.left_out == 1 else "characters"
        return f"{self.left_out} unreadable {characters} left out."


def clean(text: str) -> Cleaned:
    """Leave out what cannot be kept; line ends become a line feed, tabs stay."""
    kept, left_out = _UNWANTED.subn("", _LINE_ENDS.sub("\n", text))
    return Cleaned(kept, left_out)
