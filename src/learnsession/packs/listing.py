"""Files in two folders: those that ship and the person's own, which win. Nothing is read here.

Home lists packs at every start, so this knows neither YAML nor models; it is given what reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from learnsession.errors import LearnSessionError, PackError, Problem
from learnsession.packs.files import shown

LOCAL_FILE = "local.yaml"
"""The team's own details: they stand among the packs and are none."""

ENDINGS = (".yaml", ".yml")


class Known(Protocol):
    """A file that was read: it has an id and a title."""

    @property
    def id(self) -> str:
        """Unique among its kind."""
        ...

    @property
    def title(self) -> str:
        """What people call it."""
        ...


F = TypeVar("F", bound=Known)

SERVES_ANY = "briefing"
"""The kind of pack that is about no review of its own: it is listed after the others."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[F]):
    """A file in one of the two folders, good or broken."""

    path: Path
    file: F | None
    """What is in it; None when it is broken."""
    problems: tuple[Problem, ...] = ()
    own: bool = False
    """True in the person's own folder."""
    replaces: Path | None = None
    """The shipped file with the same id, which this one wins over."""

    @property
    def id(self) -> str:
        """Its id; of a broken file the name without its ending."""
        if self.file is None:
            return self.path.stem
        return self.file.id

    @property
    def title(self) -> str:
        """Its title; of a broken file the name."""
        if self.file is None:
            return self.path.name
        return self.file.title


def shipped() -> Path:
    """The folder of the packs that ship: in an installed package, or in the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "sessions"
    return installed if installed.is_dir() else package.parents[1] / "sessions"


def own(store: Path) -> Path:
    """The folder of the person's own packs; it may not exist.

    Args:
        store: the folder of the store.

    """
    return store / "my-packs"


def entries_of(mine: Path, theirs: Path, read: Callable[[Path], F]) -> tuple[Entry[F], ...]:
    """What is in two folders, the person's own and the shipped: the good by title, then the broken.

    Args:
        mine: the person's own folder; its files win over shipped ones with the same id.
        theirs: the shipped folder.
        read: reads one file; raises PackError or NotFoundError when it cannot be used.

    """
    own_entries: list[Entry[F]] = _folder(mine, read, own=True)
    shipped_entries: list[Entry[F]] = _folder(theirs, read, own=False)
    by_id: dict[str, Path] = {entry.id: entry.path for entry in shipped_entries if entry.file}
    taken: set[str] = {entry.id for entry in own_entries if entry.file}
    entries: list[Entry[F]] = [
        replace(entry, replaces=by_id.get(entry.id)) if entry.file else entry
        for entry in own_entries
    ]
    entries += (each for each in shipped_entries if each.file is None or each.id not in taken)
    return tuple(sorted(entries, key=_place))


def _place(entry: Entry[F]) -> tuple[bool, bool, str]:
    """The good before the broken, reviews before what serves any, then by title."""
    serves_any = getattr(entry.file, "kind", "") == SERVES_ANY
    return entry.file is None, serves_any, entry.title.casefold()


def _folder(folder: Path, read: Callable[[Path], F], *, own: bool) -> list[Entry[F]]:
    """The files of one folder by name; the second with an id that stands already is broken."""
    try:
        paths = sorted(path for path in folder.iterdir() if _counts(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        return [Entry(folder, None, (_problem(folder, "This folder cannot be read."),), own)]
    entries: list[Entry[F]] = []
    first: dict[str, Path] = {}
    for path in paths:
        entry = _entry(path, read, own=own)
        if entry.file and entry.id in first:
            wrong = f"The id '{entry.id}' stands in '{first[entry.id].name}' already."
            todo = "Give one of the two another id, or remove one."
            entry = Entry(path, None, (Problem(shown(path), 1, wrong, todo),), own)
        elif entry.file:
            first[entry.id] = path
        entries.append(entry)
    return entries


def _counts(path: Path) -> bool:
    """Not the team's own details, nor what editors and Word leave behind."""
    name = path.name.lower()
    hidden = name.startswith((".", "~$", "#"))
    details = name in (LOCAL_FILE, LOCAL_FILE.replace(".yaml", ".yml"))
    return name.endswith(ENDINGS) and not hidden and not details


def _entry(path: Path, read: Callable[[Path], F], *, own: bool) -> Entry[F]:
    try:
        return Entry(path, read(path), (), own)
    except PackError as error:
        return Entry(path, None, error.problems, own)
    except LearnSessionError as error:
        return Entry(path, None, (Problem(shown(path), 1, error.happened, error.todo),), own)


def _problem(path: Path, wrong: str) -> Problem:
    return Problem(shown(path), 1, wrong, "Change who may read it, then try again.")
