"""What can be found, in words for people, and one finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of personal detail: as a marker says it, and inside a sentence."""

    short: str
    words: str


KINDS: dict[str, Kind] = {
    "nhs-number": Kind("NHS number", "an NHS number"),
    "pupil-number": Kind("pupil number", "a pupil number"),
    "email": Kind("e-mail address", "an e-mail address"),
    "phone": Kind("phone number", "a phone number"),
    "postcode": Kind("postcode", "a postcode"),
    "date-of-birth": Kind("date of birth", "a date of birth"),
    "name": Kind("name", "a person's name"),
}
"""By the names that are kept in files, which never change."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a text that looks like a personal detail."""

    kind: str
    """One of `KINDS`."""
    start: int
    end: int
    """The place in the text, in characters, as a slice has it."""
    masked: str
    """What may be shown of it, such as `999 …`: enough to find it, too little to use it."""

    @property
    def short(self) -> str:
        """Its kind alone: 'NHS number'."""
        return KINDS[self.kind].short

    @property
    def words(self) -> str:
        """Its kind and its mask inside a sentence: 'an NHS number (999 …)'."""
        return f"{KINDS[self.kind].words} ({self.masked})"

    def __str__(self) -> str:
        """As people are told of it: 'looks like an NHS number (999 …)'."""
        return f"looks like {self.words}"
