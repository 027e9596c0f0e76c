"""What becomes of agreed actions while a session runs: answers, changes, escalation, undoing."""

from __future__ import annotations

from learnsession.errors import NotFoundError, RefusedError
from learnsession.room.removing import Removing
from learnsession.room.sayings import Sayings, Stamp
from learnsession.session import answering as says
from learnsession.session import facilitation as does
from learnsession.session.action_events import ActionEvent
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import standing_in
from learnsession.session.references import is_called
from learnsession.session.undoing import Undone, undo_last


class Answering(Sayings, Removing):
    """What is said of an action is an event of this session, and carries the action's id.

    All methods raise `RefusedError` when the session is closed or takes a moment, and when what is
    wanted cannot be.
    """

    _added_up: tuple[int, tuple[tuple[AgreedAction, ...], tuple[AgreedAction, ...]]] | None = None

    @property
    def owed(self) -> tuple[AgreedAction, ...]:
        """What the team had agreed before, as it stands now: what was finished here included."""
        return self._standing_now()[0]

    @property
    def agreed(self) -> tuple[AgreedAction, ...]:
        """What this session agreed, with all that was said of it here."""
        return self._standing_now()[1]

    def _standing_now(self) -> tuple[tuple[AgreedAction, ...], tuple[AgreedAction, ...]]:
        """Screens ask several times for each key; it changes when something happens."""
        happened = len(self._events)
        if self._added_up is None or self._added_up[0] != happened:
            self._added_up = happened, standing_in(self.record, self._beyond)
        return self._added_up[1]

    def action(self, spec: str) -> AgreedAction:
        """An action of this session or an earlier one: `A-0042`, `a42`, `42`, or its id.

        In a rehearsal what was agreed before comes first where both are called by a number.

        Raises:
            NotFoundError: neither has it.

        """
        here = (*self.owed, *self.agreed)
        meant = [action for action in here if is_called(spec, action.ref, action.id)]
        if meant:
            return min(meant, key=_is_of_rehearsal)
        raise NotFoundError(
            f"There is no agreed action '{spec.strip()}' here.",
            "List them to see their references.",
        )

    def pin(self, action: AgreedAction, *, pinned: bool = True) -> AgreedAction:
        """Make it the team's headline improvement, in place of another, or no longer."""
        event = says.pin(self._standing(action), pinned=pinned, **self._stamp())
        return self._say(action, event)

    def next_undo(self) -> Undone:
        """What undoing comes to now; nothing is undone yet.

        Raises:
            RefusedError: there is nothing to undo.
            ReasonNeededError: it was there when the session was closed.

        """
        return undo_last(self.record, self._events, **self._stamp())

    def undo(self) -> str:
        """Undo the last thing done to a reflection or an action. Gives what was undone, in words.

        Raises as `next_undo`.
        """
        undone = self.next_undo()
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
        undone = says.undo(action.id, sayings[-1], undoes=place, **self._stamp())
        return self._say(action, undone)

    def _stamp(self) -> Stamp:
        by = self.record.started.facilitator
        return Stamp(saying=self._world.new_id(), now=self.now, by=by)

    def _standing(self, action: AgreedAction) -> AgreedAction:
        return self.action(action.id)

    def _say(self, action: AgreedAction, event: ActionEvent) -> AgreedAction:
        does.must_run(self.record)
        self._happened(says.after_all(self.action(action.id), event))
        return self.action(action.id)


def _is_of_rehearsal(action: AgreedAction) -> bool:
    """What a rehearsal agrees has no number of its own."""
    return not action.ref.startswith("A-")
