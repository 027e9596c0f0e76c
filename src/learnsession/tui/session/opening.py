"""The pages that open over a session, its timer, and the ways out of it."""

from __future__ import annotations

import asyncio

from learnsession.tui.session.moving import Moving
from learnsession.tui.session.noticing import Noticing


class Opening(Noticing, Moving):
    """The keys that open a page, run the timer, close or leave."""

    def action_fill(self) -> None:
        """Fill in who is here, confidence, and the review date."""
        from learnsession.tui.screens.form import FormScreen

        self.app.push_screen(FormScreen(self.room), self._back_again)

    def action_owed(self) -> None:
        """Say what became of what the team said it would do."""
        from learnsession.tui.screens.owed import OwedScreen

        self.app.push_screen(OwedScreen(self.room), self._back_again)

    def _back_again(self, _: object = None) -> None:
        self.show()

    def action_timer(self) -> None:
        """Start or stop the activity's timer."""
        self.do(self.room.toggle_timer)

    def action_more_time(self) -> None:
        """A minute more."""
        self.do(self.room.extend_timer)

    def action_pause(self) -> None:
        """Take a moment: clock and capture stop."""
        from learnsession.tui.screens.moment import MomentScreen

        if self.do(self.room.take_moment) is not False:
            self.app.push_screen(MomentScreen(self.room.local), self._go_on)

    def _go_on(self, _: object = None) -> None:
        self.do(self.room.end_moment)

    def action_concern(self) -> None:
        """The live concern page."""
        from learnsession.tui.screens.concern import ConcernScreen

        self.do(self.room.raise_concern)
        self.app.push_screen(ConcernScreen(self.room.local))

    def action_notes(self) -> None:
        """The facilitator's notes for this step."""
        from learnsession.tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self.room.step))

    def action_export(self) -> None:
        """Export what there is so far."""
        from learnsession.room.desk import as_opened
        from learnsession.tui.screens.export import ExportScreen

        room = self.room
        opened = as_opened(room)
        self.app.push_screen(ExportScreen(opened, rehearsal=room.rehearsal))

    def action_close(self) -> None:
        """Show what was heard and agreed, and ask whether to close."""
        from learnsession.tui.screens.closing import ClosingScreen

        closing = ClosingScreen(self.room, self.where_half_written)
        self.app.push_screen(closing, self._asked_to_close)

    def _asked_to_close(self, close: bool | None) -> None:
        if not close:
            self.show()
            return
        if self.do(self.room.close) is not False:
            self._leaving = True
            self.run_worker(self._let_go(), exclusive=True)

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],  # noqa: ARG002
    ) -> bool:
        """While the last words are on their way to the disk, nothing but blanking can be begun."""
        return not self._leaving or action == "blank"

    def action_leave(self) -> None:
        """Leave. Everything is kept, and Home offers to continue."""
        if self._leaving:
            return
        if self.box.display:
            self.action_stop()
        self._leaving = True
        self.run_worker(self._let_go(), exclusive=True)

    def at_the_end(self) -> None:
        """After the last step comes closing."""
        self.action_close()

    async def _let_go(self) -> None:
        """Wait for the disk, then go back Home, or on to reading what was closed."""
        saved = await asyncio.to_thread(self.room.leave)
        self._leaving = False
        if saved.waiting:
            self.notify(
                "Not everything is on the disk yet, so this stays open. Try again.",
                title="Not saved yet",
                severity="error",
                timeout=20,
            )
            return
        closed = self.room.record.closed_at is not None
        app, room = self.house, self.room
        await app.curtain.lifted()
        self.dismiss()
        if closed and not room.rehearsal:
            app.show_closed(room)
        elif not room.rehearsal:
            app.notify(f"{room.record.started.ref} is kept: go on with it from Home.", timeout=6)
