"""Opening the app quickly."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnsession.room.desk import SetUp
    from learnsession.store.sealing import Seal


_ENDED = "Ended by the system. What was written is kept: start learnsession again to go on."


def run_app(
    root: Path,
    seal: Seal,
    *,
    run: SetUp | None = None,
    resume: str | None = None,
    rehearse: bool = False,
    watch: Path | None = None,
) -> int:
    """Open the app on a store; returns when the person has left and everything is on disk.

    Nothing that is made on the way to the first screen is garbage, and looking for some takes an
    eighth of that time; so nothing is collected until it is painted (see `started`).

    Returns:
        The exit code: 0, or 128 and the number of the signal that ended it.

    """
    gc.disable()
    try:
        from learnsession.room.desk import Desk
        from learnsession.tui.app import LearnSessionApp
        from learnsession.tui.stopping import listening

        desk = Desk(root, seal=seal)
        app = LearnSessionApp(desk, run=run, resume=resume, rehearse=rehearse, watch=watch)
        try:
            with listening(app):
                app.run()
        except OSError:  # a terminal that is gone cannot be put back as it was
            if not app.ended_by:
                raise
        finally:
            desk.close()
        return _told_of_end(128 + app.ended_by) if app.ended_by else app.return_code or 0
    finally:
        gc.enable()


def _told_of_end(code: int) -> int:
    with suppress(OSError):
        print(_ENDED, file=sys.stderr)
    return code


def started() -> None:
    """The first screen is painted: collect again, but never look through what is there already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
