"""Settings: all of them in one place, each kept as soon as it is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from learnsession.errors import LearnSessionError
from learnsession.settings import FILE, SETTINGS, Setting, Value, find_setting
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.page import Page
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.tick import Tick


class SettingsScreen(Page[None], ConcernKey):
    """One below the other, from the table of settings; what is wrong in their file on top."""

    AUTO_FOCUS = ""  # done on mounting: Textual's own would scroll the first words away
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        Binding("question_mark", "help", "Help", show=False),
        Binding("enter", "choose", "Choose", show=False),
        Binding("down", "app.focus_next", "Next", show=False, priority=True),
        Binding("up", "app.focus_previous", "Before", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._complained = False

    def body(self) -> ComposeResult:
        """The heading with what was kept last, the problems, the settings, where they are."""
        with Horizontal(id="settings-top"):
            yield Static("Settings", markup=False, classes="title")
            yield Static(id="settings-said")
        with VerticalScroll(id="settings", can_focus=False):
            yield Static(id="settings-problems")
            for setting in SETTINGS:
                yield Static(setting.title, classes="heading", markup=False)
                yield Static(setting.about, classes="about muted", markup=False)
                yield from self._choices(setting)
            where = f"They are kept in {self.house.desk.root / FILE}"
            yield Static(where, id="settings-where", classes="muted", markup=False)

    def _choices(self, setting: Setting) -> Iterator[Widget]:
        holds = self.house.settings.value(setting.key)
        if setting.numbers:
            yield Field(
                f"{setting.unit.capitalize()}s",
                setting.key,
                value=str(holds) if isinstance(holds, int) else "",
                placeholder=f"a whole number, {setting.numbers[0]} to {setting.numbers[-1]}",
                longest=10,
            )
        for number, choice in enumerate(setting.choices):
            on = setting.words(holds) == choice.words
            yield Tick(choice.words, value=f"{setting.key} {number}", how="one", on=on)

    def hints(self) -> tuple[Hint, ...]:
        """Space chooses, Enter keeps what was typed."""
        typing = isinstance(self.focused, Input)
        return (
            Hint("Enter", "Keep") if typing else Hint("Space", "Choose"),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
            Hint("F1", "Help", "screen.help"),
        )

    def help_keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("Space, Enter", "choose; it holds at once and is kept"),
            ("Enter in a box", "keep the number that was typed"),
            ("↓ ↑, Tab", "the next choice, the one before"),
            ("!, F9", "live concern page; F9 also while you type"),
            ("Esc, q", "back"),
        )

    def on_mount(self) -> None:
        """What stands in the file now counts, also what was written there by hand."""
        self.query(Tick).first().focus(scroll_visible=False)
        self._show_problems()

    # What is chosen and typed

    def action_choose(self) -> None:
        """Enter on a choice does what Space does."""
        if isinstance(self.focused, Tick):
            self.focused.action_choose()

    @on(Tick.Toggled)
    def _chosen(self, event: Tick.Toggled) -> None:
        event.stop()
        key, number = event.tick.value.split()
        setting = find_setting(key)
        for field in self.query(f"#{key}").results(Field):
            field.input.value = ""
            field.complain("")
        self._keep(setting, setting.choices[int(number)].value)

    @on(Input.Submitted)
    @on(Input.Blurred)
    def _entered(self, event: Input.Submitted | Input.Blurred) -> None:
        event.stop()
        self._keep_typed()

    def _keep_typed(self) -> bool:
        """Keep the numbers that were typed and are not kept yet. False when one cannot be used."""
        used = True
        for field in self.query(Field):
            setting = find_setting(field.id or "")
            meant = setting.read(field.value)
            wrong = meant is None and bool(field.value)
            field.complain(f"Please give {setting.allowed}." if wrong else "")
            used = used and not wrong
            if meant is not None and meant != self.house.settings.value(setting.key):
                self._keep(setting, meant)
        return used

    def _keep(self, setting: Setting, value: Value) -> None:
        """Put it to use and keep it; say quietly which one, or in words why it is not kept."""
        try:
            self.house.keep_setting(setting.key, value)
        except LearnSessionError as error:
            said = Content.styled(f"{error.happened} {error.todo}", "bold $error")
        else:
            said = Content.assemble(("✓ Kept: ", "$success"), setting.words(value))
        for tick in self.query(Tick):
            key, number = tick.value.split()
            if key == setting.key:
                tick.on = setting.choices[int(number)].words == setting.words(value)
        self.query_one("#settings-said", Static).update(said)
        self._show_problems()

    def _show_problems(self) -> None:
        problems = self.house.settings.problems
        lines = [f"Line {each.line}: {each.wrong} {each.todo}" for each in problems]
        shown = self.query_one("#settings-problems", Static)
        shown.update(Content.styled("\n".join(["In the file:", *lines]), "$warning"))
        shown.display = bool(lines)

    def action_leave(self) -> None:
        """Back; a number that was typed is kept first, one that cannot be used is pointed out."""
        if self._keep_typed() or self._complained:
            self.dismiss()
        self._complained = True
