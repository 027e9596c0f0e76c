"""Postcodes of the United Kingdom, whole ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding

_AREA_LETTERS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT "
    "DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA "
    "LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE "
    "SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV "
    "YO ZE ZZ"
)
"""The letters a postcode begins with. ZZ stands for no fixed abode."""

_AREAS = frozenset(_AREA_LETTERS.split())

_LIKELY = re.compile(
    "(?<![\\w-])([A-Za-z]{1,2})[0-9][0-9A-Za-z]?[ \u00a0\t]{0,2}"
    "([0-9][ABD-HJLNP-Zabd-hjlnp-z]{2})(?![\\w-])"
)
_ORDINAL = re.compile("[0-9](?:st|nd|rd|th)")


def postcodes(text: str) -> Iterator[Finding]:
    """Every whole postcode, in capitals or in small letters."""
    for likely in _LIKELY.finditer(text):
        area, inward = likely[1], likely[2]
        one_case = likely[0].isupper() or (likely[0].islower() and not _ORDINAL.fullmatch(inward))
        if one_case and area.upper() in _AREAS:
            yield Finding("postcode", likely.start(), likely.end(), f"{area.upper()} …")
