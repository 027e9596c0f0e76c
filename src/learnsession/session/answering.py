"""What is wanted of an agreed action that is there already -> the event to keep, or a refusal.

As in `session.facilitation`: every function takes what is wanted, an id for the saying and `now`,
changes nothing and never asks the time. None of them asks whether a session runs: actions are
answered outside sessions too.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from learnsession.errors import RefusedError
from learnsession.session import action_events as ev
from learnsession.session.agreed import AgreedAction
from learnsession.session.facilitation import MOST_CHARACTERS
from learnsession.session.terms import Answer, Stage

_A_MOMENT = timedelta(microseconds=1)

LONGEST_ANSWER = 5_000
"""The most characters of what is said of an action: a page and a half."""


def progress(
    action: AgreedAction,
    answer: Answer,
    words: str,
    *,
    saying: str,
    now: datetime,
    on: date,
    by: str = "",
    due: date | None = None,
    to: str = "",
) -> ev.ActionProgressed:
    """Say what became of an action.

    Args:
        action: as it stands.
        answer: done, still going, stuck or dropped.
        words: what the answer asks for: the difference it made, how far it is, what stands in the
            way, or why it is dropped.
        saying: the id of the answer.
        now: the moment, UTC.
        on: the local day.
        by: the role of whoever keeps it.
        due: a new date; with `going` and `stuck` only.
        to: who is asked for help, by role; with `stuck` only.

    Raises:
        RefusedError: it is complete or dropped already, or the words are missing or too long.

    """
    _must_be_open(action)
    told = _told(words, _MISSING[answer])
    named = {"done": "difference", "going": "note", "stuck": "barrier", "dropped": "reason"}
    return ev.ActionProgressed(
        at=now,
        entry=action.id,
        id=saying,
        by=by or None,
        answer=answer,
        due=due if answer in ("going", "stuck") else None,
        to=(to.strip() or None) if answer == "stuck" else None,
        on=on if answer in ("done", "dropped") else None,
        **{named[answer]: told},
    )


_MISSING: dict[Answer, str] = {
    "done": "Say what difference it made for children.",
    "going": "Say how far it is.",
    "stuck": "Say what stands in the way.",
    "dropped": "Say why it is dropped.",
}


def change(
    action: AgreedAction,
    *,
    saying: str,
    now: datetime,
    by: str = "",
    reason: str = "",
    text: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    fields: ev.ActionFields | None = None,
    cleared: tuple[str, ...] = (),
) -> ev.ActionChanged:
    """Reword an action, or say more of it. What is None stays as it was.

    Args:
        action: as it stands.
        saying: the id of the change.
        now: the moment, UTC.
        by: the role of whoever keeps it.
        reason: why, where somebody says so.
        text: new words.
        owner: a new owner; empty is as None, `cleared` is for leaving it open.
        due: a new due date.
        fields: what else is said.
        cleared: the names of fields that are empty from now on.

    Raises:
        RefusedError: nothing would change, or the new words are empty or too long.

    """
    text, owner = _stripped(text), _stripped(owner) or None
    if text == "":
        raise RefusedError("There are no new words.", "Write what is to be done.")
    must_fit(text or "", owner or "", reason, fields)
    asked = {"action": text, "owner": owner, "due": due}
    asked |= fields.model_dump(exclude_none=True) if fields else {}
    cleared = tuple(name for name in cleared if asked.get(name) is None)
    same = all(value is None or _held(action, name) == value for name, value in asked.items())
    if same and not any(_held(action, name) for name in cleared):
        raise RefusedError("Nothing would change.", "Say what is to be different.")
    return ev.ActionChanged(
        at=now,
        entry=action.id,
        id=saying,
        by=by or None,
        text=text,
        owner=owner,
        due=due,
        fields=fields,
        cleared=cleared,
        reason=reason.strip() or None,
    )


def pin(
    action: AgreedAction, *, saying: str, now: datetime, by: str = "", pinned: bool = True
) -> ev.ActionPinned:
    """Make an action the team's headline improvement, or no longer.

    Raises:
        RefusedError: it is complete or dropped, or it is so already.

    """
    if pinned:
        _must_be_open(action)
    if action.pinned == pinned:
        so = "is" if pinned else "is not"
        raise RefusedError(f"{action.ref} {so} the headline improvement already.", "Carry on.")
    return ev.ActionPinned(at=now, entry=action.id, id=saying, by=by or None, pinned=pinned)


def escalate(
    action: AgreedAction,
    concern: str,
    stage: Stage,
    to: str,
    *,
    saying: str,
    now: datetime,
    on: date,
    by: str = "",
) -> ev.EscalationRaised:
    """Take a concern about an action to somebody who can decide, by role.

    Raises:
        RefusedError: it is complete or dropped, or it is not said what the concern is, or to whom
            it goes.

    """
    _must_be_open(action)
    told = _told(concern, "Say what the concern is.")
    if not to.strip():
        raise RefusedError("It is not said to whom it goes.", "Name a role: head of service.")
    return ev.EscalationRaised(
        at=now,
        entry=action.id,
        id=saying,
        by=by or None,
        concern=told,
        stage=stage,
        to=to.strip(),
        on=on,
    )


def answer_escalation(
    action: AgreedAction,
    outcome: str,
    *,
    saying: str,
    now: datetime,
    on: date,
    escalation: str = "",
    by: str = "",
) -> ev.EscalationAnswered:
    """Say what came of a concern that was taken further: the newest open one, or the one named.

    Raises:
        RefusedError: there is no open one, or it is not said what came of it.

    """
    waiting = [each.id for each in action.escalations if each.open]
    wanted = escalation or (waiting[-1] if waiting else "")
    if wanted not in waiting:
        raise RefusedError(f"Nothing about {action.ref} waits for an answer.", "Carry on.")
    told = _told(outcome, "Say what came of it.")
    return ev.EscalationAnswered(
        at=now, entry=action.id, id=saying, by=by or None, escalation=wanted, outcome=told, on=on
    )


def after_all(action: AgreedAction, event: ev.ActionEvent) -> ev.ActionEvent:
    """What is said now counts after all that was said before, even where the clock stands behind.

    Args:
        action: as it stands, with `last` where that is known.
        event: what is said of it.

    """
    if action.last is None or event.at > action.last:
        return event
    return event.model_copy(update={"not_before": action.last + _A_MOMENT})


def undo(
    action: str, said: str, *, saying: str, now: datetime, by: str = "", undoes: int | None = None
) -> ev.SaidUndone:
    """Undo something that was said of an action; both are ids."""
    return ev.SaidUndone(at=now, entry=action, id=saying, by=by or None, said=said, undoes=undoes)


def _must_be_open(action: AgreedAction) -> None:
    if not action.open:
        how = "done" if action.status == "complete" else "dropped"
        raise RefusedError(
            f"{action.ref} is {how} already.", "If that is wrong, undo it where it was said."
        )


def must_fit(text: str, owner: str, reason: str, fields: ev.ActionFields | None) -> None:
    """Refuse what is longer than anybody would write of an action; then something was pasted."""
    said = fields.model_dump(mode="json", exclude_none=True) if fields else {}
    parts = [owner, reason, *(value for value in said.values() if isinstance(value, str))]
    for part, most in ((text, MOST_CHARACTERS), *((part, LONGEST_ANSWER) for part in parts)):
        if len(part) > most:
            raise RefusedError(
                f"A part of this is {len(part):,} characters long; it has at most {most:,}.",
                "Say it in fewer words.",
            )


def _told(words: str, todo: str) -> str:
    told = words.strip()
    if not told:
        raise RefusedError("Nothing was said.", todo)
    if len(told) > LONGEST_ANSWER:
        raise RefusedError(
            f"This is {len(told):,} characters long; it has at most {LONGEST_ANSWER:,}.",
            "Say it in fewer words.",
        )
    return told


def _stripped(words: str | None) -> str | None:
    return None if words is None else words.strip()


def _held(action: AgreedAction, name: str) -> object:
    """What an action holds under the name of a field."""
    if name == "recommendation":
        return action.source.recommendation
    return getattr(action, name, None)
