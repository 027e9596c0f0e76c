"""Writing actions and evidence of use into files, after what looks like personal details."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from learnsession.cli.exporting import must_be_agreed
from learnsession.errors import ExportError, RefusedError
from learnsession.moment import utc_now
from learnsession.paths import path_of

if TYPE_CHECKING:
    from learnsession.actions.leaving import Export, Form
    from learnsession.session.states import State


class Wanted(NamedTuple):
    """What kind of file is to be written of actions, and what it says of itself."""

    form: str
    filter_words: str = ""
    """Which actions these are, as a person would say it; empty for all."""
    missing: str = ""
    """What could not be read."""
    one_file: bool = False
    """One calendar file for all."""


def write_actions(
    states: Sequence[State], wanted: Wanted, folder: str, *, force: bool, yes: bool
) -> tuple[Path, ...]:
    """Write actions and say where they are.

    Raises:
        RefusedError: there are none, or none with a date for a calendar.
        ExportError: a file is there already, or the disk refuses.
        NoTerminalError: they hold what looks like personal details, and nobody can be asked.

    """
    from learnsession.actions.leaving import export
    from learnsession.actions.personal import personal_details
    from learnsession.actions.register import actions_of

    if not states:
        raise RefusedError("No action was found, so nothing was written.", "Use another filter.")
    actions = actions_of(states)
    must_be_agreed(personal_details(actions), yes=yes)
    exports = export(
        actions,
        cast("Form", wanted.form),
        now=utc_now(),
        filter_words=wanted.filter_words,
        missing=wanted.missing,
        one_file=wanted.one_file,
    )
    if not exports:
        raise RefusedError(
            "None of these actions has a due date, so there is no calendar to write.",
            "Give them dates: learnsession actions update REF --due DATE",
        )
    return write_all(exports, folder, force=force)


def write_all(exports: Sequence[Export], folder: str, *, force: bool) -> tuple[Path, ...]:
    """Write files into a folder, this one by default; none when one of them is there already.

    Raises:
        ExportError: the folder is missing, a file is there already, or the disk refuses.

    """
    from learnsession.documents.files import write_export

    into = path_of(folder) if folder else Path.cwd()
    if not into.is_dir():
        raise ExportError(f"There is no folder '{into}'.", "Make it first, or name another one.")
    paths = [into / each.name for each in exports]
    there = [path for path in paths if path.exists()]
    if there and not force:
        raise ExportError(
            f"'{there[0]}' is there already and was left as it is.",
            "Use --force to write over it, or --output to name another folder.",
        )
    for path, each in zip(paths, exports, strict=True):
        write_export(path, each.data, force)
    return tuple(paths)
