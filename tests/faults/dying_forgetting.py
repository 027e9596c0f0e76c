"""Dies at the file calls of a redaction or an erasure, one after another, then does it again.

    dying_forgetting.py FOLDER clear|sealed redact|erase STEP

One process, which makes the store once, copies it for each death and forks a child that dies. After
each the session is whole, as before or as after, or is not there at all; and when the command is
given again nothing is left of the words, in any file. Prints how many have died.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "store"))

from file_calls import Wrong, dies, dies_in_the_middle, watched
from forgetting import NAME, NOW, a_store, first_id, seal_of
from whole_store import files_with

from learnsession.errors import NotFoundError
from learnsession.session.events import WordsRemoved
from learnsession.session.removing import PhraseRemoval
from learnsession.store import erasing, redacting
from learnsession.store.sessions import SessionStore

REMOVAL = PhraseRemoval(NAME)


def opened(root: Path, sealed: bool) -> SessionStore:
    return SessionStore(root, lambda: NOW, seal_of(root, sealed))


def redact(store: SessionStore, ref: str = "S-0001") -> None:
    session = store.open(store.find(ref).id)
    found = redacting.standing(store, session, REMOVAL)
    if found.found:
        assert redacting.redact(session, REMOVAL, found, NOW) == ()
    session.leave()


def erase(store: SessionStore) -> None:
    try:
        name = erasing.meant(store, "S-0001")
    except NotFoundError:
        erasing.finish(store.root)
        return
    with erasing.held(store, name, NOW) as session:
        session.erase()


def look_after_redacting(store: SessionStore, before: tuple[object, ...]) -> None:
    found = store.read(first_id())
    assert found.notices == ()
    assert found.events == before or isinstance(found.events[-1], WordsRemoved)
    redact(store)
    redact(store, "S-0002")
    assert files_with(store.root, "quill", store.seal) == []
    kept = store.read(first_id()).events
    assert sum(isinstance(event, WordsRemoved) for event in kept) == 1
    assert len(kept) == len(before) + 1
    assert len(store.rows()) == 3


def look_after_erasing(store: SessionStore, before: tuple[object, ...]) -> None:
    if any(row.ref == "S-0001" for row in store.rows()):
        assert store.read(first_id()).events == before
        assert store.read(first_id()).notices == ()
    assert store.damaged() == ()
    erase(store)
    assert not [path for path in store.root.rglob("*") if first_id() in path.name]
    for words in (first_id(), "nobody was named"):
        assert files_with(store.root, words, store.seal) == []
    assert [row.ref for row in store.rows()] == ["S-0003", "S-0002"]


DOES = {"redact": (redact, look_after_redacting), "erase": (erase, look_after_erasing)}


def dies_in_a_child(root: Path, sealed: bool, action: str, place: int, wrong: Wrong) -> bool:
    """Whether it came to that file call at all."""
    child = os.fork()
    if not child:
        try:
            store = opened(root, sealed)
            with watched(place, wrong):
                DOES[action][0](store)
            os._exit(0)
        finally:
            sys.excepthook(*sys.exc_info())
            os._exit(3)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert status == 0, (action, place)
    return False


def main(folder: Path, sealed: bool, action: str, step: int) -> int:
    made, root = folder / "made", folder / "store"
    before = a_store(made, sealed).read(first_id()).events
    died = 0
    for wrong in (dies, dies_in_the_middle):
        place = 1
        while True:
            shutil.copytree(made, root, symlinks=True)
            if not dies_in_a_child(root, sealed, action, place, wrong):
                break
            try:
                DOES[action][1](opened(root, sealed), before)
            except BaseException:
                print(f"{action}, file call {place}, {wrong.__name__}", file=sys.stderr)
                raise
            shutil.rmtree(root)
            died += 1
            place += step
        shutil.rmtree(root)
    return died


if __name__ == "__main__":
    print(main(Path(sys.argv[1]), sys.argv[2] == "sealed", sys.argv[3], int(sys.argv[4])))
