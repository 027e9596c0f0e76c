"""The app: which screens there are and how one gets to them. What they do stands with them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from learnsession.errors import LearnSessionError
from learnsession.moment import set_clock
from learnsession.room.desk import Desk, SetUp, as_opened
from learnsession.settings import Settings, Value, read_settings
from learnsession.settings import Theme as ThemeName
from learnsession.tui.curtain import Curtain
from learnsession.tui.discreet import DiscreetApp
from learnsession.tui.half_said import HalfSaid
from learnsession.tui.page import Page
from learnsession.tui.starting import started
from learnsession.tui.themes import NAMES, THEMES

if TYPE_CHECKING:
    from learnsession.room.room import Room

STYLES = Path(__file__).parent / "styles"


MOST_TURNS, CALM_TURNS = 200, 8
"""How often other tasks get their turn after Enter: at most, and without anything left to do."""


class LearnSessionApp(DiscreetApp):
    """learnsession on the terminal.

    Args:
        desk: the store and the way into its sessions.
        run: start with this session instead of Home.
        rehearse: `run` is only to be stepped through; nothing of it is kept.
        watch: begin the rehearsal anew whenever this file, that of its pack, is saved.
        resume: start with this session, by its id, instead of Home.
        export_folder: where notes are written unless the person says otherwise.
    """

    TITLE = "learnsession"
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH: ClassVar[list[Path]] = sorted(STYLES.glob("*.tcss"))  # type: ignore[assignment]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "leave", "Leave", show=False, priority=True, id="leave"),
        Binding("ctrl+c", "leave", "Leave", show=False, priority=True, id="leave-too"),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        run: SetUp | None = None,
        rehearse: bool = False,
        watch: Path | None = None,
        resume: str | None = None,
        export_folder: Path | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.export_folder = export_folder
        self._run = run
        self._rehearse = rehearse
        self._watch = watch
        self._resume = resume
        for theme in THEMES.values():
            self.register_theme(theme)
        self.settings = read_settings(desk.root)
        self.theme = self.settings.theme
        self.curtain = Curtain(self)
        self.half_said = HalfSaid()
        self.loop: asyncio.AbstractEventLoop | None = None
        """What the app runs in, once it runs."""

    def get_default_screen(self) -> Screen[None]:
        """Home stands below everything; an empty screen below it would only cost time."""
        from learnsession.tui.screens.home import HomeScreen

        return HomeScreen()

    def on_mount(self) -> None:
        """Show Home, or go straight into a session."""
        self.loop = asyncio.get_running_loop()
        self.call_after_refresh(started)
        self.call_after_refresh(self.back_up)
        self.curtain.fall_after(self.settings.blank_after)
        if set_clock():
            self.notify(set_clock(), severity="warning", timeout=15, markup=False)
        if self._run is not None:
            self.begin(self._run, rehearse=self._rehearse)
            if self._watch is not None:
                self._look_at(self._watch, self._run)
        elif self._resume is not None:
            self.take_up(self._resume)

    def _look_at(self, path: Path, setup: SetUp) -> None:
        from learnsession.tui.watching import LOOK, Watching

        self.set_interval(LOOK, Watching(self, path, setup).look)

    async def on_event(self, event: events.Event) -> None:
        """Whatever is pressed says that somebody is there; a key or a paste lifts the curtain."""
        if (
            isinstance(event, events.InputEvent | events.Paste)
            and not event.is_forwarded
            and self.curtain.took(event)
        ):
            return  # and does nothing else, whatever the key is bound to
        enter = isinstance(event, events.Key) and event.key == "enter" and not event.is_forwarded
        await super().on_event(event)
        if enter:
            await self._let_happen()

    async def _let_happen(self) -> None:
        """What Enter does comes before the next key: a quick typist's words belong behind it."""
        calm = 0
        for _ in range(MOST_TURNS):
            await asyncio.sleep(0)
            focused = self.screen.focused
            pumps = [self.screen, *(focused.ancestors_with_self if focused else ())]
            calm = 0 if any(pump.message_queue_size for pump in pumps) else calm + 1
            if calm == CALM_TURNS:
                return

    def unlock_needed(self) -> bool:
        """Whether a passphrase is asked for before the curtain is lifted: see `Curtain`."""
        return self.desk.protected

    def unlock_screen(self) -> Screen[bool]:
        """What asks for the passphrase; gives True once it was right. See `Curtain`."""
        from learnsession.tui.screens.unlock import UnlockScreen

        return UnlockScreen()

    async def _on_key(self, event: events.Key) -> None:
        """A key that came while the box was still opening belongs to the box."""
        if isinstance(self.screen, Page) and self.screen.missed(event):
            event.prevent_default()
            event.stop()

    def keep_words(self) -> None:
        """Put whatever is half-written on any screen on the disk."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.keep_words()

    def begin(self, setup: SetUp, *, rehearse: bool = False) -> None:
        """Start a session, or rehearse one, and show it."""
        try:
            room = self.desk.rehearse(setup) if rehearse else self.desk.start(setup)
        except LearnSessionError as error:
            self.say(error)
            return
        self.show_session(room)

    def take_up(self, session_id: str) -> None:
        """Ask when to finish, then continue a session where it stopped."""
        from learnsession.tui.screens.take_up import TakeUpScreen

        self.push_screen(TakeUpScreen(session_id))

    def show_session(self, room: Room) -> None:
        """Show a session that is being run."""
        from learnsession.tui.screens.session import SessionScreen

        self.push_screen(SessionScreen(room))

    def show_closed(self, room: Room) -> None:
        """Show a session that was just closed: to read, export or reopen."""
        from learnsession.tui.screens.reading import ReadingScreen

        self.push_screen(ReadingScreen(as_opened(room)))

    def say(self, error: LearnSessionError) -> None:
        """Tell what happened and what to do."""
        self.notify(
            f"{error.happened} {error.todo}",
            title=error.title,
            severity="error",
            timeout=12,
            markup=False,
        )

    def back_up(self) -> None:
        """Let the backup of the week be made, if it is due; a failure is told in passing."""

        def told(error: LearnSessionError) -> None:
            with suppress(RuntimeError):  # the app was left meanwhile
                self.call_later(self._mention, error)

        self.desk.back_up(told)

    def _mention(self, error: LearnSessionError) -> None:
        words = f"{error.happened} {error.todo}"
        self.notify(words, title=error.title, severity="warning", timeout=12, markup=False)

    def action_leave(self) -> None:
        """Leave the screen that is on top, whatever it is; from Home, the app."""
        screen = self.screen
        if isinstance(screen, Page):
            screen.action_leave()
        elif len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what the screen on top offers, then the settings and the looks."""
        from learnsession.tui.screens.settings import SettingsScreen

        if self.curtain.drawn:
            return
        if isinstance(screen, Page):
            yield from screen.commands()
        if not isinstance(screen, SettingsScreen):
            yield SystemCommand(
                "Settings",
                "Colours, blanking by itself, weekly backups, how long notes are kept",
                self.show_settings,
            )
        for name, words in NAMES.items():
            if name != self.theme:
                yield SystemCommand(
                    f"Theme: {words}",
                    "Change the colours, now and next time",
                    lambda name=name: self.wear(name),
                )

    def wear(self, theme: ThemeName) -> None:
        """Change the look, now and next time."""
        try:
            self.keep_setting("theme", theme)
        except LearnSessionError as error:
            self.say(error)

    def show_settings(self) -> None:
        """Show the settings, as their file says now."""
        from learnsession.tui.screens.settings import SettingsScreen

        self._put_to_use(read_settings(self.desk.root))
        self.push_screen(SettingsScreen())

    def keep_setting(self, key: str, value: Value) -> None:
        """Put a setting to use at once, and keep it for the next time.

        Raises:
            LearnSessionError: it could not be kept; it holds until the app is left.

        """
        from learnsession.settings.writing import change_setting

        self._put_to_use(self.settings.having(key, value))
        change_setting(self.desk.root, key, value)
        self._put_to_use(read_settings(self.desk.root))

    def _put_to_use(self, settings: Settings) -> None:
        self.settings = settings
        self.theme = settings.theme
        self.curtain.fall_after(settings.blank_after)
