"""What can be said of an agreed action, alike in a session and in a team's register."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from learnsession.session import answering as says
from learnsession.session.action_events import ActionEvent, ActionFields
from learnsession.session.agreed import AgreedAction
from learnsession.session.terms import Answer, Stage
from learnsession.typed import clean


class Stamp(TypedDict):
    """What everything that is said carries: a fresh id, the moment (UTC), and who, by role."""

    saying: str
    now: datetime
    by: str


class Sayings:
    """Makes words safe and gives them to `session.answering`; subclasses keep what comes of it.

    All methods give the action as it stands then, and raise `RefusedError` when what is wanted
    cannot be.
    """

    def _stamp(self) -> Stamp:
        """For one thing that is said."""
        raise NotImplementedError

    def _standing(self, action: AgreedAction) -> AgreedAction:
        """The action as it stands here now; raises `NotFoundError` where it is not known."""
        raise NotImplementedError

    def _say(self, action: AgreedAction, event: ActionEvent) -> AgreedAction:
        """Keep what was said of an action."""
        raise NotImplementedError

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
        stands, stamp = self._standing(action), self._stamp()
        said, asked = clean(words).text, clean(to).text
        on = _day(stamp)
        event = says.progress(stands, answer, said, on=on, due=due, to=asked, **stamp)
        return self._say(action, event)

    def change(
        self,
        action: AgreedAction,
        *,
        text: str | None = None,
        owner: str | None = None,
        due: date | None = None,
        fields: ActionFields | None = None,
        cleared: tuple[str, ...] = (),
        reason: str = "",
    ) -> AgreedAction:
        """Reword an action or say more of it; see `session.answering.change`.

        `action` may know more than a session was told of it when it started.
        """
        self._standing(action)
        event = says.change(
            action,
            text=None if text is None else clean(text).text,
            owner=None if owner is None else clean(owner).text,
            due=due,
            fields=clean_fields(fields),
            cleared=cleared,
            reason=clean(reason).text,
            **self._stamp(),
        )
        return self._say(action, event)

    def escalate(self, action: AgreedAction, concern: str, stage: Stage, to: str) -> AgreedAction:
        """Take a concern about an action further, today."""
        stands, stamp = self._standing(action), self._stamp()
        worry, role = clean(concern).text, clean(to).text
        event = says.escalate(stands, worry, stage, role, on=_day(stamp), **stamp)
        return self._say(action, event)

    def answer_escalation(
        self, action: AgreedAction, outcome: str, *, escalation: str = ""
    ) -> AgreedAction:
        """Say what came of a concern that was taken further: the newest, or the one named by id."""
        stands, stamp = self._standing(action), self._stamp()
        said, on = clean(outcome).text, _day(stamp)
        event = says.answer_escalation(stands, said, on=on, escalation=escalation, **stamp)
        return self._say(action, event)


def _day(stamp: Stamp) -> date:
    """The local day of the moment."""
    return stamp["now"].astimezone().date()


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
