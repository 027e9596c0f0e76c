"""An intention and the moment -> an event, or a clear refusal.

Every function takes the session as it stands, what is wanted, and `now` (and an id where one is
needed), and gives the event to keep. It changes nothing and never asks the time.

All raise `RefusedError` when the session is closed or the room is taking a moment, and in the
cases that each names.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from learnsession.errors import ReasonNeededError, RefusedError
from learnsession.session import events as ev
from learnsession.session.action_events import ActionFields
from learnsession.session.agenda import Step
from learnsession.session.findings import in_entry
from learnsession.session.record import FACILITATOR, Entry, Session

MOST_CHARACTERS = 100_000
"""The longest entry. Twenty pages of text: beyond it something else was pasted."""

LONGEST_REASON = 1_000
"""The most characters of a reason for a change. A few sentences; more belongs into an entry."""

MOST_PEOPLE = 1_000
"""The largest head count and the most scores."""


def show_step(session: Session, step: Step, points: int, now: datetime) -> ev.StepShown:
    """Show a step with so many of its points, at least the first and at most all."""
    _running(session)
    shown = points_shown(step, points)
    return ev.StepShown(at=now, step=step.id, phase=step.phase, points=shown)


def points_shown(step: Step, points: int) -> int:
    """How many points a step shows when so many are asked for: at least the first."""
    most = len(step.points)
    return most if step.at_once else min(max(points, min(1, most)), most)


def current_prompt(step: Step, points: int) -> str | None:
    """The id of the question the room is on: the last one revealed, if it is a question."""
    revealed = step.points[:points]
    return revealed[-1].id if revealed and revealed[-1].prompt else None


def add_reflection(
    session: Session, step: Step, text: str, *, entry: str, now: datetime, prompt: str | None = None
) -> ev.ReflectionAdded:
    """Keep what was heard on a step. Refused on a talk-only activity, and without text."""
    can_capture(session, step)
    return ev.ReflectionAdded(
        at=now,
        entry=entry,
        text=_worded(text),
        phase=step.phase,
        step=step.id,
        activity=step.activity,
        prompt=prompt,
    )


def agree_action(
    session: Session,
    step: Step,
    text: str,
    *,
    entry: str,
    now: datetime,
    prompt: str | None = None,
    owner: str | None = None,
    due: date | None = None,
    ref: str | None = None,
    fields: ActionFields | None = None,
) -> ev.ActionAgreed:
    """Keep what was agreed on a step. Refused on a talk-only activity, and without text."""
    can_capture(session, step)
    return ev.ActionAgreed(
        at=now,
        entry=entry,
        text=_worded(text),
        phase=step.phase,
        step=step.id,
        activity=step.activity,
        prompt=prompt,
        owner=owner or None,
        due=due,
        ref=ref,
        fields=fields,
    )


def amend(
    session: Session,
    entry: Entry,
    text: str,
    now: datetime,
    *,
    owner: str | None = None,
    due: date | None = None,
    by: str = "",
    reason: str = "",
) -> ev.EntryAmended:
    """Reword an entry; what was there before stays in its history. `by` is a role, not a name.

    Refused when taken back or removed for good, and with `ReasonNeededError` without a reason when
    it was there as the session was closed.
    """
    _running(session)
    _standing(session, entry)
    _not_removed(session, entry)
    return ev.EntryAmended(
        at=now,
        entry=entry.id,
        text=_worded(text),
        owner=owner or None,
        due=due,
        by=by or FACILITATOR,
        reason=_because(session, entry, reason),
    )


def withdraw(
    session: Session, entry: Entry, now: datetime, *, by: str = "", reason: str = ""
) -> ev.EntryWithdrawn:
    """Take an entry back. Refused when it already is, and without a reason as in `amend`."""
    _running(session)
    _standing(session, entry)
    because = _because(session, entry, reason)
    return ev.EntryWithdrawn(at=now, entry=entry.id, by=by or FACILITATOR, reason=because)


def restore(
    session: Session, entry: Entry, now: datetime, *, by: str = "", reason: str = ""
) -> ev.EntryRestored:
    """Let an entry stand again that was taken back.

    Refused when it was not, and without a reason as in `amend`.
    """
    _running(session)
    if not (session.entry(entry.id) or entry).withdrawn:
        raise RefusedError(f"Number {entry.number} has not been taken back.", "Carry on.")
    because = _because(session, entry, reason)
    return ev.EntryRestored(at=now, entry=entry.id, by=by or FACILITATOR, reason=because)


def remove_for_good(session: Session, entry: Entry, now: datetime) -> ev.WordsRemoved:
    """Remove all that was ever written of an entry, taken back or not. Refused when it is gone."""
    _running(session)
    _not_removed(session, entry)
    return ev.WordsRemoved(at=now, count=1 + len(entry.history), entry=entry.id)


def remove_phrase(
    session: Session, within: Sequence[str], count: int, now: datetime
) -> ev.WordsRemoved:
    """Remove a phrase that stands in so many places, and within these entries, by their ids."""
    _running(session)
    if not count:
        raise RefusedError("These words stand nowhere in it.", "Write them as they stand there.")
    return ev.WordsRemoved(at=now, count=count, within=tuple(within) or None)


def keep_findings(session: Session, entry: Entry, reason: str, now: datetime) -> ev.FindingsKept:
    """Keep knowingly what looks like a personal detail in an entry.

    Refused when taken back, without a reason, and where nothing looks like one.
    """
    _running(session)
    _standing(session, entry)
    kinds = tuple(dict.fromkeys(finding.kind for finding in in_entry(entry)))
    if not kinds:
        raise RefusedError(
            f"Nothing in number {entry.number} looks like a personal detail.", "Carry on."
        )
    if not reason.strip():
        raise RefusedError("No reason was given.", "Say why it is kept.")
    because = _because(session, entry, reason) or ""
    return ev.FindingsKept(at=now, entry=entry.id, kinds=kinds, reason=because)


def record_attendance(
    session: Session, head_count: int | None, roles: Sequence[str], now: datetime
) -> ev.AttendanceRecorded:
    """Record who is present. Refused outside 0 to 1,000 people."""
    _running(session)
    if head_count is not None and not 0 <= head_count <= MOST_PEOPLE:
        raise RefusedError(
            f"{head_count} is not a number of people.", f"Give a number from 0 to {MOST_PEOPLE:,}."
        )
    return ev.AttendanceRecorded(at=now, head_count=head_count, roles=tuple(roles))


def give_confidence(
    session: Session, when: str, scores: Sequence[int], now: datetime
) -> ev.ConfidenceGiven:
    """Record confidence before or after, one score a person. Refused outside 1 to 5."""
    _running(session)
    if when not in ("before", "after"):
        raise RefusedError(f"'{when}' is neither before nor after.", "Say which of the two it is.")
    if not scores or len(scores) > MOST_PEOPLE or any(not 1 <= score <= 5 for score in scores):
        raise RefusedError(
            "Confidence is a number from 1 to 5 for each person.",
            "Give one number a person, for example 2 3 3 4.",
        )
    moment = "before" if when == "before" else "after"
    return ev.ConfidenceGiven(at=now, when=moment, scores=tuple(scores))


def set_review_date(session: Session, on: date, today: date, now: datetime) -> ev.ReviewDateSet:
    """Set when the team looks at this again. Refused for a day that has passed."""
    _running(session)
    if on < today:
        raise RefusedError(f"{on:%d/%m/%Y} has passed.", "Give a date from today on.")
    return ev.ReviewDateSet(at=now, on=on)


def raise_concern(session: Session, now: datetime) -> ev.ConcernRaised:
    """Note that the live concern page was opened, and nothing about the concern."""
    if session.closed_at:
        raise _closed(session)
    return ev.ConcernRaised(at=now)


def toggle_timer(session: Session, step: Step, now: datetime) -> ev.TimerStarted | ev.TimerPaused:
    """Start an activity's timer, or let it stand still. Refused where no activity is."""
    activity = _activity(session, step)
    if session.clock.timer(activity).running:
        return ev.TimerPaused(at=now, activity=activity)
    return ev.TimerStarted(at=now, activity=activity)


def extend_timer(session: Session, step: Step, seconds: int, now: datetime) -> ev.TimerExtended:
    """Give an activity more time."""
    return ev.TimerExtended(at=now, activity=_activity(session, step), seconds=seconds)


def reset_timer(session: Session, step: Step, now: datetime) -> ev.TimerReset:
    """Put an activity's timer back to its start."""
    return ev.TimerReset(at=now, activity=_activity(session, step))


def take_moment(session: Session, now: datetime) -> ev.MomentTaken:
    """Stop the clock and the capture for a while."""
    _running(session)
    return ev.MomentTaken(at=now)


def end_moment(session: Session, now: datetime) -> ev.MomentEnded:
    """Go on after a moment. Refused when there was none."""
    if not session.moment:
        raise RefusedError("The session is not paused.", "Carry on.")
    return ev.MomentEnded(at=now)


def leave(session: Session, now: datetime) -> ev.SessionLeft:
    """Stop the clock because nobody is there any more."""
    if session.closed_at:
        raise _closed(session)
    return ev.SessionLeft(at=now)


def resume(session: Session, finish_by: datetime | None, now: datetime) -> ev.SessionResumed:
    """Go on with a session that was left or broke off. Refused when closed."""
    if session.closed_at:
        raise _closed(session)
    return ev.SessionResumed(at=now, finish_by=finish_by)


def close(session: Session, now: datetime) -> ev.SessionClosed:
    """End the session, whatever is incomplete."""
    if session.closed_at:
        raise _closed(session)
    return ev.SessionClosed(at=now)


def reopen(session: Session, now: datetime) -> ev.SessionReopened:
    """Open a closed session again. Refused when it is open."""
    if not session.closed_at:
        raise RefusedError(
            f"{session.started.ref} is open.",
            f"Continue it: learnsession resume {session.started.ref}",
        )
    return ev.SessionReopened(at=now)


def _running(session: Session) -> None:
    if session.closed_at:
        raise _closed(session)
    if session.moment:
        raise RefusedError("The room is taking a moment.", "Go on first, then do this again.")


def must_run(session: Session) -> None:
    """Refused when the session is closed, or the room takes a moment."""
    _running(session)


def _closed(session: Session) -> RefusedError:
    ref = session.started.ref
    return RefusedError(
        f"{ref} is closed.", f"To add to it, open it again: learnsession reopen {ref}"
    )


def can_capture(session: Session, step: Step) -> None:
    """Refused on an activity that is for talking only, and while the session cannot go on."""
    _running(session)
    if step.talk_only:
        raise RefusedError(
            "This activity is for talking only; nothing said in it is kept.",
            "Go to another step to write something down.",
        )


def _worded(text: str) -> str:
    if not text.strip():
        raise RefusedError("There is nothing to keep.", "Write something first.")
    if len(text) > MOST_CHARACTERS:
        raise RefusedError(
            f"This is {len(text):,} characters long; an entry has at most {MOST_CHARACTERS:,}.",
            "Keep it in parts.",
        )
    return text


def _standing(session: Session, entry: Entry) -> None:
    """Asks the session: what is on a screen may have been taken back since it was drawn."""
    if (session.entry(entry.id) or entry).withdrawn:
        raise RefusedError(
            f"Number {entry.number} has been taken back.", "Write it again as a new entry."
        )


def _not_removed(session: Session, entry: Entry) -> None:
    if (session.entry(entry.id) or entry).removed_at:
        raise RefusedError(
            f"The words of number {entry.number} have been removed for good.",
            "Write it again as a new entry.",
        )


def _because(session: Session, entry: Entry, reason: str) -> str | None:
    """The reason for a change, None where none is given or asked for."""
    if len(reason) > LONGEST_REASON:
        raise RefusedError(
            f"This reason is {len(reason):,} characters long; it has at most {LONGEST_REASON:,}.",
            "Say it in fewer words.",
        )
    if not reason.strip() and session.needs_reason(entry):
        raise ReasonNeededError(
            f"Number {entry.number} was there when {session.started.ref} was closed: "
            "to change it needs a reason.",
            "Say why it is changed.",
        )
    return reason if reason.strip() else None


def _activity(session: Session, step: Step) -> str:
    _running(session)
    if not step.activity:
        raise RefusedError("The timer belongs to an activity.", "Go to an activity first.")
    return step.activity
