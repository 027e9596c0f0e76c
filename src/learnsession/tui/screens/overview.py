"""The overview: every phase and step. Type to find, Enter to go."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from learnsession.session.agenda import Agenda, Phase, Step
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.quick_input import QuickInput


class OverviewScreen(Page[int | None], ConcernKey):
    """Gives the number of the step that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    def __init__(self, agenda: Agenda, here: Step) -> None:
        super().__init__()
        self._agenda = agenda
        self._here = here

    def body(self) -> ComposeResult:
        """A line to type in, and the steps that match."""
        yield Static("Overview", classes="title", markup=False)
        yield QuickInput(placeholder="Type to find a step, or its number", id="find")
        steps = OptionList(id="steps", markup=False)
        steps.can_focus = False
        yield steps

    def on_mount(self) -> None:
        """Everything, with the current step marked."""
        self._fill("")
        self.query_one("#find", Input).focus()

    def hints(self) -> tuple[Hint, ...]:
        """How to choose."""
        return (
            Hint("↓ ↑", "Choose"),
            Hint("Enter", "Go there"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
            Hint("F1", "Help", "screen.help"),
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fewer steps with each letter."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Go to the step that is marked."""
        self._go()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click on a step goes there."""
        event.stop()
        self._go()

    def action_move(self, by: int) -> None:
        """Up and down in the list while the cursor stays in the line."""
        steps = self._list
        if by > 0:
            steps.action_cursor_down()
        else:
            steps.action_cursor_up()

    def action_leave(self) -> None:
        """Stay where we were."""
        self.dismiss(None)

    def _go(self) -> None:
        chosen = self._list.highlighted
        if chosen is None:
            return
        option_id = self._list.get_option_at_index(chosen).id
        if option_id is not None:
            self.dismiss(self._agenda.step(option_id).number)

    def _fill(self, wanted: str) -> None:
        steps = self._list
        steps.clear_options()
        for phase in self._agenda.phases:
            found = [step for step in phase.steps if _matches(step, phase, wanted)]
            if found:
                steps.add_option(Option(_phase(phase), disabled=True))
                steps.add_options([Option(self._step(step), id=step.id) for step in found])
        self._mark(wanted)

    def _mark(self, wanted: str) -> None:
        steps = self._list
        ids = [steps.get_option_at_index(i).id for i in range(steps.option_count)]
        if not wanted and self._here.id in ids:
            steps.highlighted = ids.index(self._here.id)
        else:
            steps.highlighted = next((i for i, found in enumerate(ids) if found), None)

    def _step(self, step: Step) -> Content:
        facts = "  ·  ".join(_facts(step, here=step.id == self._here.id))
        return Content.assemble(
            (f"{step.number:>4}  ", "$primary"), (step.title, ""), "   ", (facts, "$text-muted")
        )

    @property
    def _list(self) -> OptionList:
        return self.query_one("#steps", OptionList)


def _phase(phase: Phase) -> Content:
    return Content.assemble(
        (phase.title, "bold $primary"), "   ", (f"{phase.minutes} min", "$text-muted")
    )


def _facts(step: Step, *, here: bool) -> list[str]:
    return [
        *(["you are here"] if here else []),
        *([f"{step.minutes} min"] if step.minutes else []),
        *(["for talking only"] if step.talk_only else []),
    ]


def _matches(step: Step, phase: Phase, wanted: str) -> bool:
    words = wanted.casefold().split()
    if len(words) == 1 and words[0].isdigit():
        return str(step.number).startswith(words[0])
    texts = [step.title, phase.title, step.text, *(point.text for point in step.points)]
    everything = " ".join(texts).casefold()
    return all(word in everything for word in words)
