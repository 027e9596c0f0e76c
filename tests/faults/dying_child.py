"""Dies at every file call of every action in turn, and looks at what is left each time.

    dying_child.py STORE clear|sealed ACTION…

One process, which forks a child for each death: a fork is quicker than an interpreter by far.
Prints how many have died.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from fault_events import SESSION, draft, heard, numbers, session_id, started, texts, up_to
from file_calls import Wrong, dies, dies_in_the_middle, watched
from stores import open_store

from learnsession.errors import NotFoundError


class Life:
    """What is done before the death, and what dies."""

    def __init__(self, root: Path, sealed: bool, turn: int) -> None:
        self.root = root
        self.sealed = sealed
        self.turn = turn
        self.store = open_store(root, sealed)

    def run(self, action: str, place: int, wrong: Wrong) -> None:
        """In a process of its own: ends by dying, or by leaving when there is no such call."""
        session = self.store.open(SESSION)
        last = len(texts(session.events))
        does: dict[str, Callable[[], object]] = {
            "save": lambda: session.append(heard(last + 1)),
            "draft": lambda: session.keep_draft(draft(last + 1)),
            "forget": lambda: session.keep_draft(None),
            "leave": session.leave,
            "start": lambda: self.store.create(started(self.other, self.ref)),
            "take-up": lambda: self.store.open(session_id(1)),
        }
        if action == "forget":
            session.keep_draft(draft(last + 1))
        with watched(place, wrong):
            does[action]()
        os._exit(0)

    @property
    def other(self) -> str:
        return session_id(self.turn)

    @property
    def ref(self) -> str:
        return f"S-{self.turn:04d}"

    def look(self, before: int) -> int:
        """Whoever comes next finds what was kept, and no damage; gives how many entries."""
        session = self.store.open(SESSION)
        kept = numbers(session.events)
        assert session.notices == (), session.notices
        assert kept == up_to(len(kept))
        assert len(kept) in (before, before + 1), "the last save is whole, or has not been"
        words = session.draft()
        if words:
            session.append(heard(len(kept) + 1))
            session.keep_draft(None)
        session.leave()
        assert not [path for path in session.path.parent.iterdir() if SESSION in path.name
                    and path.name.endswith(".tmp")]  # fmt: skip
        assert self.store.damaged() == ()
        self.other_is_whole_or_is_not()
        return len(kept) + bool(words)

    def other_is_whole_or_is_not(self) -> None:
        try:
            other = self.store.open(self.other)
        except NotFoundError:
            return
        assert other.notices == ()
        other.leave()


def main(root: Path, sealed: bool, actions: list[str]) -> int:
    store = open_store(root, sealed)
    store.create(started(session_id(1), "S-0001")).leave()
    store.create(started(ref="S-9999")).leave()
    kept, died = 0, 0
    for action in actions:
        for wrong in (dies, dies_in_the_middle):
            place = 0
            while True:
                place += 1
                life = Life(root, sealed, died + 2)
                child = os.fork()
                if not child:
                    try:
                        life.run(action, place, wrong)
                    finally:
                        sys.excepthook(*sys.exc_info())
                        os._exit(3)
                _, status = os.waitpid(child, 0)
                kept = life.look(kept)
                if not os.WIFSIGNALED(status):
                    assert status == 0, (action, place)
                    assert place > 1
                    break
                assert os.WTERMSIG(status) == signal.SIGKILL
                died += 1
    return died


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), sys.argv[2] == "sealed", sys.argv[3:]))
