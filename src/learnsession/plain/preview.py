"""A pack that is being written, rehearsed in lines and read again whenever it is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from learnsession.errors import LearnSessionError, PackError
from learnsession.packs.watching import Watched
from learnsession.plain import words
from learnsession.plain.conversation import Conversation
from learnsession.plain.door import DONE, INTERRUPTED, TICK, Door
from learnsession.plain.lines import Lines, Signal
from learnsession.plain.output import Saying
from learnsession.plain.place import Place
from learnsession.room.room import Room

BROKEN = 1
"""The exit code when the pack could not be shown at the end."""


class Preview:
    """Shows the agenda and the steps, or what is wrong with the file.

    Args:
        path: the file that is being written.
        rehearse: reads it and begins a rehearsal; raises what keeps it from that.
        saying: where to say things.
        lines: where lines come from.
        place: which store this is.

    """

    def __init__(
        self,
        path: Path,
        rehearse: Callable[[], Room],
        *,
        saying: Saying,
        lines: Lines,
        place: Place,
    ) -> None:
        self._watched = Watched(path)
        self._rehearse = rehearse
        self._saying = saying
        self._lines = lines
        self._place = place
        self._door: Door | None = None
        self._talk: Conversation | None = None
        self._good = False
        self._left = False

    def run(self) -> int:
        """Take lines until /quit or the end of input. Gives the exit code."""
        try:
            self._read()
            self._saying.prompt()
            while not self._over:
                line = self._lines.next(TICK)
                if line is Signal.END or self._saying.unheard:
                    break
                if line is Signal.INTERRUPTED:
                    return self._leave(INTERRUPTED)
                self._turn(line)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED)
        return self._leave(DONE if self._good else BROKEN)

    @property
    def _over(self) -> bool:
        return self._left or (self._talk is not None and self._talk.over)

    def _turn(self, line: str | Signal) -> None:
        """Read the file again if it was saved, then deal with the line, if there is one."""
        saved = self._watched.changed()
        if saved:
            self._read()
        if isinstance(line, str):
            self._take(line)
        if (saved or isinstance(line, str)) and not self._over:
            self._saying.prompt()

    def _take(self, line: str) -> None:
        if self._door is not None:
            self._door.take(line)
        elif line.strip() in ("/quit", "/q"):
            self._left = True
        else:
            self._saying.say("Mend the file and save it; it is then read again. /quit leaves.")

    def _read(self) -> None:
        """Begin a rehearsal of the file as it is, at the step that was on the screen."""
        before = self._talk.room if self._talk else None
        try:
            room = self._rehearse()
        except LearnSessionError as error:
            self._good = False
            self._refused(error, shown=before is not None)
            return
        self._good = True
        if before is not None:
            number = min(before.step.number, len(room.agenda.steps))
            room.go(number, revealed=True)
            before.leave()
            self._saying.say("Reloaded.")
        self._talk = Conversation(room, self._saying, self._place)
        self._door = Door(self._talk, self._lines)
        if before is None:
            self._talk.say(words.opening(room))
            self._talk.say(words.overview(room.agenda, room.record))
        self._talk.look()
        self._talk.show_step()

    def _refused(self, error: LearnSessionError, *, shown: bool) -> None:
        problems = error.problems if isinstance(error, PackError) else (error,)
        for problem in problems:
            self._saying.trouble(self._place.told(problem))
        if shown:
            self._saying.say("Not reloaded: what is on show is the file as it was before.")

    def _leave(self, code: int) -> int:
        if self._talk is not None:
            self._talk.room.leave()
            self._saying.say("Preview: nothing was kept.")
        return code
