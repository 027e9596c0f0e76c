"""What every event has, and how moments stand in files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("This moment is out of range.") from error


Instant = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A moment in UTC; ISO 8601 with `Z` in files."""


class Kept(BaseModel):
    """Something that stands in a file: frozen, and without room for what nobody knows of."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Happening(Kept):
    """What every event has."""

    at: Instant
