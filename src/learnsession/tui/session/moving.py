"""Moving through a session: next and back, numbers, the overview."""

from __future__ import annotations

from learnsession.tui.session.view import SessionView


class Moving(SessionView):
    """The keys that go somewhere."""

    def action_next(self) -> None:
        """Go on: to the number that was typed, further down, or to the next point or step."""
        if self._number:
            self._go_to_number()
        elif self.view.more_below:
            self.view.scroll_page_down(animate=False)
            self.call_after_refresh(self.show_hints)
        elif not self.do(self.room.next):
            self.at_the_end()

    def action_back(self) -> None:
        """Go back; while a number is typed, take its last digit away."""
        if self._number:
            self._number = self._number[:-1]
            self.show_hints()
        else:
            self.do(self.room.back)

    def action_first(self) -> None:
        """The first step."""
        self.do(lambda: self.room.go(1))

    def action_last(self) -> None:
        """The last step."""
        self.do(lambda: self.room.go(len(self.room.agenda.steps)))

    def action_digit(self, digit: int) -> None:
        """A digit of a step's number; a nought on its own resets the timer."""
        if digit == 0 and not self._number:
            self.do(self.room.reset_timer)
            return
        self._number = f"{self._number}{digit}"[-3:]
        self.show_hints()

    def action_forget_number(self) -> None:
        """Esc: no jump after all. It does nothing else here."""
        self._number = ""
        self.show_hints()

    def _go_to_number(self) -> None:
        number, self._number = int(self._number), ""
        self.do(lambda: self.room.go(number))
        self.show_hints()

    def action_overview(self) -> None:
        """Every phase and step; Enter goes there."""
        from learnsession.tui.screens.overview import OverviewScreen

        self.app.push_screen(OverviewScreen(self.room.agenda, self.room.step), self._went)

    def _went(self, number: int | None) -> None:
        if number is not None:
            self.do(lambda: self.room.go(number))

    def action_swap(self) -> None:
        """In a narrow window, show what was heard instead of the step, or the step again."""
        self.toggle_class("-heard")
        self.show_hints()

    def at_the_end(self) -> None:
        """There is no next step."""
        raise NotImplementedError
