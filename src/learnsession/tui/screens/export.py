"""Export: the session note as a file, where the person wants it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static

from learnsession.errors import ExportError, LearnSessionError
from learnsession.paths import path_of
from learnsession.room.desk import Opened
from learnsession.room.exporting import Kind, export, findings
from learnsession.tui.concern_key import ConcernKey
from learnsession.tui.overlay import Overlay
from learnsession.tui.widgets.field import Field
from learnsession.tui.widgets.key_line import Hint
from learnsession.tui.widgets.tick import Tick

WORDS: dict[Kind, tuple[str, str]] = {
    "docx": ("Word", "to edit, print and file"),
    "md": ("Markdown", "plain text with headings"),
}

MOST_TRIES = 99
"""How many numbered names are tried before a folder is given up."""


class ExportScreen(Overlay[None], ConcernKey):
    """Enter writes the file, says where it is, and never writes over another.

    Args:
        opened: the session.
        rehearsal: nothing of it was kept.

    """

    AUTO_FOCUS = ""  # done on mounting: Textual's own would scroll the first label away
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Export", show=False),
        Binding("down", "app.focus_next", "Next", show=False, priority=True),
        Binding("up", "app.focus_previous", "Before", show=False, priority=True),
    ]

    def __init__(self, opened: Opened, rehearsal: bool = False) -> None:
        super().__init__()
        self._opened = opened
        self._rehearsal = rehearsal
        self._busy = False
        self._done = False

    def card(self) -> ComposeResult:
        """Which kind, which folder, what the file will be called."""
        yield Static("Export the session note", classes="title", markup=False)
        yield Static(
            "This file leaves learnsession's protection: keep it where your policy says.",
            id="export-reminder",
            markup=False,
        )
        for kind, (words, more) in WORDS.items():
            yield Tick(f"{words}, {more}", value=kind, how="one", on=kind == "docx")
        yield Field("Folder", "folder", value=str(self._folder_at_first()), longest=1000)
        yield Static("The file", classes="heading", id="export-heading", markup=False)
        yield Static(id="export-file", markup=False)
        yield Static(id="export-said")

    def hints(self) -> tuple[Hint, ...]:
        """Export, choose, back; and when it is done, only the way back."""
        if self._done:
            return (Hint("any key", "Back", "screen.leave"),)
        on_tick = isinstance(self.focused, Tick)
        return (
            Hint("Enter", "Export", "screen.write"),
            *((Hint("Space", "Choose"),) if on_tick else ()),
            Hint("↓ ↑", "Move"),
            Hint("Esc", "Back", "screen.leave"),
            self.concern_hint(),
        )

    @property
    def kind(self) -> Kind:
        """The kind that is chosen."""
        return next(cast("Kind", tick.value) for tick in self.query(Tick) if tick.on)

    def on_mount(self) -> None:
        """Word is chosen; Enter alone writes it."""
        self.query(Tick).first().focus(scroll_visible=False)
        self._show_file()

    def _folder_at_first(self) -> Path:
        if self.house.export_folder is not None:
            return self.house.export_folder
        documents = Path.home() / "Documents"
        return documents if documents.is_dir() else Path.home()

    def _folder(self) -> Path:
        typed = self.query_one("#folder", Field).value
        return path_of(typed) if typed else self._folder_at_first()

    @on(Tick.Toggled)
    def _chosen(self, event: Tick.Toggled) -> None:
        for tick in self.query(Tick):
            tick.on = tick is event.tick
        self._show_file()

    @on(Input.Changed)
    def _changed(self) -> None:
        self.query_one("#folder", Field).complain("")
        self._show_file()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_write()

    def _show_file(self) -> None:
        from learnsession.notes.session_note import file_name

        name = f"{file_name(self._opened.record)}.{self.kind}"
        self.query_one("#export-file", Static).update(name)

    def action_write(self) -> None:
        """Write the file; where it holds what looks like personal details, after a yes."""
        if self._busy or self._done:
            return
        folder = self._folder()
        if not folder.is_dir():
            field = self.query_one("#folder", Field)
            field.complain("There is no such folder. Please give one that is there.")
            field.input.focus()
            return
        lines = findings(self._opened)
        if not lines:
            self._go_ahead(True, folder)
            return
        from learnsession.tui.screens.findings import FindingsScreen

        self.app.push_screen(FindingsScreen(lines), lambda yes: self._go_ahead(yes, folder))

    def _go_ahead(self, agreed: bool | None, folder: Path) -> None:
        if agreed:
            self._busy = True
            self._write(folder, self.kind)

    @work(exclusive=True)
    async def _write(self, folder: Path, kind: Kind) -> None:
        try:
            path = await asyncio.to_thread(self._written, folder, kind)
        except LearnSessionError as error:
            self._say(Content.styled(f"{error.happened} {error.todo}", "bold $error"))
        else:
            self._done = True
            self._show_done(path)
        finally:
            self._busy = False
            self.show_hints()

    def _written(self, folder: Path, kind: Kind) -> Path:
        """Write under the first name that is free. Runs in a thread.

        Raises:
            ExportError: the folder refuses, or all names are taken.

        """
        from learnsession.notes.session_note import file_name

        name = file_name(self._opened.record)
        now = self.house.desk.now()
        for number in range(1, MOST_TRIES + 1):
            again = f" ({number})" if number > 1 else ""
            path = folder / f"{name}{again}.{kind}"
            if path.exists():
                continue
            try:
                return export(self._opened, kind, now, to=path, rehearsal=self._rehearsal)
            except ExportError:
                if not path.exists():
                    raise  # not because somebody else took the name meanwhile
        raise ExportError("This folder is full of copies of this note.", "Choose another folder.")

    def _show_done(self, path: Path) -> None:
        self.set_focus(None)
        for widget in (*self.query(Tick), self.query_one("#folder")):
            widget.display = False
        self.query_one("#export-heading").display = False
        self.query_one("#export-file").display = False
        words = ("✓ Exported. The file is here:\n\n", "bold $success")
        self._say(Content.assemble(words, str(path)))

    def _say(self, words: Content) -> None:
        self.query_one("#export-said", Static).update(words)

    def on_key(self, event: Key) -> None:
        """Once it is written and has been read, any key goes back."""
        if self._done:
            event.stop()
            event.prevent_default()
            self.action_leave()
