"""A note says that words were removed for good, and when, and never which."""

from __future__ import annotations

from made_up import ZONE, Telling, full

from learnsession.documents.blocks import Details, text_of
from learnsession.session import events as ev
from learnsession.session.record import REMOVED


def told(telling: Telling) -> list[str]:
    """What the details say of words that were removed."""
    details = (block for block in telling.note().blocks if isinstance(block, Details))
    rows = dict(row for block in details for row in block.rows)
    found = rows.get("Words removed for good")
    return [text_of(found)] if found else []


def test_the_note_says_when_words_were_removed() -> None:
    telling = full().then(ev.WordsRemoved, count=2)
    when = f"{telling.at.astimezone(ZONE):%H:%M}"
    assert told(telling) == [f"21 November 2026, {when}; '{REMOVED}' stands in their place"]
    (twice,) = told(telling.then(ev.WordsRemoved, count=1))
    assert twice.count("21 November 2026") == 2


def test_a_note_from_which_nothing_was_removed_says_nothing_of_it() -> None:
    assert told(full()) == []
