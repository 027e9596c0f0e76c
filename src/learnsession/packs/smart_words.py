"""The words behind the advice on an agreed action: verbs, weak words and what is said of them.

They ship as `sessions/advice/smart.yaml`. An authority that speaks otherwise keeps a copy of its
own in `my-packs/advice` in the store; a broken copy never stops anybody from writing an action.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from learnsession.packs.base import Id, Model, Short
from learnsession.packs.listing import entries_of, own, shipped

ID = "smart"
FOLDER = "advice"

Word = Annotated[
    str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True, to_lower=True)
]
"""A word, or a few that belong together: 1 to 40 characters, compared in small letters."""


class Sentences(Model):
    """What is said, one sentence each; what is left out is not said."""

    verb: Short | None = None
    """Nobody does anything."""
    weak: Short | None = None
    """Nobody could see it done; `{words}` stands for the weak words."""
    owner: Short | None = None
    due: Short | None = None
    measure: Short | None = None
    carried_by: Short | None = None
    """It is asked of a service or the partnership, and nobody takes it there."""
    reply_by: Short | None = None
    """As before, and no reply is expected by any day."""


class SmartWords(Model):
    """What advice is made of; no code knows any of its words."""

    format: Literal[1]
    id: Id
    title: Short
    sentences: Sentences
    weak: tuple[Word, ...] = ()
    """Verbs, or phrases that begin with one, after which nobody can see what will be done."""
    irregular: tuple[Word, ...] = ()
    """Forms of verbs that no rule makes: 'written', 'sent'."""
    verbs: tuple[Word, ...] = Field(min_length=1)
    """What somebody can do, in the form after 'will'."""


def read_smart_words(root: Path | None) -> SmartWords:
    """The person's own words if they can be used, else those that ship.

    Args:
        root: the folder of the store; None: those that ship.

    Raises:
        PackError: those that ship cannot be used.

    """
    # Where there is no store, nothing stands under 'my-packs' in the shipped folder either.
    mine = own(root or shipped()) / FOLDER
    listed = entries_of(mine, shipped() / FOLDER, read_smart_file)
    found = next((each.file for each in listed if each.file and each.id == ID), None)
    return found or read_smart_file(shipped() / FOLDER / f"{ID}.yaml")


def read_smart_file(path: Path) -> SmartWords:
    """The words in a file.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: with every problem in it.

    """
    from learnsession.packs.reader import read_as  # the session knows these words, and no YAML

    return read_as(SmartWords, path)
