"""The linear door: the whole journey as lines in and lines out, which never needs a terminal."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from learnsession.errors import LearnSessionError
from learnsession.plain import going, keeping, words
from learnsession.plain.commands import holds_words, understand
from learnsession.plain.conversation import Conversation
from learnsession.plain.lines import Lines, Signal

TICK = 1.0
"""Seconds between looks at the clock while no line comes."""

DONE, NOT_SAVED, INTERRUPTED = 0, 1, 130
"""Exit codes."""


class Door:
    """Takes lines until the session is closed or left.

    Args:
        talk: the conversation.
        lines: where lines come from.
        stops_unheard: end when nobody reads any more. False where lines come from a file or a
            script: what it still says is then kept all the same.

    """

    def __init__(self, talk: Conversation, lines: Lines, *, stops_unheard: bool = False) -> None:
        self._talk = talk
        self._lines = lines
        self._stops_unheard = stops_unheard

    def run(self) -> int:
        """Run the session to its close, to /quit or to the end of input. Gives the exit code."""
        code = DONE
        try:
            with _interrupts(self._lines):
                code = self._converse()
        except KeyboardInterrupt:
            code = INTERRUPTED
        except BaseException:
            self._talk.room.leave()
            raise
        return self._leave(code)

    def _converse(self) -> int:
        talk = self._talk
        talk.say(words.opening(talk.room))
        talk.look()
        self._half_written()
        talk.show_step()
        talk.prompt()
        while not talk.over:
            line = self._lines.next(TICK)
            if isinstance(line, str):
                self.take(line)
                if not talk.over:
                    talk.prompt()
            elif line is Signal.INTERRUPTED:
                return INTERRUPTED
            elif line is Signal.END or (talk.unheard and self._stops_unheard):
                break
            else:
                self._idle()
        return DONE

    def take(self, line: str) -> None:
        """Deal with one line; a refusal is said and nothing of the line is lost from sight."""
        talk = self._talk
        talk.room.tick()
        if talk.asked and self._answered(talk.asked, line):
            return
        try:
            self._act(line)
        except LearnSessionError as refusal:
            talk.say(talk.place.told(refusal))
            if talk.room.record.moment:
                talk.say("/continue or an empty line goes on.")
            if holds_words(line):
                talk.say(f"Not kept: {line}")
        talk.receipts.settle()
        talk.look()

    def _answered(self, asked: Callable[[str], bool], line: str) -> bool:
        self._talk.asked = None
        try:
            return asked(line)
        except LearnSessionError as refusal:
            self._talk.say(self._talk.place.told(refusal))
            return True

    def _act(self, line: str) -> None:
        talk = self._talk
        if not line.strip():
            (going.carry_on if talk.room.record.moment else going.forward)(talk)
        elif line.startswith("//"):
            keeping.heard(talk, line[1:])
        elif line.startswith("/"):
            command, rest = understand(line)
            command.run(talk, rest)
        else:
            keeping.heard(talk, line)

    def _idle(self) -> None:
        """Between lines: notice that the laptop slept, and what the disk has taken since."""
        self._talk.room.tick()
        self._talk.look()

    def _half_written(self) -> None:
        draft = self._talk.room.found_draft
        texts = [each.text for each in draft.every if each.text.strip()] if draft else []
        if texts:
            words = "\n".join(texts)
            self._talk.say(
                f"Half written when the session broke off, not kept as an entry:\n{words}\n"
                "Type it again to keep it."
            )

    def _leave(self, code: int) -> int:
        """Let go of the session, and say how to go on or what could not be saved."""
        talk = self._talk
        room, ref = talk.room, talk.room.record.started.ref
        closed = room.record.closed_at is not None
        saved = room.leave()
        talk.receipts.look()
        if saved.waiting:
            return self._not_saved(saved.failing)
        if room.rehearsal:
            talk.say("Rehearsal: nothing was kept.")
        elif not closed:
            command = talk.place.command(f"resume {ref} --plain")
            talk.say(f"All is kept. To continue: {command}")
        return code

    def _not_saved(self, failing: str) -> int:
        talk = self._talk
        unsaved = "\n".join(talk.receipts.unsaved)
        talk.trouble(f"The last of this session could not be saved. {failing}".rstrip())
        if unsaved:
            talk.trouble(f"Copy what is not saved, from here to the end:\n{unsaved}")
        return NOT_SAVED


@contextmanager
def _interrupts(lines: Lines) -> Iterator[None]:
    """Ctrl+C waits its turn, so that the line in hand is dealt with; a second one does not."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def first(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        lines.interrupt()

    before = signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
