"""What became of an entry, told from its beginning. Screens, lines, lists and notes share this."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from typing import Literal

from learnsession.privacy.kinds import KINDS
from learnsession.session.dates import spoken
from learnsession.session.record import Entry, KeptKnowingly
from learnsession.wording import NOT_GIVEN as NOT_GIVEN

What = Literal[
    "written",
    "amended",
    "taken back",
    "stands again",
    "kept knowingly",
    "removed for good",
    "words removed for good",
]


@dataclass(frozen=True, slots=True)
class Wording:
    """How an entry read."""

    text: str
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an entry."""

    at: datetime
    """When, in UTC."""
    what: What
    by: str | None = None
    """The role of whoever did it; None where nobody said."""
    before: Wording | None = None
    """How it read before; None where there was nothing, and where no wording changed."""
    after: Wording | None = None
    """How it read from then on; None where nothing was left, and where no wording changed."""
    reason: str | None = None
    after_closing: bool = False
    """True when the entry was there as the session was closed."""
    kinds: tuple[str, ...] = ()
    """What was kept knowingly, by the names of `privacy.kinds`."""

    @property
    def headline(self) -> str:
        """What happened and by whom: 'Amended after closing by team manager'."""
        late = " after closing" if self.after_closing else ""
        by = f" by {self.by}" if self.by else ""
        looks = ", ".join(KINDS[kind].short if kind in KINDS else kind for kind in self.kinds)
        return f"{self.what.capitalize()}{late}{by}{f': {looks}' if looks else ''}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of an entry that is another one since a change, in words. Empty: there was none."""

    part: Literal["text", "owner", "due"]
    before: str
    after: str


def story(entry: Entry) -> tuple[Change, ...]:
    """Everything that happened to an entry, oldest first; the first is that it was written."""
    wordings = [*(Wording(old.text, old.owner, old.due) for old in entry.history), _now(entry)]
    told = [Change(entry.at, "written", entry.by, after=wordings[0])]
    for old, (before, after) in zip(entry.history, pairwise(wordings), strict=True):
        told += _kept(old.kept_knowingly, entry.by)
        told.append(
            Change(old.until, "amended", old.by, before, after, old.reason, old.after_closing)
        )
    told += [*_kept(entry.kept_knowingly, entry.by), *_ended(entry)]
    return tuple(sorted(told, key=lambda change: change.at))


def _now(entry: Entry) -> Wording:
    return Wording(entry.text, entry.owner, entry.due)


def _kept(kept: Iterable[KeptKnowingly], by: str | None) -> list[Change]:
    return [
        Change(each.at, "kept knowingly", by, reason=each.reason, kinds=each.kinds) for each in kept
    ]


def _ended(entry: Entry) -> list[Change]:
    """That it was taken back, and that its words were removed."""
    told: list[Change] = []
    for back in entry.returns:
        told.append(
            Change(
                back.taken_back_at,
                "taken back",
                back.taken_back_by,
                reason=back.taken_back_because,
                after_closing=back.taken_back_after_closing,
            )
        )
        told.append(
            Change(
                back.at,
                "stands again",
                back.by,
                reason=back.because,
                after_closing=back.after_closing,
            )
        )
    if entry.withdrawn_at:
        told.append(
            Change(
                entry.withdrawn_at,
                "taken back",
                entry.withdrawn_by,
                before=_now(entry),
                reason=entry.withdrawn_because,
                after_closing=entry.withdrawn_after_closing,
            )
        )
    told += [Change(at, "words removed for good", entry.by) for at in entry.phrases_removed_at]
    if entry.removed_at:
        told.append(Change(entry.removed_at, "removed for good", entry.by))
    return told


def differences(change: Change) -> tuple[Difference, ...]:
    """What reads differently since an amendment: text, owner and due date, as far as they do."""
    if change.before is None or change.after is None:
        return ()
    before, after = _in_words(change.before), _in_words(change.after)
    return tuple(
        Difference(part, before[part], after[part])
        for part in before
        if before[part] != after[part]
    )


def _in_words(wording: Wording) -> dict[Literal["text", "owner", "due"], str]:
    due = spoken(wording.due) if wording.due else ""
    return {"text": wording.text, "owner": wording.owner or "", "due": due}


def amended_after_closing(entry: Entry) -> tuple[Change, ...]:
    """The amendments that were made once the session had been closed with this entry."""
    return tuple(
        change for change in story(entry) if change.what == "amended" and change.after_closing
    )
