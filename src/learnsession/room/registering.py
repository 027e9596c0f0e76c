"""Agreed actions outside a session: written, answered, changed, taken further, and undone.

What is said goes into the register of the action's team, a file of the same kind as a session's,
and is safe once the function returns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from learnsession.errors import InUseError, NotFoundError, RefusedError
from learnsession.room.desk import Desk
from learnsession.room.opening import new_id
from learnsession.room.sayings import Sayings, Stamp, clean_fields
from learnsession.session import answering as says
from learnsession.session.action_events import ActionEntered, ActionEvent, ActionFields, SaidUndone
from learnsession.session.agreed import AgreedAction
from learnsession.session.agreeing import REGISTER, entered, sayings_of, with_said
from learnsession.session.events import Event, SessionStarted
from learnsession.session.folding import fold
from learnsession.session.states import to_action
from learnsession.store.opened import OpenSession
from learnsession.typed import clean

PATIENCE = 3.0
"""Seconds to wait for another window that writes to the same register."""

BREATH = 0.05
"""Seconds between two tries."""


class Registrar(Sayings):
    """Keeps what is said of actions outside a session.

    All methods raise `SaveError` when the disk refuses, `InUseError` when another window writes to
    the register for too long, and `RefusedError` when what is wanted cannot be. None of what was to
    be kept is kept then.

    Args:
        desk: the store.
        by: the role of whoever does it, not a name.
        read_at: when the actions were read that it is asked about, in nanoseconds since 1970; now
            if None.
        ids: gives fresh ids.

    """

    def __init__(
        self,
        desk: Desk,
        by: str = "",
        *,
        read_at: int | None = None,
        ids: Callable[[], str] = new_id,
    ) -> None:
        self.desk = desk
        self.by = by
        self.notices: list[str] = []
        """What people have to know about the registers that were opened, in words."""
        self._read_at = time.time_ns() if read_at is None else read_at
        self._looked_at: dict[str, int] = {}
        self._ids = ids

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
        words, whose, who = (clean(each).text.strip() for each in (text, team, owner))
        if not words:
            raise RefusedError("There is nothing to keep.", "Say what is to be done.")
        says.must_fit(words, who, whose, fields)
        event = ActionEntered(
            at=self._now,
            entry=self._ids(),
            ref=self.desk.store.next_action_reference(),
            text=words,
            team=whose,
            owner=who or None,
            due=due,
            by=self.by or None,
            fields=clean_fields(fields),
        )
        self.keep(event.team, event)
        return to_action(entered(event))

    def pin(self, action: AgreedAction, *, pinned: bool = True) -> AgreedAction:
        """Make it the team's headline improvement, in place of another, or no longer."""
        return self._say(action, says.pin(action, pinned=pinned, **self._stamp()))

    def undo(self, action: AgreedAction) -> AgreedAction:
        """Undo the last thing that was said of an action, wherever it was said.

        Raises:
            RefusedError: nothing was said of it since it was agreed.

        """
        sayings = [told for told in action.history if told.id and not told.undone]
        if not sayings:
            raise RefusedError(f"Nothing was said of {action.ref} yet.", "Carry on.")
        with self._held(action.team) as register:
            self._must_be_known(action, register)
            register.append(says.after_all(action, self.undone(action.id, sayings[-1].id)))
        return self.find(action.id)

    def undone(self, action: str, said: str) -> SaidUndone:
        """That something is undone; both are ids. Not kept yet."""
        return says.undo(action, said, **self._stamp())

    def find(self, spec: str) -> AgreedAction:
        """An action as it stands now.

        Raises:
            NotFoundError: there is none, or several could be meant.

        """
        self._read_at = time.time_ns()
        return self.desk.register().find(spec)

    def keep(self, team: str, *events: Event) -> None:
        """Keep events in the register of a team, which is made when there is none; all or none."""
        with self._held(team) as register:
            register.append(*events)

    def _stamp(self) -> Stamp:
        return Stamp(saying=self._ids(), now=self._now, by=self.by)

    def _standing(self, action: AgreedAction) -> AgreedAction:
        return action

    def _say(self, action: AgreedAction, event: ActionEvent) -> AgreedAction:
        event = says.after_all(action, event)
        with self._held(action.team) as register:
            self._must_be_known(action, register)
            register.append(event)
        return with_said(action, event)

    def _must_be_known(self, action: AgreedAction, register: OpenSession) -> None:
        """Whoever says something of an action has to have seen what was said of it before."""
        said = list(sayings_of(fold(register.events).said))
        since = self._looked_at.get(action.id, self._read_at)
        began = time.time_ns()
        for name, told in self.desk.store.actions_written_since(since, register.id):
            if name.id == action.source.session_id:
                self._must_stand(action, told["own"])
            said += told["said"]
        if _news(action, (each for each in said if each["entry"] == action.id)):
            raise RefusedError(
                f"Something else was said of {action.ref} in another window meanwhile.",
                "Open it again to see it; then say this once more.",
            )
        self._looked_at[action.id] = began

    def _must_stand(self, action: AgreedAction, own: Iterable[Mapping[str, Any]]) -> None:
        if not any(state["id"] == action.id for state in own):
            raise NotFoundError(
                f"{action.ref} was taken back in {action.source.session} meanwhile.",
                "See what stands: learnsession actions",
            )

    @contextmanager
    def _held(self, team: str) -> Iterator[OpenSession]:
        """The register of a team, open for writing; given up whatever happens."""
        register = self._opened(clean(team).text.strip())
        try:
            yield register
            register.leave(row=False)
        finally:
            register.give_up()
            self.notices += [each for each in register.notices if each not in self.notices]

    def _opened(self, team: str) -> OpenSession:
        """The register; while another window writes to it, for a moment, this waits."""
        until = time.monotonic() + PATIENCE
        store = self.desk.store
        while True:
            try:
                found = store.open_register(team)
                return found or store.create_register(team, lambda ref: self._beginning(team, ref))
            except InUseError:
                if time.monotonic() > until:
                    raise
                time.sleep(BREATH)

    def _beginning(self, team: str, ref: str) -> SessionStarted:
        return SessionStarted(
            at=self._now,
            session=self._ids(),
            ref=ref,
            team=team,
            facilitator=self.by,
            pack="",
            pack_title="Register",
            pack_sha256="",
            format=REGISTER,
            format_sha256="",
            activities=(),
            phases=(),
        )

    @property
    def _now(self) -> datetime:
        return self.desk.now()


def _news(action: AgreedAction, said: Iterable[Mapping[str, Any]]) -> bool:
    """Whether something was said of an action that is not in its history."""
    known = {told.id: told for told in action.history}
    for saying in said:
        if saying["type"] != "said-undone":
            if saying["id"] not in known:
                return True
        elif saying["said"] in known and not known[saying["said"]].undone:
            return True
    return False
