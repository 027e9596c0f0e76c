"""What was begun to be said of agreed actions: kept on the disk with the session's other words."""

from __future__ import annotations

from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.store.drafts import Draft, together
from learnsession.tui.answer_keys import QUESTION_KEYS
from learnsession.tui.session.view import SessionView


class HalfAnswered(SessionView):
    """A session that keeps half-written answers, and says where they are found again."""

    def on_mount(self) -> None:
        """Take up what was begun before, say where it is, and from now on keep each change."""
        self.house.half_said.take_up(still_begun(self.room))
        self.house.half_said.listener = self.keep_half_written
        where = self.where_half_written
        if where:
            self.notify(f"Your half-written words are here: {where}.", timeout=12, markup=False)

    def on_unmount(self) -> None:
        """What is begun from now on is about no session that runs."""
        if self.house.half_said.listener == self.keep_half_written:
            self.house.half_said.listener = None

    def keep_half_written(self) -> None:
        """Put all that is half-written in this session on the disk, in every box and answer."""
        half, room = self._half.draft, self.room
        answers = self.house.half_said.drafts(_actions(room), room.step.id, room.now)
        room.keep_draft(together([*(half.every if half else ()), *answers]))

    @property
    def where_half_written(self) -> str:
        """Which keys lead to what is half-written; empty when nothing is."""
        actions = _actions(self.room)
        begun = self.house.half_said.begun(actions)
        answers = [
            f"s, then {QUESTION_KEYS[what][0]} for {actions[id_].ref}" for id_, what in begun
        ]
        return "; ".join(filter(None, (self._half.where(self.room.record), *answers)))


def still_begun(room: Room) -> list[Draft]:
    """The answers that were half-written when the session was opened and were not given since."""
    actions = _actions(room)
    found = room.found_draft.every if room.found_draft else ()
    begun = []
    for draft in found:
        action = actions.get(draft.entry or "") if draft.question in QUESTION_KEYS else None
        if action and not (action.last and action.last >= draft.at):
            begun.append(draft)
    return begun


def _actions(room: Room) -> dict[str, AgreedAction]:
    """What is owed and what this session agreed, by their ids."""
    return {action.id: action for action in (*room.owed, *room.agreed)}
