"""Everything in a text that looks like a personal detail. It assists, and misses some.

Ordinary words cost microseconds: each detector first looks for the form, and reaches for its
library only when that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from learnsession.privacy.births import births
from learnsession.privacy.emails import emails
from learnsession.privacy.kinds import Finding
from learnsession.privacy.names import names
from learnsession.privacy.nhs_numbers import nhs_numbers
from learnsession.privacy.phones import phones
from learnsession.privacy.postcodes import postcodes
from learnsession.privacy.pupil_numbers import pupil_numbers

_WITH_FIGURES: tuple[Callable[[str], Iterable[Finding]], ...] = (
    births,
    phones,
    nhs_numbers,
    pupil_numbers,
    postcodes,
)
_FIGURES = frozenset("0123456789")


@lru_cache(maxsize=512)  # screens ask again for every entry whenever one is written
def find(text: str) -> tuple[Finding, ...]:
    """Everything found, in the order of its place; of what overlaps, the more telling one."""
    found = [*emails(text)]
    if not _FIGURES.isdisjoint(text):
        found += [finding for detector in _WITH_FIGURES for finding in detector(text)]
    found += names(text)
    return _apart(found)


def masked(text: str) -> str:
    """The text with '[name]' or '[postcode]' in the place of each finding."""
    parts, end = [], 0
    for finding in find(text):
        parts += [text[end : finding.start], f"[{finding.short}]"]
        end = finding.end
    return "".join([*parts, text[end:]])


def _apart(found: list[Finding]) -> tuple[Finding, ...]:
    """Without what overlaps something that was found before it; in the order of their places."""
    rank = {id(finding): place for place, finding in enumerate(found)}
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda each: (each.start, each.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
        elif rank[id(finding)] < rank[id(kept[-1])]:
            kept[-1] = finding
    return tuple(kept)
