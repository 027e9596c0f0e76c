"""What becomes of agreed actions while a session runs: answers, changes, escalation, undoing."""

from __future__ import annotations

from datetime import date

from learnsession.errors import NotFoundError, RefusedError
from learnsession.room.removing import Removing
from learnsession.session import answering as says
from learnsession.session import facilitation as does
from learnsession.session.action_events import ActionEvent, ActionFields
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import agreed_in, owed_at_start
from learnsession.session.terms import Answer, Stage
from learnsession.session.undoing import undo_last
from learnsession.typed import clean


class Answering(Removing):
    """What is said of an action is an event of this session, and carries the action's id.

    All methods raise `RefusedError` when the session is closed or takes a moment, and when what is
    wanted cannot be.
    """

    @property
    def owed(self) -> tuple[AgreedAction, ...]:
        """What the team had agreed before, as it stands now: what was finished here included."""
        return owed_at_start(self.record)

    @property
    def agreed(self) -> tuple[AgreedAction, ...]:
        """What this session agreed, with all that was said of it here."""
        return agreed_in(self.record)

    def action(self, spec: str) -> AgreedAction:
        """An action of this session or an earlier one, by its reference or id.

        Raises:
            NotFoundError: neither has it.

        """
        wanted = spec.strip().casefold()
        for action in (*self.owed, *self.agreed):
            if wanted in (action.id.casefold(), action.ref.casefold(), _short(action.ref)):
                return action
        raise NotFoundError(
            f"There is no agreed action '{spec.strip()}' here.",
            "List them to see their references.",
        )

    def answer(
        self,
        action: AgreedAction,
        answer: Answer,
        words: str,
        *,
        due: date | None = None,
        to: str = "",
    ) -> AgreedAction:
        """Say what became of an action; see `session.answering.progress`."""
        return self._say(
            says.progress(
                self.action(action.id),
                answer,
                clean(words).text,
                saying=self._world.new_id(),
                now=self.now,
                by=self._by,
                due=due,
                to=clean(to).text,
            )
        )

    def change(
        self,
        action: AgreedAction,
        *,
        fields: ActionFields | None = None,
        cleared: tuple[str, ...] = (),
        text: str | None = None,
        owner: str | None = None,
        due: date | None = None,
    ) -> AgreedAction:
        """Say more of an action; see `session.answering.change`.

        `action` may know more than this session was told of it when it started.
        """
        self.action(action.id)
        return self._say(
            says.change(
                action,
                saying=self._world.new_id(),
                now=self.now,
                by=self._by,
                text=None if text is None else clean(text).text,
                owner=None if owner is None else clean(owner).text,
                due=due,
                fields=clean_fields(fields),
                cleared=cleared,
            )
        )

    def pin(self, action: AgreedAction, *, pinned: bool = True) -> AgreedAction:
        """Make it the team's headline improvement, in place of another, or no longer."""
        does.must_run(self.record)
        event = says.pin(
            self.action(action.id),
            saying=self._world.new_id(),
            now=self.now,
            by=self._by,
            pinned=pinned,
        )
        for other in (*self.owed, *self.agreed) if pinned else ():
            if other.pinned:
                self.pin(other, pinned=False)
        return self._say(event)

    def escalate(self, action: AgreedAction, concern: str, stage: Stage, to: str) -> AgreedAction:
        """Take a concern about an action further, today."""
        return self._say(
            says.escalate(
                self.action(action.id),
                clean(concern).text,
                stage,
                clean(to).text,
                saying=self._world.new_id(),
                now=self.now,
                on=self._today,
                by=self._by,
            )
        )

    def answer_escalation(self, action: AgreedAction, outcome: str) -> AgreedAction:
        """Say what came of the concern that was taken further."""
        return self._say(
            says.answer_escalation(
                self.action(action.id),
                clean(outcome).text,
                saying=self._world.new_id(),
                now=self.now,
                on=self._today,
                by=self._by,
            )
        )

    def undo(self) -> str:
        """Undo the last thing done to a reflection or an action. Gives what was undone, in words.

        Raises:
            RefusedError: there is nothing to undo.
            ReasonNeededError: it was there when the session was closed.

        """
        undone = undo_last(
            self.record, self._events, saying=self._world.new_id(), now=self.now, by=self._by
        )
        self._happened(undone.event)
        return undone.words

    def undo_said(self, action: AgreedAction) -> AgreedAction:
        """Undo the last thing that was said of this action here.

        Raises:
            RefusedError: nothing was said of it in this session that still holds.

        """
        action = self.action(action.id)
        sayings = [told.id for told in action.history if told.id and not told.undone]
        if not sayings:
            raise RefusedError(f"Nothing was said of {action.ref} in this session.", "Carry on.")
        place = [getattr(event, "id", None) for event in self._events].index(sayings[-1]) + 1
        return self._say(
            says.undo(
                action.id,
                sayings[-1],
                saying=self._world.new_id(),
                now=self.now,
                by=self._by,
                undoes=place,
            )
        )

    def _say(self, event: ActionEvent) -> AgreedAction:
        does.must_run(self.record)
        self._happened(event)
        return self.action(event.entry)

    @property
    def _by(self) -> str:
        return self.record.started.facilitator

    @property
    def _today(self) -> date:
        return self.now.astimezone().date()


def clean_fields(fields: ActionFields | None) -> ActionFields | None:
    """The same fields, safe for every file and on one line each."""
    if fields is None:
        return None
    values = fields.model_dump(exclude_none=True)
    return ActionFields(**{name: _clean(value) for name, value in values.items()})


def _clean(value: object) -> object:
    if isinstance(value, str):
        return " ".join(clean(value).text.split())
    if isinstance(value, tuple):
        return tuple(filter(None, map(_clean, value)))
    return value


def _short(ref: str) -> str:
    """`A-0042` as people may type it: `42`."""
    return ref.rpartition("-")[2].lstrip("0") if ref.startswith("A-") else ref.casefold()
