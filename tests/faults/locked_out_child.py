"""Takes rights away from an open session, as a user who is bound by them.

    locked_out_child.py clear|sealed ROUNDS

Run by the superuser it becomes nobody, after everything has been imported: nobody may not look
into the superuser's home. Prints how often rights were taken away.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from fault_events import SESSION, draft, heard, must_be_in_words, numbers, started, up_to
from stores import open_store

from learnsession.errors import SaveError, StoreError

NOBODY = 65534
RIGHTS = (0o500, 0o400, 0o000)


def become_nobody(folder: Path) -> None:
    if os.getuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def locked_out(root: Path, sealed: bool, rounds: int) -> int:
    store = open_store(root, sealed)
    session = store.create(started())
    last, count, aside = 0, 0, 0
    for _ in range(rounds):
        for target in (session.path, session.path.parent, root / "sessions", root):
            for rights in RIGHTS:
                before = target.stat().st_mode & 0o777
                target.chmod(rights)
                last += 1
                refused = None
                try:
                    session.append(heard(last))
                except SaveError as error:
                    refused = error
                    must_be_in_words(error)
                    must_refuse_drafts(session, last)
                finally:
                    if target.exists():
                        target.chmod(before)
                assert not refused or "may not" in refused.happened
                # A file that is replaced whole asks no rights of the file before, and a folder
                # that can still be walked through none of those above it.
                bites = target == session.path.parent or not rights & 0o100
                assert bool(refused) is (bites and target != session.path), (target, oct(rights))
                assert numbers(session.events) == up_to(last)
                session.save()
                # What cannot be looked at any more is set aside, and said.
                aside += target == session.path and not rights & 0o400
                assert len(session.notices) == aside
                assert numbers(store.read(SESSION).events) == up_to(last)
                assert session.path.stat().st_mode & 0o777 == 0o600
                count += 1
    session.leave()
    assert [row.reflections for row in store.rows()] == [last]
    return count


def must_refuse_drafts(session, last: int) -> None:
    try:
        session.keep_draft(draft(last + 1))
    except StoreError as error:
        must_be_in_words(error)
    else:
        raise AssertionError("half-written words were said to be kept, and are not")


def main(sealed: bool, rounds: int) -> int:
    warm = Path(tempfile.mkdtemp())
    folder = Path(tempfile.mkdtemp())
    if os.getuid() == 0:  # everything is imported by doing it once
        store = open_store(warm / "store", sealed)
        session = store.create(started())
        session.append(heard(1))
        session.keep_draft(draft(2))
        session.leave()
        store.open(SESSION).leave()
    shutil.rmtree(warm)
    folder.chmod(0o755)
    become_nobody(folder)
    try:
        return locked_out(folder / "store", sealed, rounds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    print(main(sys.argv[1] == "sealed", int(sys.argv[2])))
