"""Telephone numbers: those that can be dialled in Britain, and those kept for drama."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding

_LIKELY = re.compile(
    r"(?<![\w+/.,£€$%-])(?:\+|00|\(?0)[0-9]{0,12}(?:\)[0-9]{1,12})?\)?"
    "(?:(?:[ \u00a0.\u2010-\u2015-]{1,3}\\(?|\\()[0-9]{1,12}(?:\\)[0-9]{1,12})?\\)?){0,6}"
)
_DATE = re.compile(r"[0-9]{1,2}([.-])[0-9]{1,2}\1[0-9]{2,4}")
_DRAMA = re.compile(
    r"0(?:7700900|1632960|2079460|2920180|2896496|1914980|"
    r"1(?:1[3-8]|21|31|41|51|61)4960|8081570|9098790|3069990)[0-9]{3}"
)
"""What Ofcom keeps for television and radio: never anybody's, and partly unknown to the library."""

_FEWEST, _MOST = 8, 15
"""Figures of a number. `0800 1111` is the shortest."""


def phones(text: str) -> Iterator[Finding]:
    """Every telephone number that begins with 0 or +."""
    end = 0
    while likely := _LIKELY.search(text, end):
        end = max(likely.end(), end + 1)
        number = _number(likely[0])
        if number:
            end = likely.start() + len(number)
            figures = re.sub("[^0-9+]", "", number)
            yield Finding("phone", likely.start(), end, f"{figures[:3]}…")


def _number(likely: str) -> str:
    """As much of this, from its beginning and in whole groups of figures, as is a number."""
    while likely:
        figures = re.sub("[^0-9+]", "", likely)
        if len(figures.lstrip("+0")) < _FEWEST - 1 or _DATE.match(likely):
            return ""
        if len(figures) <= _MOST and _dialled(figures):
            return likely
        shorter = re.match("(.*[0-9)])[^0-9]+[0-9]+\\)?", likely, re.DOTALL)
        likely = shorter[1] if shorter else ""
    return ""


def _dialled(figures: str) -> bool:
    """Whether somebody can have this number."""
    national = re.sub(r"^(?:\+|00)440?", "0", figures)
    if _DRAMA.fullmatch(national):
        return True
    import phonenumbers

    international = f"+{figures[2:]}" if figures.startswith("00") else figures
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(international, "GB"))
    except phonenumbers.NumberParseException:
        return False
