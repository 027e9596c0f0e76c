"""A session at the linear door, typed at by tests."""

from __future__ import annotations

import io

from learnsession.plain.conversation import Conversation
from learnsession.plain.door import Door
from learnsession.plain.lines import Lines
from learnsession.plain.output import Saying
from learnsession.plain.place import Place
from learnsession.room.room import Room


class AtTheDoor:
    """A session at the door; `type` gives what was said in answer."""

    def __init__(self, room: Room, place: Place) -> None:
        self.room = room
        self.out, self.err = io.StringIO(), io.StringIO()
        self.talk = Conversation(room, Saying(self.out, self.err), place)
        self.door = Door(self.talk, Lines(io.BytesIO()))

    def type(self, *lines: str) -> str:
        before = len(self.out.getvalue())
        for line in lines:
            self.door.take(line)
        return self.out.getvalue()[before:]

    def run(self, data: str) -> tuple[int, str]:
        code = Door(self.talk, Lines(io.BytesIO(data.encode()))).run()
        return code, self.out.getvalue()


def go_to(at: AtTheDoor, step: str) -> None:
    number = at.room.agenda.step(step).number
    at.type(f"/go {number}")
    assert at.room.step.id == step


def texts(at: AtTheDoor) -> list[str]:
    return [entry.text for entry in at.room.record.standing]
