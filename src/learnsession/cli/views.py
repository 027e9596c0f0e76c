"""The shapes of `--json`: which keys, in which order. Programs rely on them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # listing sessions needs none of this to run
    from learnsession.errors import Problem
    from learnsession.packs.library import Listed
    from learnsession.packs.model import Pack
    from learnsession.room.desk import Opened
    from learnsession.session.history import Change, Wording
    from learnsession.session.record import Entry
    from learnsession.store.catalogue import CatalogueRow

View = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC with `Z`."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def day(on: date | None) -> str | None:
    """A day as ISO 8601."""
    return on.isoformat() if on else None


def pack_row(pack: Pack, path: str, sha256: str) -> View:
    """A pack in the list of packs."""
    return {
        "id": pack.id,
        "title": pack.title,
        "kind": pack.kind,
        "minutes": pack.minutes,
        "activities": len(pack.activities),
        "prompts": pack.prompt_count,
        "path": path,
        "sha256": sha256,
    }


def listed_pack(listed: Listed) -> View | None:
    """A pack in the list of packs, or None for one that cannot be read."""
    found = listed.file
    return pack_row(found.pack, str(found.path), found.sha256) if found else None


def checked(file: str, problems: tuple[Problem, ...], advice: tuple[Problem, ...] = ()) -> View:
    """What `check` found in a file."""
    return {
        "file": file,
        "good": not problems,
        "problems": [lined(each) for each in problems],
        "advice": [lined(each) for each in advice],
    }


def lined(problem: Problem) -> View:
    """A problem, or advice, with its line."""
    return {"line": problem.line, "wrong": problem.wrong, "todo": problem.todo}


def session_row(row: CatalogueRow) -> View:
    """A session in the list of sessions."""
    return {
        "id": row.id,
        "ref": row.ref,
        "pack": row.pack,
        "title": row.title,
        "team": row.team,
        "format": row.format,
        "state": row.state,
        "started": moment(row.started),
        "closed": moment(row.closed),
        "reflections": row.reflections,
        "agreed_actions": row.agreed_actions,
    }


def expired_row(row: CatalogueRow, until: date) -> View:
    """A session that is past its date, in the list of those."""
    return session_row(row) | {"kept_until": day(until)}


def session(opened: Opened, *, history: bool = False) -> View:
    """A whole session. With `history` also what was taken back, and what became of each entry."""
    record = opened.record
    started = record.started
    entries = record.entries if history else record.standing
    from learnsession.cli.agreed_views import agreed_action, previous_action
    from learnsession.session.agreeing import agreed_in, begun, owed_at_start
    from learnsession.session.states import to_action

    agreed = {action.id: action for action in agreed_in(record)}
    return {
        "id": started.session,
        "ref": started.ref,
        "pack": {
            "id": started.pack,
            "title": started.pack_title,
            "sha256": started.pack_sha256,
        },
        "team": started.team,
        "format": started.format,
        "state": record.state,
        "started": moment(started.at),
        "closed": moment(record.closed_at),
        "review_date": day(record.review_date),
        "words_removed": [moment(at) for at in record.removals],
        "attendance": {
            "head_count": record.attendance.head_count,
            "roles": list(record.attendance.roles),
        },
        "confidence": {
            "before": list(record.confidence_before),
            "after": list(record.confidence_after),
        },
        "position": {
            "phase": record.position.phase,
            "step": opened.agenda.step(record.position.step).number,
        },
        "phases": _phases(opened),
        "reflections": [
            _reflection(entry) | _changes(entry, history)
            for entry in entries
            if entry.kind == "reflection"
        ],
        "agreed_actions": [
            agreed_action(entry, agreed.get(entry.id) or to_action(begun(entry, record)))
            | _changes(entry, history)
            for entry in entries
            if entry.kind == "agreed-action"
        ],
        "previous_actions": [previous_action(action) for action in owed_at_start(record)],
    }


def _phases(opened: Opened) -> list[View]:
    spent = opened.record.clock.spent
    return [
        {
            "id": phase.id,
            "planned_minutes": phase.minutes,
            "actual_minutes": round(spent.get(phase.id, 0.0) / 60, 1),
        }
        for phase in opened.agenda.phases
    ]


def _reflection(entry: Entry) -> View:
    return {
        "id": entry.id,
        "text": entry.text,
        "phase": entry.phase,
        "activity": entry.activity,
        "prompt": entry.prompt,
        "at": moment(entry.at),
    }


def _changes(entry: Entry, history: bool) -> View:
    if not history:
        return {}
    from learnsession.session.history import story

    return {
        "withdrawn": moment(entry.withdrawn_at),
        "history": [_change(entry, change) for change in story(entry)],
    }


def _change(entry: Entry, change: Change) -> View:
    return {
        "what": change.what,
        "at": moment(change.at),
        "by": change.by,
        "before": _wording(entry, change.before),
        "after": _wording(entry, change.after),
        "reason": change.reason,
        "after_closing": change.after_closing,
        "kinds": list(change.kinds),
    }


def _wording(entry: Entry, wording: Wording | None) -> View | None:
    if wording is None:
        return None
    if entry.kind == "reflection":
        return {"text": wording.text}
    return {"action": wording.text, "owner": wording.owner, "due": day(wording.due)}
