"""What a line acts on: the room, what was chosen by earlier lines, and how things are said."""

from __future__ import annotations

from collections.abc import Callable

from learnsession.errors import RefusedError
from learnsession.plain import privacy, words
from learnsession.plain.output import Receipt, Receipts, Saying
from learnsession.plain.place import Place
from learnsession.privacy.finding import masked
from learnsession.room.desk import Opened, as_opened
from learnsession.room.room import Kept, Room
from learnsession.session.agenda import Point
from learnsession.session.record import Entry


class Conversation:
    """One session at the linear door.

    Args:
        room: the running session.
        saying: where to say things.
        place: which store this is.

    """

    def __init__(self, room: Room, saying: Saying, place: Place) -> None:
        self.room = room
        self.place = place
        self.over = False
        """True once the session was closed or is to be left."""
        self.asked: Callable[[str], bool] | None = None
        """Takes the next line while a question waits: True when that was an answer and no more."""
        self.reason = ""
        """What /because said, until the next change is kept with it."""
        self.receipts = Receipts(room, saying)
        self._saying = saying
        self._question: tuple[str, str] | None = None
        self._noticed = 0

    def say(self, text: str) -> None:
        """Say something."""
        self._saying.say(text)

    def trouble(self, text: str) -> None:
        """Say what went wrong."""
        self._saying.trouble(text)

    def prompt(self) -> None:
        """Show that a line is waited for."""
        self._saying.prompt()

    def look(self) -> None:
        """Say what has become known since: what is saved, what was found about the files."""
        self.receipts.look()
        notices = self.room.notices
        for notice in notices[self._noticed :]:
            self.trouble(notice)
        self._noticed = len(notices)

    @property
    def unheard(self) -> bool:
        """True once nobody reads what is said."""
        return self._saying.unheard

    def show_step(self) -> None:
        """The step on the screen, once it is kept that it was shown."""
        self.receipts.settle()
        self.say(words.step_words(self.room))

    # What is taken in

    def took(self, kept: Kept, verb: str = "Kept", more: str = "") -> None:
        """Acknowledge an entry once it is on disk.

        Its text is said as it is kept; where it looks like a personal detail, that instead.
        """
        entry = kept.entry
        if self.room.rehearsal:
            verb = "Rehearsal, not kept:"
        notice = privacy.notice(entry)
        said = f". {notice}" if notice else f": {masked(entry.text)}"
        lines = (f"{verb} {entry.number}{said}", more, kept.remark)
        self.owe("\n".join(line for line in lines if line), entry.text)

    def owe(self, said: str, text: str | None = None) -> None:
        """Say this once it is on disk. `text` is what to give back if it never is; else `said`."""
        self.receipts.owe(Receipt(said, said if text is None else text))

    def entry(self, number: str) -> Entry:
        """The entry with this number, as typed."""
        return self.room.numbered(whole_number(number, "Write its number, as in /list."))

    # Which question a line answers

    @property
    def prompt_id(self) -> str | None:
        """The question of this step that what is typed is kept on, if any."""
        if self._question and self._question[0] == self.room.step.id:
            return self._question[1]
        return self.room.only_prompt

    def choose(self, point: Point | None) -> None:
        """Keep what follows on this step on this question; None: on no question in particular."""
        self._question = (self.room.step.id, point.id) if point else None

    def opened(self) -> Opened:
        """The session as it stands, to export."""
        return as_opened(self.room)


def whole_number(text: str, todo: str) -> int:
    """A number from 0, as typed in plain figures.

    Raises:
        RefusedError: it is something else.

    """
    figures = text.strip()
    if not figures.isascii() or not figures.isdecimal() or len(figures) > 9:
        raise RefusedError(f"'{figures}' is not a number." if figures else "No number.", todo)
    return int(figures)
