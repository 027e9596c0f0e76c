"""Saying what became of an agreed action: the keys and the questions, for every screen with one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.session.standing import waiting
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.keeping_actions import Doing, Keeper, moment_of, undoing
from learnsession.tui.page import Page
from learnsession.tui.questions import MendError, Name, PassedError, asks, doing, heading
from learnsession.tui.widgets.answer_form import AnswerForm


class AnsweringPage(Page[None], ConcernKey):
    """A screen with a marked action. Subclasses give `marked`, `said` and an `AnswerForm`.

    What was typed and not kept comes back with the question, as long as the screen is open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        Binding("d", "ask('done')", "Done", show=False),
        Binding("g", "ask('going')", "Still going", show=False),
        Binding("k", "ask('stuck')", "Stuck", show=False),
        Binding("x", "ask('dropped')", "Drop it", show=False),
        Binding("t", "ask('further')", "Take it further", show=False),
        Binding("o", "ask('outcome')", "What came of it", show=False),
        Binding("p", "pin", "Headline improvement", show=False),
        Binding("f", "fill", "Fuller form", show=False),
        Binding("u", "undo", "Undo", show=False),
    ]

    def __init__(self, keeper: Keeper) -> None:
        super().__init__()
        self.keeper = keeper
        self._asked: tuple[Name, AgreedAction] | None = None
        self._typed: dict[tuple[str, Name], tuple[str, ...]] = {}
        self._sure = ""
        self._busy = False

    # What subclasses give

    @property
    def marked(self) -> AgreedAction | None:
        """The action that the keys are about, with all that is known of it."""
        raise NotImplementedError

    def said(self, action: AgreedAction, *, more: bool = False) -> None:
        """Show what was just said. `more`: it may concern what only the register tells."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where it is while nothing is asked."""
        raise NotImplementedError

    # The questions

    @property
    def asking(self) -> bool:
        """True while something is asked."""
        return self._asked is not None

    @property
    def form(self) -> AnswerForm:
        """Where it is asked."""
        return self.query_one(AnswerForm)

    def action_ask(self, name: Name) -> None:
        """Ask at the foot of the screen; what cannot be said of this action is told at once."""
        action = self.marked
        if action is None or self._busy:
            return
        refused = _refused(name, action)
        if refused:
            self.notify(refused, severity="warning", markup=False)
            return
        asked = asks(name, action)
        kept = self._typed.get((action.id, name), tuple(ask.value for ask in asked))
        self._asked, self._sure = (name, action), ""
        self.add_class("-asking")
        self.form.ask(heading(name), action.ref, asked, kept)
        self.show_hints()

    def action_leave(self) -> None:
        """Leave the question; if there is none, the screen."""
        if self._asked:
            self.stop_asking()
        else:
            self.dismiss()

    def stop_asking(self, *, keep: bool = True) -> None:
        """Hide the question. What was typed is put by, or was kept."""
        if self._asked is None:
            return
        name, action = self._asked
        self._typed.pop((action.id, name), None)
        if keep:
            self._typed[action.id, name] = self.form.values
        self._asked = None
        self.form.close()
        self.remove_class("-asking")
        self.take_focus()
        self.show_hints()

    def missed(self, event: events.Key) -> bool:
        """A letter struck right after the key that asks belongs to the answer."""
        return self._asked is not None and self.form.take(event)

    def on_answer_form_given(self) -> None:
        """Keep the answer, or say what is to be mended; nothing typed is lost."""
        if self._asked is None or self._busy:
            return
        name, action = self._asked
        today = moment_of(self.keeper).astimezone().date()
        try:
            wanted = doing(name, self.form.values, action, today, sure=self._sure)
        except MendError as error:
            self._sure = self.form.values[error.which] if isinstance(error, PassedError) else ""
            self.form.complain(error.which, error.words)
            return
        self.keep(wanted)

    # What needs no question

    def action_pin(self) -> None:
        """Make it the team's headline improvement, or no longer."""
        action = self.marked
        if action is not None:
            pinned = not action.pinned
            self.keep(lambda keeper: keeper.pin(action, pinned=pinned))

    def action_undo(self) -> None:
        """Undo the last thing that was said of it."""
        action = self.marked
        if action is not None:
            self.keep(undoing(action), more=True)

    def action_fill(self) -> None:
        """Everything that can be said of it, in the fuller form."""
        raise NotImplementedError

    # Keeping

    def keep(
        self, wanted: Doing, *, more: bool = False, refused: Callable[[], None] | None = None
    ) -> None:
        """Do it at once in a session, whose writer takes it; outside one, wait for the disk.

        Args:
            wanted: what is to be done.
            more: it may concern what only the register tells.
            refused: called after it was told that it could not be kept.

        """
        if self._busy:
            return
        if not isinstance(self.keeper, Room):
            self._busy = True
            self._keep_on_the_side(wanted, more, refused)
            return
        try:
            action = wanted(self.keeper)
        except LearnSessionError as error:
            self._refuse(error, refused)
        else:
            self._kept(action, more)

    @work(group="saying")
    async def _keep_on_the_side(
        self, wanted: Doing, more: bool, refused: Callable[[], None] | None
    ) -> None:
        try:
            action = await asyncio.to_thread(wanted, self.keeper)
        except LearnSessionError as error:
            self._refuse(error, refused)
        else:
            self._kept(action, more)
        finally:
            self._busy = False

    def _kept(self, action: AgreedAction, more: bool) -> None:
        self.stop_asking(keep=False)
        self.said(action, more=more)
        self.show_hints()

    def _refuse(self, error: LearnSessionError, refused: Callable[[], None] | None) -> None:
        if self._asked is None:
            self.house.say(error)
        else:
            self.form.complain(None, f"{error.happened} {error.todo}")
        if refused is not None:
            refused()


def _refused(name: Name, action: AgreedAction) -> str:
    """Why this cannot be said of an action; empty when it can."""
    if name == "outcome":
        return "" if waiting(action) else f"Nothing about {action.ref} waits for an answer."
    if action.open:
        return ""
    how = "done" if action.status == "complete" else "dropped"
    return f"{action.ref} is {how} already. Press u to undo that."
