"""Half-written text: kept beside its session at every pause, gone once its entry is kept.

There is one text for what is being heard, one for what is being agreed, one for each entry that is
being amended, and one for each answer to an agreed action. All of a session are in one file: the
newest, and under `beside` the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from learnsession.errors import DamagedError
from learnsession.session import action_events as said
from learnsession.session import events as ev
from learnsession.store.envelope import damaged
from learnsession.store.files import write_atomically
from learnsession.store.layout import DRAFT
from learnsession.store.moves import remove
from learnsession.store.sealing import Seal, close_plain, read_plain
from learnsession.typed import clean

if TYPE_CHECKING:
    from learnsession.session.removing import Removal, Values

KIND = "draft"
_BESIDE = "beside"
_ANSWERS = (said.ActionProgressed, said.EscalationRaised, said.EscalationAnswered)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is in an entry box or an answer and not kept yet, exactly as typed."""

    text: str
    kind: Literal["reflection", "agreed-action", "answer"]
    step: str
    """The id of the step it was written on."""
    entry: str | None
    """The id of the entry that is being amended, or of the action that is answered; None for a new
    entry."""
    owner: str
    due: str
    """As typed; it need not be a date yet."""
    at: datetime
    """When it was last changed, UTC."""
    reason: str = ""
    """Why the entry is amended, as far as that was typed."""
    question: str = ""
    """What is being said of the action; its `text` has a line for each line of the question."""
    beside: tuple[Draft, ...] = ()
    """What is half-written in the other boxes, the newest first; these have none beside them."""

    @property
    def every(self) -> tuple[Draft, ...]:
        """Itself and those beside it, each on its own."""
        return (replace(self, beside=()), *self.beside)


def together(drafts: Sequence[Draft]) -> Draft | None:
    """Several as one, the first with the others beside it; None when there are none."""
    return replace(drafts[0], beside=tuple(drafts[1:])) if drafts else None


def draft_path(session_file: Path) -> Path:
    """Where the draft of a session is kept."""
    return session_file.with_name(f"{session_file.stem}{DRAFT}")


def write_draft(session_file: Path, draft: Draft | None, seal: Seal) -> None:
    """Keep a draft in place of the one before; None removes it.

    Raises:
        SaveError: the disk refused; the one before is still there.

    """
    path = draft_path(session_file)
    if draft is None:
        remove(path)
        return
    write_atomically(path, close_plain(seal, KIND, path, _to_plain(draft)))


def read_draft(session_file: Path, seal: Seal) -> Draft | None:
    """The draft of a session; None when there is none.

    Raises:
        DamagedError: it is empty, cut or changed.
        NewerError: a newer learnsession wrote it.
        LockedError: it is sealed, and `seal` is for clear text.
        StoreError: it may not be read.

    """
    path = draft_path(session_file)
    try:
        values, _ = read_plain(seal, KIND, path)
        return _from_plain(values)
    except FileNotFoundError:
        return None
    except DamagedError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise damaged(path, "It does not hold a draft") from error


def removed_from(draft: Draft, removal: Removal) -> tuple[Draft | None, int]:
    """A draft without some words, None when nothing is left; and in how many places they stood."""
    kept, places = removed_from_plain(_to_plain(draft), removal)
    return (None if kept is None else _from_plain(kept)), places


def removed_from_plain(values: Values, removal: Removal) -> tuple[Values | None, int]:
    """As `removed_from`, for the plain JSON values that a file holds.

    What is beside the draft is looked through as well, text by text.
    """
    parts = (_alone(values), *map(_alone, values.get(_BESIDE, ())))
    cleaned = [removal.draft(part) for part in parts]
    left = [kept for kept, _ in cleaned if kept is not None]
    places = sum(count for _, count in cleaned)
    if not left:
        return None, places
    return ({**left[0], _BESIDE: left[1:]} if left[1:] else left[0]), places


def not_kept(draft: Draft, events: Iterable[ev.Event]) -> Draft | None:
    """What of it was not kept after it was typed: a kill came before the rest was removed."""
    happened = tuple(events)
    return together([each for each in draft.every if not _was_kept(each, happened)])


def _was_kept(draft: Draft, events: Iterable[ev.Event]) -> bool:
    if draft.kind == "answer":
        given = (each for each in events if isinstance(each, _ANSWERS))
        return any(each.at >= draft.at and each.entry == draft.entry for each in given)
    text = clean(draft.text).text.strip()
    return any(event.at >= draft.at and _text_of(event, draft) == text for event in events)


def _text_of(event: ev.Event, draft: Draft) -> str | None:
    """The text that an event keeps, if it is what the draft would have become."""
    if draft.entry is not None:
        if isinstance(event, ev.EntryAmended) and event.entry == draft.entry:
            return event.text.strip()
        return None
    wanted = ev.ReflectionAdded if draft.kind == "reflection" else ev.ActionAgreed
    return event.text.strip() if isinstance(event, wanted) else None


def _to_plain(draft: Draft) -> dict[str, Any]:
    """As plain JSON values; a draft that is alone has nothing under `beside`."""
    values = _one_to_plain(draft)
    others = [_one_to_plain(other) for other in draft.beside]
    return {**values, _BESIDE: others} if others else values


def _from_plain(values: Values) -> Draft:
    """Raises AttributeError, KeyError, TypeError or ValueError for what is no draft."""
    return replace(_one_from(values), beside=tuple(map(_one_from, values.get(_BESIDE, ()))))


def _one_to_plain(draft: Draft) -> dict[str, Any]:
    values = {**_alone(asdict(draft)), "at": draft.at.isoformat()}
    if not draft.question:
        del values["question"]
    return values


def _one_from(values: Values) -> Draft:
    return Draft(**{**_alone(values), "at": datetime.fromisoformat(values["at"])})


def _alone(values: Values) -> dict[str, Any]:
    """Without what is beside it."""
    return {name: value for name, value in values.items() if name != _BESIDE}
