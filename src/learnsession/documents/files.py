"""Writing an export where a person asked for it: whole or not at all, and theirs alone to read."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from learnsession.errors import ExportError


def write_export(path: Path, data: bytes, force: bool = False) -> None:
    """Write a file that only its owner can read. A kill in between leaves no half of it.

    Args:
        path: the file; its folder must be there.
        data: the whole content.
        force: write over a file that is there.

    Raises:
        ExportError: a file is there already, the path is a folder, the folder is missing, or
            the disk refuses.

    """
    _check(path, force)
    try:
        temporary = _beside(path, data)
        try:
            _put(temporary, path, force)
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
    except FileExistsError:  # written by somebody else since it was checked
        raise _is_there(path) from None
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from error


def _check(path: Path, force: bool) -> None:
    try:
        if path.is_dir():
            raise ExportError(f"'{path}' is a folder.", "Add the name of a file to it.")
        if not path.parent.is_dir():
            raise ExportError(
                f"There is no folder '{path.parent}'.", "Make it first, or choose another place."
            )
        if not force and os.path.lexists(path):
            raise _is_there(path)
    except OSError as error:  # a name that is too long, or a folder that may not be looked into
        raise _cannot(path, error) from error


def _cannot(path: Path, error: OSError | ValueError) -> ExportError:
    """The disk's own reason; a name with a NUL or half a character never gets that far."""
    reason = getattr(error, "strerror", None) or "this cannot be the name of a file"
    return ExportError(
        f"'{path}' could not be written: {reason}.", "Choose another place with --output."
    )


def _is_there(path: Path) -> ExportError:
    return ExportError(
        f"'{path}' is there already and was left as it is.",
        "Use --force to write over it, or --output to choose another name.",
    )


def _beside(path: Path, data: bytes) -> Path:
    """A finished temporary file in the same folder; `mkstemp` makes it 0600."""
    handle, name = tempfile.mkstemp(prefix=".learnsession-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _put(temporary: Path, path: Path, force: bool) -> None:
    """Give the file its name. A link, unlike a replace, refuses a name that has been taken."""
    if force:
        temporary.replace(path)
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a stick or share without links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.replace(path)
