"""Export of the register: what is shown, as a file that people use."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from learnsession.errors import ExportError, LearnSessionError
from learnsession.paths import path_of
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.screens.register_findings import RegisterFindingsScreen
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.tick import Tick
from learnsession.wording import counted

if TYPE_CHECKING:
    from learnsession.actions.leaving import Export, Form
    from learnsession.session.states import State

FORMS: dict[str, tuple[str, str]] = {
    "docx": ("Word", "to edit, print and file"),
    "xlsx": ("Excel", "to sort, filter and count"),
    "csv": ("CSV", "plain columns for any other program"),
    "ics": ("Calendar", "a file for each action with a due date"),
    "ics-one": ("Calendar in one file", "Outlook shows it as another calendar"),
    "md": ("Markdown", "plain text with headings"),
}
"""What people call each form, and what it is good for."""

MOST_TRIES = 99
"""How many numbered names are tried before a folder is given up."""


class RegisterExportScreen(Overlay[None], ConcernKey):
    """Enter writes it, says where it is, and never writes over another.

    Args:
        states: the actions that are shown, in their order.
        words: which ones they are, as people say it.
        missing: what could not be read; empty when everything could.

    """

    AUTO_FOCUS = ""  # done on mounting: Textual's own would scroll the first label away
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Export", show=False),
        Binding("down", "app.focus_next", "Next", show=False, priority=True),
        Binding("up", "app.focus_previous", "Before", show=False, priority=True),
    ]

    def __init__(self, states: Sequence[State], words: str, missing: str = "") -> None:
        super().__init__()
        self._states = states
        self._words = words
        self._missing = missing
        self._busy = False
        self._done = False

    def card(self) -> ComposeResult:
        """Which form, which folder."""
        count = counted(len(self._states), "action")
        yield Static(f"Export {count}", classes="title", markup=False)
        yield Static(
            "This file leaves learnsession's protection: keep it where your policy says.",
            id="export-reminder",
            markup=False,
        )
        for form, (words, more) in FORMS.items():
            yield Tick(f"{words}: {more}", value=form, how="one", on=form == "docx")
        yield Field("Folder", "folder", value=str(self._folder_at_first()), longest=1000)
        yield Static(id="export-said")

    def hints(self) -> tuple[Hint, ...]:
        """Export, choose, back; and when it is done, only the way back."""
        if self._done:
            return (Hint("any key", "Back", "screen.leave"),)
        return (
            Hint("Enter", "Export", "screen.write"),
            *((Hint("Space", "Choose"),) if isinstance(self.focused, Tick) else ()),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
        )

    def on_mount(self) -> None:
        """Word is chosen; Enter alone writes it."""
        self.query(Tick).first().focus(scroll_visible=False)

    def _folder_at_first(self) -> Path:
        if self.house.export_folder is not None:
            return self.house.export_folder
        documents = Path.home() / "Documents"
        return documents if documents.is_dir() else Path.home()

    @on(Tick.Toggled)
    def _chosen(self, event: Tick.Toggled) -> None:
        for tick in self.query(Tick):
            tick.on = tick is event.tick

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one("#folder", Field).complain("")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    def action_write(self) -> None:
        """Write it; where it holds what looks like personal details, after a yes."""
        if self._busy or self._done:
            return
        field = self.query_one("#folder", Field)
        folder = path_of(field.value) if field.value else self._folder_at_first()
        if not folder.is_dir():
            field.complain("There is no such folder. Please give one that is there.")
            field.input.focus()
            return
        self._busy = True
        self._say(Content("Looking for personal details …"))
        self._export(next(tick.value for tick in self.query(Tick) if tick.on), folder)

    @work(exclusive=True)
    async def _export(self, form: str, folder: Path) -> None:
        try:
            lines = await asyncio.to_thread(self._findings)
            self._say(Content(""))
            if lines and not await self.app.push_screen_wait(RegisterFindingsScreen(lines)):
                return
            paths = await asyncio.to_thread(self._written, form, folder)
        except LearnSessionError as error:
            self._say(Content.styled(f"{error.happened} {error.todo}", "bold $error"))
        else:
            self._show_done(paths)
        finally:
            self._busy = False
            self.show_hints()

    def _findings(self) -> tuple[str, ...]:
        """What looks like personal details. Runs in a thread."""
        from learnsession.actions.personal import personal_details
        from learnsession.actions.register import actions_of

        return personal_details(actions_of(self._states))

    def _written(self, form: str, folder: Path) -> tuple[Path, ...]:
        """Write one file, or several into a folder of their own. Runs in a thread.

        Raises:
            ExportError: there is nothing to write, the folder refuses, or all names are taken.

        """
        from learnsession.actions.leaving import export
        from learnsession.actions.register import actions_of

        kind, _, one = form.partition("-")
        exports = export(
            actions_of(self._states),
            cast("Form", kind),
            now=self.house.desk.now(),
            filter_words=self._words,
            missing=self._missing,
            one_file=bool(one),
        )
        if not exports:
            raise ExportError(
                "None of these actions has a due date, so there is nothing for a calendar.",
                "Choose another form, or give them dates first.",
            )
        if len(exports) == 1:
            return (_write(exports[0], folder),)
        day = self.house.desk.now().astimezone().date()
        into = _free(folder / f"{day.isoformat()}-agreed-actions")
        try:
            into.mkdir()
        except OSError as error:
            raise ExportError(
                f"'{into}' could not be made: {error.strerror}.", "Choose another folder."
            ) from error
        return tuple(_write(each, into) for each in exports)

    def _show_done(self, paths: tuple[Path, ...]) -> None:
        self._done = True
        self.set_focus(None)
        for widget in (*self.query(Tick), self.query_one("#folder")):
            widget.display = False
        one = len(paths) == 1
        words = "The file is here:" if one else f"{len(paths):,} files are in this folder:"
        where = paths[0] if one else paths[0].parent
        self._say(Content.assemble((f"✓ Exported. {words}\n\n", "bold $success"), str(where)))

    def _say(self, words: Content) -> None:
        self.query_one("#export-said", Static).update(words)

    def on_key(self, event: Key) -> None:
        """Once it is written and has been read, any key goes back."""
        if self._done:
            event.stop()
            event.prevent_default()
            self.action_leave()


def _write(export: Export, folder: Path) -> Path:
    """Write a file under the first name that is free."""
    from learnsession.documents.files import write_export

    path = _free(folder / export.name)
    write_export(path, export.data)
    return path


def _free(path: Path) -> Path:
    """The path, or the first numbered one beside it, that nothing has yet.

    Raises:
        ExportError: all of them are taken.

    """
    for number in range(1, MOST_TRIES + 1):
        again = f" ({number})" if number > 1 else ""
        tried = path.with_name(f"{path.stem}{again}{path.suffix}")
        if not tried.exists():
            return tried
    raise ExportError("This folder is full of copies of this list.", "Choose another folder.")
