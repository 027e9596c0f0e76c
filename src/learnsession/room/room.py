"""The running session. Both doors hold one `Room` and tell it what people want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from learnsession.errors import NotFoundError
from learnsession.room.answering import Answering
from learnsession.room.sayings import clean_fields
from learnsession.session import facilitation as does
from learnsession.session.action_events import ActionFields
from learnsession.session.record import Entry
from learnsession.session.undoing import put_back
from learnsession.store.drafts import Draft
from learnsession.typed import clean


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that was taken in, and what was left out of its text (in words, or empty)."""

    entry: Entry
    remark: str = ""


class Room(Answering):
    """A session that is being run, or rehearsed.

    Every method that changes something raises `RefusedError` when the session cannot do it now,
    and returns before the disk has it; `saved` and `settle` tell when it has.
    """

    # What was heard and agreed

    def add_reflection(self, text: str, prompt: str | None = None) -> Kept:
        """Keep what was heard on this step, on one of its questions if given."""
        words = clean(text)
        self._happened(
            does.add_reflection(
                self.record,
                self.step,
                words.text,
                entry=self._world.new_id(),
                now=self.now,
                prompt=prompt,
            )
        )
        return Kept(self.record.entries[-1], words.remark())

    def agree_action(
        self,
        text: str,
        owner: str = "",
        due: date | None = None,
        prompt: str | None = None,
        fields: ActionFields | None = None,
    ) -> Kept:
        """Keep what was agreed on this step, with what else is known of it."""
        words = clean(text)
        agreed = does.agree_action(
            self.record,
            self.step,
            words.text,
            entry=self._world.new_id(),
            now=self.now,
            prompt=prompt,
            owner=clean(owner).text.strip(),
            due=due,
            fields=clean_fields(fields),
        )
        # Only what is kept gets a reference: a number is given out once.
        ref = None if self.rehearsal else self._world.action_reference.take()
        self._happened(agreed.model_copy(update={"ref": ref}))
        return Kept(self.record.entries[-1], words.remark())

    def expect_action(self) -> None:
        """Somebody is writing an action: its reference is asked for meanwhile."""
        if not self.rehearsal:
            self._world.action_reference.ask()

    def amend(
        self,
        entry: Entry,
        text: str,
        owner: str | None = None,
        due: date | None = None,
        reason: str = "",
    ) -> Kept:
        """Reword an entry; give owner and due date again, or they are gone.

        Raises:
            ReasonNeededError: it was there when the session was closed, and no reason is given.
        """
        words = clean(text)
        self._happened(
            does.amend(
                self.record,
                entry,
                words.text,
                self.now,
                owner=clean(owner or "").text.strip(),
                due=due,
                by=self.record.started.facilitator,
                reason=_one_line(reason),
            )
        )
        return Kept(self._again(entry), words.remark())

    def withdraw(self, entry: Entry, reason: str = "") -> Kept:
        """Take an entry back.

        Raises:
            ReasonNeededError: it was there when the session was closed, and no reason is given.
        """
        by, because = self.record.started.facilitator, _one_line(reason)
        self._happened(does.withdraw(self.record, entry, self.now, by=by, reason=because))
        return Kept(self._again(entry))

    def put_back(self, entry: Entry, reason: str = "") -> Kept:
        """Let an entry stand again that was taken back, with all that is said of it.

        Raises:
            ReasonNeededError: it was there when the session was closed, and no reason is given.

        """
        by, because = self.record.started.facilitator, _one_line(reason)
        back = put_back(self.record, self._events, entry, now=self.now, by=by, reason=because)
        self._happened(back)
        return Kept(self._again(entry))

    def keep_findings(self, entry: Entry, reason: str) -> Kept:
        """Keep knowingly, for this reason, what looks like a personal detail in an entry."""
        because = _one_line(reason)
        self._happened(does.keep_findings(self.record, self._again(entry), because, self.now))
        return Kept(self._again(entry))

    def numbered(self, number: int) -> Entry:
        """The entry that people call by this number.

        Raises:
            NotFoundError: there is none.
        """
        entry = self.record.numbered(number)
        if entry is None:
            raise NotFoundError(f"There is no entry {number}.", "List them to see their numbers.")
        return entry

    def _again(self, entry: Entry) -> Entry:
        return self.record.entry(entry.id) or entry

    def keep_draft(self, draft: Draft | None) -> None:
        """Keep the half-written text; None when there is none any more."""
        if not self._gone:
            self._saver.keep_draft(draft)

    # What the room is asked for

    def record_attendance(self, head_count: int | None, roles: Sequence[str]) -> None:
        """Record how many are present, and in which roles."""
        cleaned = [clean(role).text.strip() for role in roles]
        mine = [role for role in cleaned if role]
        self._happened(does.record_attendance(self.record, head_count, mine, self.now))

    def give_confidence(self, when: str, scores: Sequence[int]) -> None:
        """Record confidence `before` or `after`, one score from 1 to 5 a person."""
        self._happened(does.give_confidence(self.record, when, scores, self.now))

    def set_review_date(self, on: date) -> None:
        """Record when the team looks at this again."""
        today = self.now.astimezone().date()
        self._happened(does.set_review_date(self.record, on, today, self.now))

    # Time

    def toggle_timer(self) -> None:
        """Start or stop the activity's timer."""
        self._happened(does.toggle_timer(self.record, self.step, self.now))

    def extend_timer(self, minutes: int = 1) -> None:
        """Give the activity more minutes."""
        self._happened(does.extend_timer(self.record, self.step, minutes * 60, self.now))

    def reset_timer(self) -> None:
        """Put the activity's timer back to its start."""
        self._happened(does.reset_timer(self.record, self.step, self.now))

    def take_moment(self) -> None:
        """Stop clock and capture."""
        self._happened(does.take_moment(self.record, self.now))

    def end_moment(self) -> None:
        """Go on."""
        self._happened(does.end_moment(self.record, self.now))

    def raise_concern(self) -> None:
        """Note that the live concern page was opened; on a closed session nothing is noted."""
        if not self.record.closed_at:
            self._happened(does.raise_concern(self.record, self.now))


def _one_line(reason: str) -> str:
    """A reason as it is kept: safe, and on one line."""
    return " ".join(clean(reason).text.split())
