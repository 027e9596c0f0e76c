"""What `export` is to write, where, and whether: from --to, --output, and what the note holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from learnsession.cli.around import warn
from learnsession.cli.terminal import NoTerminalError, can_be_asked
from learnsession.errors import ExportError, RefusedError
from learnsession.paths import path_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnsession.room.exporting import Kind
    from learnsession.session.record import Session

_ENDINGS: dict[str, Kind] = {".docx": "docx", ".md": "md", ".markdown": "md"}
_NAMES: dict[Kind, str] = {"docx": "Word", "md": "Markdown"}


class Wanted(NamedTuple):
    """The kind of note and its file; None for the usual name in the current folder."""

    kind: Kind
    to: Path | None


def must_be_agreed(findings: Sequence[str], *, yes: bool) -> None:
    """List what looks like personal details on standard error, and go on only with a yes.

    Args:
        findings: a line each, masked; nothing is said or asked when there are none.
        yes: it was said already.

    Raises:
        NoTerminalError: nobody can be asked.
        RefusedError: the answer was another one.

    """
    for line in findings:
        warn(line)
    if not findings or yes:
        return
    from learnsession.room.exporting import LOOKS_LIKE

    if not can_be_asked():
        raise NoTerminalError(
            "Nothing was exported, because the note holds what looks like personal details:",
            "--yes exports it all the same.",
        )
    if not click.confirm(f"{LOOKS_LIKE} Export all the same?", err=True):
        raise RefusedError("Nothing was exported.", "Amend or take back what is listed first.")


def wanted(kind: Kind | None, output: str | None, record: Session) -> Wanted:
    """What --to and --output ask for together.

    Args:
        kind: as given with --to, if it was.
        output: as given with --output: a file, or a folder that is there.
        record: the session, for the usual name of its file.

    Raises:
        ExportError: the two contradict each other, or no kind follows from the ending.

    """
    if not output:
        return Wanted(kind or "docx", None)
    if output == "-":
        raise ExportError(
            "A session note is written to a file, not to the screen or a pipe.",
            "Name a file with --output, such as note.docx or note.md.",
        )
    path = path_of(output)
    if path.is_dir():
        from learnsession.notes.session_note import file_name

        kind = kind or "docx"
        return Wanted(kind, path / f"{file_name(record)}.{kind}")
    ending = path.suffix
    if not ending:
        kind = kind or "docx"
        return Wanted(kind, path.with_name(f"{path.name}.{kind}"))
    return Wanted(_kind(kind, ending, output), path)


def _kind(kind: Kind | None, ending: str, output: str) -> Kind:
    """The kind of note in a file with this ending."""
    said = _ENDINGS.get(ending.casefold())
    if said and kind and said != kind:
        raise ExportError(
            f"'{output}' ends as {_NAMES[said]} does, and --to asks for {_NAMES[kind]}.",
            f"Leave --to out, or let the name end in .{kind}.",
        )
    found = kind or said
    if found is None:
        raise ExportError(
            f"There is no kind of note that ends in '{ending}'.",
            "Let the name end in .docx for Word or in .md for Markdown.",
        )
    return found
