"""Asking for passphrases: at a terminal without showing them, or from a file for scripts."""

from __future__ import annotations

from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

import click

from learnsession.cli import terminal
from learnsession.cli.around import cannot_be_read, warn
from learnsession.errors import LockedError, NotFoundError, RefusedError
from learnsession.paths import path_of

if TYPE_CHECKING:
    from pathlib import Path

    from learnsession.store.sealing import Sealed

_TRIES = 3
_LOOKED_AT = 8192
"""Bytes of a passphrase file; more than the longest passphrase, so that none is cut unseen."""


def unlocked(root: Path, file: str) -> Sealed:
    """Open a protected store; at a terminal a wrong passphrase can be given again.

    Args:
        root: the store.
        file: where the passphrase stands; empty to ask.

    Raises:
        LockedError: there is no passphrase, or a wrong one.
        NotFoundError: the file cannot be read.
        StoreError: the store cannot be used.

    """
    from learnsession.store.vault import unlock

    if file:
        return unlock(root, from_file(file))
    for _ in range(_TRIES - 1):
        given = ask("Passphrase")
        try:
            return unlock(root, given)
        except LockedError as error:
            warn(f"{error.happened} {error.todo}")
    return unlock(root, ask("Passphrase"))


def ask(prompt: str) -> str:
    """The passphrase of a protected store from the terminal, not shown while it is typed.

    Raises:
        LockedError: there is no terminal to ask at.

    """
    if not terminal.at_terminal():
        raise LockedError(
            "This store is protected, and there is no terminal to ask for its passphrase.",
            "Put it in a file: learnsession --passphrase-file FILE and then the command.",
        )
    return _typed(prompt)


def ask_new(file: str, instead: str) -> str:
    """A new passphrase, asked for twice at a terminal.

    Args:
        file: where it stands; empty to ask.
        instead: the command that takes it from a file.

    Raises:
        NoTerminalError: there is no terminal to ask at.
        NotFoundError: the file cannot be read.
        RefusedError: it is too short or too long, or the second is not the first.

    """
    from learnsession.store.keys import long_enough

    if file:
        return long_enough(from_file(file))
    if not terminal.at_terminal():
        raise terminal.NoTerminalError(
            "There is no terminal to ask for the new passphrase; nothing was changed.",
            f"Put it in a file: {instead}",
        )
    first = long_enough(_typed("New passphrase"))
    if _typed("The same again") != first:
        raise RefusedError("The two are not the same; nothing was changed.", "Start again.")
    return first


def _typed(prompt: str) -> str:
    return str(click.prompt(prompt, hide_input=True, err=True))


def from_file(file: str) -> str:
    """The first line of a file, without its end; UTF-8, with or without a byte order mark.

    Raises:
        NotFoundError: it cannot be read, or holds no such line.
        RefusedError: the line is longer than a passphrase can be.

    """
    from learnsession.store.keys import LONGEST, too_long

    try:
        with path_of(file).open("rb") as opened:
            data = opened.readline(_LOOKED_AT)
        # What is looked at can end in the middle of a letter.
        text = getincrementaldecoder("utf-8-sig")().decode(data, final=len(data) < _LOOKED_AT)
        line = text.splitlines()[:1]
    except (OSError, UnicodeDecodeError) as error:
        raise cannot_be_read("passphrase file", file, error) from error
    if not line or not line[0]:
        raise NotFoundError(
            "The passphrase file is empty.", "Put the passphrase on its first line.", file
        )
    if len(line[0].encode("utf-8")) > LONGEST:
        raise too_long(file)
    return line[0]
