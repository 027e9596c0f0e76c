"""What a line acts on: the room, what was chosen by earlier lines, and how things are said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from learnsession.errors import NotFoundError, RefusedError
from learnsession.plain import privacy
from learnsession.plain.output import Receipt, Receipts, Saying
from learnsession.plain.place import Place
from learnsession.plain.step import step_words
from learnsession.privacy.finding import find, masked
from learnsession.room.desk import Opened, as_opened
from learnsession.room.naming import framework_called
from learnsession.room.room import Kept, Room
from learnsession.session.agenda import Point
from learnsession.session.agreed import AgreedAction
from learnsession.session.calendar_words import spoken_weekday
from learnsession.session.findings import sentence
from learnsession.session.record import Entry

if TYPE_CHECKING:
    from learnsession.actions.register import Register
    from learnsession.packs.framework import Framework
    from learnsession.packs.smart_words import SmartWords


class Conversation:
    """One session at the linear door.

    Args:
        room: the running session.
        saying: where to say things.
        place: which store this is.
        register: reads every agreed action of the store; None where there is none to read.

    """

    def __init__(
        self,
        room: Room,
        saying: Saying,
        place: Place,
        register: Callable[[], Register] | None = None,
    ) -> None:
        self.room = room
        self.place = place
        self.register = register
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
        self._passed = ""

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
        self.say(step_words(self.room))

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

    def told(self, said: str, typed: str) -> None:
        """Acknowledge what was said of an action once it is on disk.

        Args:
            said: the receipt, with what looks like a personal detail masked in it.
            typed: the words that were said, to look for such details, and to give back.

        """
        looks = sentence(find(typed))
        notice = f"{looks} /undo takes it back; then say it again without." if looks else ""
        lead = "Rehearsal, not kept: " if self.room.rehearsal else ""
        self.owe("\n".join(line for line in (f"{lead}{said}", notice) if line), typed)

    def owe(self, said: str, text: str | None = None) -> None:
        """Say this once it is on disk. `text` is what to give back if it never is; else `said`."""
        self.receipts.owe(Receipt(said, said if text is None else text))

    def entry(self, number: str) -> Entry:
        """The entry with this number, as typed."""
        return self.room.numbered(whole_number(number, "Write its number, as in /list."))

    # Agreed actions

    def action(self, spec: str) -> AgreedAction:
        """The action that is named: `A-0042`, `a42`, of this session or an earlier one.

        A number alone is that of a reference, or of /list where no reference has it.

        Raises:
            RefusedError: none is named, or a number alone could mean two.
            NotFoundError: there is none of this name here.

        """
        wanted = spec.strip()
        if not wanted:
            raise RefusedError("No action was named.", "Write its reference, as in /owed or /list.")
        listed = self._listed(wanted)
        try:
            named = self.room.action(wanted)
        except NotFoundError as missing:
            if listed:
                return listed
            raise NotFoundError(
                missing.happened, "/owed tells what was agreed before, /list what is agreed here."
            ) from missing
        if listed and listed.id != named.id:
            raise RefusedError(
                f"{wanted} could be {named.ref}, or number {wanted} of /list, which is "
                f"{listed.ref}.",
                f"Write {named.ref} or {listed.ref}.",
            )
        return named

    def _listed(self, number: str) -> AgreedAction | None:
        """The action that stands under a number in /list, if that is an agreed action."""
        if not (number.isascii() and number.isdecimal() and len(number) < 5):
            return None
        entry = self.room.record.numbered(int(number))
        found = (action for action in self.room.agreed if entry and action.id == entry.id)
        return next(found, None)

    @property
    def today(self) -> date:
        """The local day."""
        return self.room.now.astimezone().date()

    def not_past(self, on: date, line: str) -> None:
        """Ask once before a day that has passed is kept: the same line again is the yes.

        Raises:
            RefusedError: it has passed, and this was not asked about the line before.

        """
        if on >= self.today or line == self._passed:
            self._passed = ""
            return
        self._passed = line
        raise RefusedError(
            f"{spoken_weekday(on)} has passed.",
            "Give another date; or the same line again, to keep it with this one.",
        )

    @cached_property
    def framework(self) -> Framework | None:
        """What themes and standards are of; None where the pack names none."""
        return framework_called(self.room.pack.framework or "", self.room.root)

    @cached_property
    def smart(self) -> SmartWords:
        """The words of the advice on actions: the person's own, or those that ship."""
        from learnsession.packs.smart_words import read_smart_words

        return read_smart_words(self.room.root)

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
