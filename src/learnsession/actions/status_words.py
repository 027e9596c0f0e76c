"""Statuses as people type them to find actions, and as they are told which ones were found."""

from __future__ import annotations

from typing import Literal

from learnsession.errors import RefusedError
from learnsession.session.terms import Status

Wanted = Status | Literal["open", "finished"]
"""One status; or all those of what is still owed, or of what is not."""

STATUSES: dict[str, Wanted] = {
    "not started": "not-started",
    "in progress": "in-progress",
    "stuck": "cannot-proceed",
    "complete": "complete",
    "done": "complete",
    "dropped": "dropped",
    "open": "open",
    "finished": "finished",
}
"""What to type, as it is also offered."""

_ALSO: dict[str, Wanted] = {
    "cannot proceed": "cannot-proceed",
    "completed": "complete",
    "going": "in-progress",
}
"""Understood as well."""

_TOLD: dict[Wanted, str] = {wanted: typed for typed, wanted in reversed(STATUSES.items())}


def read_status(text: str) -> Wanted:
    """A status as people type it: `in progress`, `done`, `open`.

    Raises:
        RefusedError: there is no such status.

    """
    typed = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    found = STATUSES.get(typed) or _ALSO.get(typed)
    if found is None:
        raise RefusedError(
            f"There is no status '{text.strip()}'.", f"Use one of: {', '.join(STATUSES)}."
        )
    return found


def status_word(wanted: Wanted) -> str:
    """A status as people type it."""
    return _TOLD[wanted]
