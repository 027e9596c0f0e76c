"""NHS numbers: ten figures, the last of which must be the right check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding

_GAP = "[\\s.\u2010-\u2015-]{0,2}"
_LIKELY = re.compile(rf"(?<![\w+])[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}(?!\w)")


def nhs_numbers(text: str) -> Iterator[Finding]:
    """Every NHS number, in one piece or written 3-3-4."""
    for likely in _LIKELY.finditer(text):
        figures = re.sub("[^0-9]", "", likely[0])
        if _valid(figures):
            yield Finding("nhs-number", likely.start(), likely.end(), f"{figures[:3]} …")


def _valid(figures: str) -> bool:
    from stdnum.gb import nhs

    # A row of one figure has a right check digit and is nobody's number.
    return len(set(figures)) > 1 and nhs.is_valid(figures)
