"""What stands half-written in the boxes of a session: one text for each box, and none is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING

from learnsession.session.record import Entry, Session
from learnsession.store.drafts import Draft, together
from learnsession.tui.widgets.entry import Kind, Writing
from learnsession.tui.widgets.heard import day

if TYPE_CHECKING:
    from learnsession.session.removing import Removal

KEYS: Mapping[Kind, str] = {
    "reflection": "r for what was heard",
    "agreed-action": "a for an action",
}
"""Where half-written words are found again."""


class HalfWritten:
    """A text for what is heard, one for what is agreed, and one for each entry being amended.

    Args:
        found: what was half-written when the session was opened.

    """

    def __init__(self, found: Draft | None = None) -> None:
        every = [each for each in found.every if each.kind != "answer"] if found else []
        self._drafts = {_box(each.kind, each.entry): each for each in reversed(every)}
        """The one that was changed last stands last."""

    @property
    def draft(self) -> Draft | None:
        """All of it, the newest first, as the disk keeps it; None when nothing is half-written."""
        return together([*reversed(self._drafts.values())])

    @property
    def amended(self) -> frozenset[str]:
        """The ids of the entries that are half amended."""
        return frozenset(each.entry for each in self._drafts.values() if each.entry)

    def of(self, kind: Kind, amends: str | None = None) -> Writing:
        """What stands in this box; for an amendment, by the id of its entry."""
        found = self._drafts.get(_box(kind, amends))
        return _writing(found) if found else Writing(kind, amends=amends)

    def put(self, words: Writing, step: str, at: datetime) -> None:
        """Keep what stands in its box; nothing is kept of an empty one.

        Args:
            words: what stands there.
            step: the id of the step it is written on.
            at: the moment, UTC.

        """
        box = _box(words.kind, words.amends)
        if words.empty:
            self._drafts.pop(box, None)
        elif words != self.of(words.kind, words.amends):
            self._drafts.pop(box, None)
            self._drafts[box] = Draft(
                text=words.text,
                kind=words.kind,
                step=step,
                entry=words.amends,
                owner=words.owner,
                due=words.due,
                at=at,
                reason=words.reason,
            )

    def drop(self, words: Writing) -> None:
        """Its box is empty: it was kept, or given up."""
        self._drafts.pop(_box(words.kind, words.amends), None)

    def forget(self, removal: Removal) -> None:
        """Take out what is removed for good."""
        for box, draft in [*self._drafts.items()]:
            kept, found = removal.draft(asdict(draft))
            if kept is None:
                del self._drafts[box]
            elif found:
                self._drafts[box] = replace(
                    draft,
                    text=str(kept["text"]),
                    owner=str(kept["owner"]),
                    due=str(kept["due"]),
                    reason=str(kept["reason"]),
                )

    def where(self, session: Session) -> str:
        """Which keys lead to what is half-written: 'r for what was heard; e for number 2'."""
        keys = [words for kind, words in KEYS.items() if _box(kind, None) in self._drafts]
        amended = [_named(each) for each in session.entries if each.id in self.amended]
        return "; ".join([*keys, f"e for {', '.join(amended)}"] if amended else keys)


def as_it_reads(entry: Entry) -> Writing:
    """An entry as it stands in the box before anything of it is changed."""
    due = day(entry.due) if entry.due else ""
    return Writing(entry.kind, entry.text, entry.owner or "", due, entry.id)


def changes(words: Writing, entry: Entry) -> bool:
    """Whether an amendment says anything that the entry does not."""
    before = as_it_reads(entry)
    return words.text.splitlines() != before.text.splitlines() or (
        replace(words, text="") != replace(before, text="")
    )


def _named(entry: Entry) -> str:
    return f"{entry.called} (taken back)" if entry.withdrawn else entry.called


def _box(kind: str, amends: str | None) -> str:
    """One name for each box; no entry has an id like that of the boxes for what is new."""
    return amends or f"new {kind}"


def _writing(draft: Draft) -> Writing:
    kind: Kind = "agreed-action" if draft.kind == "agreed-action" else "reflection"
    return Writing(kind, draft.text, draft.owner, draft.due, draft.entry, draft.reason)
