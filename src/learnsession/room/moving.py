"""Moving through a session, point by point or step by step."""

from __future__ import annotations

from learnsession.errors import NotFoundError
from learnsession.room.running import Running
from learnsession.session import facilitation as does
from learnsession.session.agenda import Step


class Moving(Running):
    """Next, back, and to a step by its number."""

    def next(self) -> bool:
        """The next point, then the next step. False on the last point of the last step."""
        ahead = self.ahead()
        if ahead is None:
            return False
        self._show(*ahead)
        return True

    def ahead(self) -> tuple[Step, int] | None:
        """What `next` would show: a step, and how many of its points. None at the very end."""
        step = self.step
        if not step.at_once and self.points < len(step.points):
            return step, self.points + 1
        if step.number == len(self.agenda.steps):
            return None
        following = self.agenda.steps[step.number]
        seen = self.record.revealed.get(following.id, 0)
        return following, does.points_shown(following, seen)

    def back(self) -> bool:
        """The point before, then the step before. False at the very beginning."""
        step = self.step
        if not step.at_once and self.points > 1:
            self._show(step, self.points - 1)
            return True
        return self._move(step.number - 1, revealed=True)

    def next_step(self) -> bool:
        """The next step with all its points. False on the last one."""
        return self._move(self.step.number + 1, revealed=True)

    def back_step(self) -> bool:
        """The step before with all its points. False on the first one."""
        return self._move(self.step.number - 1, revealed=True)

    def go(self, number: int, *, revealed: bool = False) -> None:
        """Go to a step by its number.

        Raises:
            NotFoundError: no step has this number.
        """
        if not 1 <= number <= len(self.agenda.steps):
            raise NotFoundError(
                f"There is no step {number}.", f"Give a number from 1 to {len(self.agenda.steps)}."
            )
        step = self.agenda.steps[number - 1]
        if step.id != self.step.id or revealed:
            self._move(number, revealed=revealed)

    def _move(self, number: int, *, revealed: bool) -> bool:
        if not 1 <= number <= len(self.agenda.steps):
            return False
        step = self.agenda.steps[number - 1]
        seen = self.record.revealed.get(step.id, 0)
        self._show(step, len(step.points) if revealed else seen)
        return True

    def _show(self, step: Step, points: int) -> None:
        self._happened(does.show_step(self.record, step, points, self.now))
