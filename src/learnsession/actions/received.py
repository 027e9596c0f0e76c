"""What may stand in a handover: only what this program could have written itself.

A file from elsewhere with a right checksum can still hold anything. Nothing of it may get into a
store that could not have been typed: it would stay there, and other commands rely on its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from learnsession.session.action_events import ActionEntered, ActionEvent
from learnsession.session.answering import LONGEST_ANSWER
from learnsession.session.facilitation import MOST_CHARACTERS
from learnsession.typed import clean

_ID = re.compile(r"[0-9A-Za-z-]{1,60}", re.ASCII)
_REF = re.compile(r"A-\d{4,9}|[A-Za-z0-9-]{1,20}/\d{1,4}", re.ASCII)
_IDS = ("entry", "id", "said", "escalation")
_LAST_YEAR = 2999


def must_be_ours(team: str, *parts: ActionEntered | ActionEvent) -> None:
    """Refuse what no learnsession could have written.

    Raises:
        ValueError: something of it could not have been typed.

    """
    _must_be_typed(team, LONGEST_ANSWER)
    for part in parts:
        values = part.model_dump(exclude_none=True)
        for name in _IDS:
            if name in values and not _ID.fullmatch(values[name]):
                raise ValueError(f"no id: {name}")
        if isinstance(part, ActionEntered):
            if not _REF.fullmatch(part.ref) or not part.text.strip():
                raise ValueError("an action without a reference or words")
            _must_be_typed(values.pop("text"), MOST_CHARACTERS)
        for value in _each(values):
            _must_be_possible(value)


def _must_be_possible(value: object) -> None:
    if isinstance(value, str):
        _must_be_typed(value, LONGEST_ANSWER)
    elif isinstance(value, date | datetime) and value.year > _LAST_YEAR:
        raise ValueError("a day that nobody means")


def _must_be_typed(text: str, most: int) -> None:
    if len(text) > most or clean(text).text != text:
        raise ValueError("a text that could not have been typed")


def _each(value: Any) -> Iterator[object]:
    """Every value inside, at any depth."""
    if isinstance(value, dict):
        for each in value.values():
            yield from _each(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _each(each)
    else:
        yield value
