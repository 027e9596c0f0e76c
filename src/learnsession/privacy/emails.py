"""E-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding

_SIGN = re.compile(r"(?<=[\w+%])@(?=\w)")
_BEFORE = re.compile(r"[\w.+%'’-]{1,64}\Z")
_AFTER = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")

_LONGEST = 64
"""Characters before the sign; no address has more."""


def emails(text: str) -> Iterator[Finding]:
    """Every address. Looked for from its sign, so that long text costs no more than its length."""
    if "@" not in text:
        return
    end = 0
    for sign in _SIGN.finditer(text):
        at = sign.start()
        after = _AFTER.match(text, at + 1)
        before = _BEFORE.search(text, max(end, at - _LONGEST), at)
        if after and before:
            name = before[0].lstrip(".'’-")
            end = after.end()
            yield Finding("email", at - len(name), end, f"{name[0]}…@…")
