"""Unique pupil numbers: a check letter, eleven figures, and a figure or letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding

# No authority has a number that begins with another figure.
_LIKELY = re.compile(
    r"(?<!\w)[A-HJ-NP-RT-Z][ -]?[234689](?:[ -]?[0-9]){10}[ -]?[0-9A-HJ-NP-RT-Z](?!\w)",
    re.IGNORECASE,
)


def pupil_numbers(text: str) -> Iterator[Finding]:
    """Every pupil number, permanent or temporary."""
    for likely in _LIKELY.finditer(text):
        number = re.sub("[ -]", "", likely[0]).upper()
        if number[0] == _check_letter(number[1:]):
            yield Finding("pupil-number", likely.start(), likely.end(), f"{number[0]}…")


def _check_letter(rest: str) -> str:
    # Not the library's whole test: its list of authorities lacks those founded since 2011.
    from stdnum.gb import upn

    return upn.calc_check_digit(rest)
