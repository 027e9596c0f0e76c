"""Saying what became of an agreed action: the keys and the questions, for every screen with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.timer import Timer

from learnsession.errors import LearnSessionError
from learnsession.session.agreed import AgreedAction
from learnsession.session.standing import waiting
from learnsession.tui.answer_keys import ONE_LINE, QUESTION_KEYS, SEVERAL_LINES
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.finished import can_undo, finished_words
from learnsession.tui.half_said import DRAFT_PAUSE
from learnsession.tui.keeping_actions import Keeper, moment_of, undoing
from learnsession.tui.keeping_said import KeepingPage
from learnsession.tui.questions import Ask, MendError, Name, asks, doing, doubts, heading
from learnsession.tui.saving import SAVING
from learnsession.tui.widgets.answer_form import AnswerForm
from learnsession.tui.widgets.key_line import Hint


class AnsweringPage(KeepingPage, ConcernKey):
    """A screen with a marked action. Subclasses give `marked`, `said` and an `AnswerForm`.

    What was typed and not kept comes back with the question, on whatever screen it is asked.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        *(
            Binding(key, f"ask('{name}')", called, show=False)
            for name, (key, called) in QUESTION_KEYS.items()
        ),
        Binding("p", "pin", "Headline improvement", show=False),
        Binding("f", "fill", "Fuller form", show=False),
        Binding("u", "undo", "Undo", show=False),
    ]

    def __init__(self, keeper: Keeper) -> None:
        super().__init__(keeper)
        self._asked: tuple[Name, AgreedAction] | None = None
        self._sure: tuple[str, ...] = ()
        """What was given when it was last asked whether it is meant."""
        self._pause: Timer | None = None

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

    def reading_hints(self) -> tuple[Hint, ...]:
        """The keys that work while nothing is asked."""
        raise NotImplementedError

    # The questions

    def hints(self) -> tuple[Hint, ...]:
        """The keys that work now: while something is saved, while it is asked, else."""
        if not (self.saving or self.asking):
            return self.reading_hints()
        lines = SEVERAL_LINES if self.asking and self.form.lines > 1 else ONE_LINE
        first = (SAVING,) if self.saving else lines
        return (*first, self.concern_hint(), Hint("F1", "Help", "screen.help"))

    @property
    def can_undo(self) -> bool:
        """Whether something that was said of the marked action can be undone here."""
        action = self.marked
        return action is not None and can_undo(self.keeper, action)

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
        if action is None:
            return
        refused = self._refused(name, action)
        if refused:
            self.notify(refused, severity="warning", markup=False)
            return
        asked = asks(name, action)
        begun = self.house.half_said.of(action.id, name)
        self._asked, self._sure = (name, action), ()
        self.add_class("-asking")
        self.form.ask(heading(name), action.ref, asked, _with_begun(asked, begun))
        self.show_hints()

    def _refused(self, name: Name, action: AgreedAction) -> str:
        """Why this cannot be said of an action; empty when it can."""
        if name == "outcome":
            waits = waiting(action)
            return "" if waits else f"Nothing about {action.ref} waits for an answer."
        return "" if action.open else finished_words(self.keeper, action)

    def action_leave(self) -> None:
        """Leave the question; if there is none, the screen. Not while something is saved."""
        if self.saving:
            return
        if self._asked:
            self.stop_asking()
        else:
            self.dismiss()

    def stop_asking(self, *, keep: bool = True) -> None:
        """Hide the question. What was typed is put by, or was kept."""
        if self._asked is None:
            return
        self._put_answer_by(keep=keep)
        self._asked = None
        self.form.close()
        self.remove_class("-asking")
        self.take_focus()
        self.show_hints()

    def on_answer_form_changed(self) -> None:
        """Every keystroke pause puts by what was typed; a running session has it on the disk."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(DRAFT_PAUSE, self.keep_words)

    def keep_words(self) -> None:
        """What stands in the lines is put by, while they stay open."""
        if not self.saving:
            self._put_answer_by(keep=True)

    def _put_answer_by(self, *, keep: bool) -> None:
        if self._asked is None:
            return
        name, action = self._asked
        typed = self.form.values
        if keep and typed != tuple(ask.value for ask in asks(name, action)):
            self.house.half_said.put_by(action.id, name, typed)
        else:
            self.house.half_said.drop(action.id, name)

    def missed(self, event: events.Key) -> bool:
        """A letter struck right after the key that asks belongs to the answer."""
        return self._asked is not None and self.form.take(event)

    def on_answer_form_given(self) -> None:
        """Keep the answer, or say what is to be mended; nothing typed is lost.

        What looks wrong and may be meant is asked about once.
        """
        if self._asked is None or self.saving:
            return
        name, action = self._asked
        given, today = self.form.values, moment_of(self.keeper).astimezone().date()
        try:
            wanted = doing(name, given, action, today)
        except MendError as error:
            self.form.complain(error.which, error.words)
            return
        doubted = doubts(name, given, today)
        if doubted and given != self._sure:
            self._sure = given
            self.form.ask_again(doubted)
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

    def hold(self, *, saving: bool) -> None:
        """The lines take no letter until the disk has answered."""
        self.form.disabled = saving

    def kept(self, action: AgreedAction, *, more: bool) -> None:
        """The question is over, and the action is shown as it is now."""
        self.stop_asking(keep=False)
        self.said(action, more=more)
        self.show_hints()

    def refused(self, error: LearnSessionError) -> None:
        """Say why below the words, which stay; where nothing is asked, in passing."""
        if self._asked is None:
            self.house.say(error)
        else:
            self.form.complain(None, f"{error.happened} {error.todo}")


def _with_begun(asked: Sequence[Ask], begun: Sequence[str]) -> list[str]:
    """What stands in the lines: what was begun, where it was; a further line may stand before."""
    prepared = [ask.value for ask in asked]
    since = max(len(begun) - len(asked), 0)
    at = max(len(asked) - len(begun), 0)
    return [*prepared[:at], *begun[since:]]
