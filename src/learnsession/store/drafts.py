"""The half-written text: kept beside its session at every pause, gone once its entry is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from learnsession.errors import DamagedError
from learnsession.session import events as ev
from learnsession.store.envelope import damaged
from learnsession.store.files import write_atomically
from learnsession.store.layout import DRAFT
from learnsession.store.moves import remove
from learnsession.store.sealing import Seal, close_plain, read_plain
from learnsession.typed import clean

KIND = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is in the entry box and not kept yet, exactly as typed."""

    text: str
    kind: Literal["reflection", "agreed-action"]
    step: str
    """The id of the step it was written on."""
    entry: str | None
    """The id of the entry that is being amended; None for a new one."""
    owner: str
    due: str
    """As typed; it need not be a date yet."""
    at: datetime
    """When it was last changed, UTC."""
    reason: str = ""
    """Why the entry is amended, as far as that was typed."""


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
    values = {**asdict(draft), "at": draft.at.isoformat()}
    write_atomically(path, close_plain(seal, KIND, path, values))


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
        return Draft(**{**values, "at": datetime.fromisoformat(values["at"])})
    except FileNotFoundError:
        return None
    except DamagedError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path, "It does not hold a draft") from error


def was_kept(draft: Draft, events: Iterable[ev.Event]) -> bool:
    """True when its text was kept after it was typed: the kill came before it was removed."""
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
