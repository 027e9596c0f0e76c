"""Agreed actions outside a session: written, answered, changed, taken further, and undone.

What is said goes into the register of the action's team, a file of the same kind as a session's,
and is safe once the function returns.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from learnsession.actions.register import Register
from learnsession.errors import InUseError, RefusedError
from learnsession.room.desk import Desk
from learnsession.room.opening import new_id
from learnsession.room.sayings import Sayings, Stamp, clean_fields
from learnsession.session import answering as says
from learnsession.session.action_events import ActionEntered, ActionEvent, ActionFields, SaidUndone
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import REGISTER, entered, with_said
from learnsession.session.events import Event, SessionStarted
from learnsession.session.states import to_action
from learnsession.store.opened import OpenSession
from learnsession.typed import clean

PATIENCE = 3.0
"""Seconds to wait for another window that writes to the same register."""

BREATH = 0.05
"""Seconds between two tries."""


@dataclass(frozen=True)
class Registrar(Sayings):
    """Keeps what is said of actions outside a session.

    All methods raise `SaveError` when the disk refuses, `InUseError` when another window writes to
    the register for too long, and `RefusedError` when what is wanted cannot be.

    Args:
        desk: the store.
        by: the role of whoever does it, not a name.

    """

    desk: Desk
    by: str = ""
    _ids: Callable[[], str] = field(default=new_id)

    def enter(
        self,
        team: str,
        text: str,
        *,
        owner: str = "",
        due: date | None = None,
        fields: ActionFields | None = None,
    ) -> AgreedAction:
        """Write down an action that no session agreed."""
        words = clean(text).text.strip()
        if not words:
            raise RefusedError("There is nothing to keep.", "Say what is to be done.")
        says.must_fit(words, owner, "", fields)
        event = ActionEntered(
            at=self._now,
            entry=self._ids(),
            ref=self.desk.store.next_action_reference(),
            text=words,
            team=clean(team).text.strip(),
            owner=clean(owner).text.strip() or None,
            due=due,
            by=self.by or None,
            fields=clean_fields(fields),
        )
        self.keep(event.team, event)
        return to_action(entered(event))

    def pin(self, action: AgreedAction, *, pinned: bool = True) -> AgreedAction:
        """Make it the team's headline improvement, in place of another, or no longer."""
        event = says.pin(action, pinned=pinned, **self._stamp())
        others = self._pinned(action.team) if pinned else []
        replaced = [each for each in others if each.id != action.id]
        unpinned = [says.pin(each, pinned=False, **self._stamp()) for each in replaced]
        self.keep(action.team, *unpinned, event)
        return with_said(action, event)

    def undo(self, action: AgreedAction) -> AgreedAction:
        """Undo the last thing that was said of an action, wherever it was said.

        Raises:
            RefusedError: nothing was said of it since it was agreed.

        """
        sayings = [told for told in action.history if told.id and not told.undone]
        if not sayings:
            raise RefusedError(f"Nothing was said of {action.ref} yet.", "Carry on.")
        self.keep(action.team, self.undone(action.id, sayings[-1].id))
        return self.find(action.id)

    def undone(self, action: str, said: str) -> SaidUndone:
        """That something is undone; both are ids. Not kept yet."""
        return says.undo(action, said, **self._stamp())

    def find(self, spec: str) -> AgreedAction:
        """An action as it stands now.

        Raises:
            NotFoundError: there is none, or several could be meant.

        """
        return self._register().find(spec)

    def keep(self, team: str, *events: Event) -> None:
        """Keep events in the register of a team, which is made when there is none; all or none."""
        keeping = self._opened(team)
        try:
            keeping.append(*events)
        finally:
            keeping.leave(row=False)

    def _stamp(self) -> Stamp:
        return Stamp(saying=self._ids(), now=self._now, by=self.by)

    def _standing(self, action: AgreedAction) -> AgreedAction:
        return action

    def _say(self, action: AgreedAction, event: ActionEvent) -> AgreedAction:
        self.keep(action.team, event)
        return with_said(action, event)

    def _opened(self, team: str) -> OpenSession:
        """The register; while another window writes to it, for a moment, this waits."""
        until = time.monotonic() + PATIENCE
        store = self.desk.store
        while True:
            try:
                return store.open_register(team) or store.create(self._beginning(team))
            except InUseError:
                if time.monotonic() > until:
                    raise
                time.sleep(BREATH)

    def _beginning(self, team: str) -> SessionStarted:
        return SessionStarted(
            at=self._now,
            session=self._ids(),
            ref=self.desk.store.next_register_reference(),
            team=clean(team).text.strip(),
            facilitator=self.by,
            pack="",
            pack_title="Register",
            pack_sha256="",
            format=REGISTER,
            format_sha256="",
            activities=(),
            phases=(),
        )

    def _pinned(self, team: str) -> list[AgreedAction]:
        from learnsession.actions.filters import owed

        actions = map(to_action, owed(self._register().states, team))
        return [action for action in actions if action.pinned]

    def _register(self) -> Register:
        return self.desk.register()

    @property
    def _now(self) -> datetime:
        return self.desk.now()
