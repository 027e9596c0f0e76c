"""The team's own details, which no pack can know: whom to turn to, whom to call.

They stand in `my-packs/local.yaml` in the store. A file that is missing or broken never stops
anything; its problems are carried along, to be shown where the details would have been.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from learnsession.errors import LearnSessionError, PackError, Problem
from learnsession.packs.base import Model, Text
from learnsession.packs.files import read_bytes, shown
from learnsession.packs.fitting import fit, problems_of, together
from learnsession.packs.listing import LOCAL_FILE
from learnsession.packs.model import LocalName
from learnsession.packs.yaml import survey

FILE = LOCAL_FILE
"""The file's name in the person's own folder."""


class Detail(Model):
    """Something that is the team's own: what it is called or says, and where it is."""

    text: Text
    link: Text | None = None


class Contacts(Model):
    """What can be written in the file."""

    support: tuple[Text, ...] = ()
    """Whom to turn to after a hard session, one line each."""
    concern: tuple[Text, ...] = ()
    """Whom to contact about a live worry, one line each."""
    details: dict[LocalName, Detail] = Field(default_factory=dict)
    """What packs refer to: the local procedure, the neglect strategy, its champions …"""


class Local(Contacts):
    """The team's own details as they were read."""

    path: Path
    """Where they stand, or would stand."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the file; the details are empty then."""


def read_local(store: Path) -> Local:
    """The team's own details. Never raises: a broken file gives none, and its problems.

    Args:
        store: the folder of the store.

    """
    path = store / "my-packs" / FILE
    try:
        if not path.is_symlink() and not path.exists():
            return Local(path=path)
        found = survey(read_bytes(path), shown(path))
    except PackError as error:
        return Local(path=path, problems=error.problems)
    except (LearnSessionError, OSError) as error:
        wrong = error.happened if isinstance(error, LearnSessionError) else "It cannot be read."
        todo = "Mend or remove it; the session goes on without it."
        return Local(path=path, problems=(Problem(shown(path), 1, wrong, todo),))
    if found.blank:
        return Local(path=path)
    if found.loaded is None:
        return Local(path=path, problems=found.problems)
    fitted = fit(Contacts, found.loaded.values)
    problems = together(found, problems_of(found.loaded, shown(path), fitted.findings))
    if fitted.model is None or problems:
        return Local(path=path, problems=problems)
    return Local(path=path, **fitted.model.model_dump())
