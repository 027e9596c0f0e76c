"""One of several processes that keep entries at the same time.

    crowd_child.py STORE clear|sealed WHICH ENTRIES own|shared

Waits for a line on standard input, so that all begin together; prints how often it was refused.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from fault_events import SESSION, heard, must_be_in_words, session_id, started
from stores import open_store

from learnsession.errors import InUseError
from learnsession.store.opened import OpenSession
from learnsession.store.sessions import SessionStore

THOUSAND = 1000
"""Entry 17 of process 3 has the number 3017."""


def keep_own(store: SessionStore, which: int, entries: int) -> int:
    """A session of its own, left and taken up again now and then."""
    session = store.create(started(session_id(which), store.next_reference()))
    for number in range(1, entries + 1):
        session.append(heard(which * THOUSAND + number))
        if number % 40 == 0:
            session.leave()
            session = store.open(session_id(which))
    session.leave()
    return 0


def keep_in_shared(store: SessionStore, which: int, entries: int) -> int:
    """The session that all want: take it up when it is free, keep a few, leave it."""
    chance = random.Random(which)
    refused, done = 0, 0
    while done < entries:
        try:
            session = store.open(SESSION)
        except InUseError as error:
            must_be_in_words(error)
            refused += 1
            time.sleep(chance.random() * 0.02)
            continue
        count = min(chance.randint(1, 20), entries - done)
        keep_some(session, which, done, count)
        done += count
        time.sleep(chance.random() * 0.01)
    return refused


def keep_some(session: OpenSession, which: int, done: int, count: int) -> None:
    mine = [int(e.entry) for e in session.events[1:] if int(e.entry) // THOUSAND == which]
    assert mine == [which * THOUSAND + number for number in range(1, done + 1)], "all mine are here"
    for number in range(done + 1, done + count + 1):
        session.append(heard(which * THOUSAND + number))
    session.leave()


def main(root: Path, sealed: bool, which: int, entries: int, how: str) -> int:
    store = open_store(root, sealed)
    print("ready", flush=True)
    sys.stdin.readline()
    return (keep_own if how == "own" else keep_in_shared)(store, which, entries)


if __name__ == "__main__":
    folder, form, own_number, amount, manner = sys.argv[1:]
    print(main(Path(folder), form == "sealed", int(own_number), int(amount), manner))
