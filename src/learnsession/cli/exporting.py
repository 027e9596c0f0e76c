"""What `export` is to write, and where: from --to and the ending of --output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from learnsession.errors import ExportError

if TYPE_CHECKING:
    from learnsession.room.exporting import Kind
    from learnsession.session.record import Session

_ENDINGS: dict[str, Kind] = {".docx": "docx", ".md": "md", ".markdown": "md"}
_NAMES: dict[Kind, str] = {"docx": "Word", "md": "Markdown"}


class Wanted(NamedTuple):
    """The kind of note and its file; None for the usual name in the current folder."""

    kind: Kind
    to: Path | None


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
    path = Path(output).expanduser()
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
