"""Whether the tags of a pack are in the framework that it names.

A pack is good without its framework at hand, so this is no part of reading it: `check` asks here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from learnsession.errors import LearnSessionError, PackError, Problem
from learnsession.packs.files import read_bytes, shown
from learnsession.packs.fitting import Finding, problems_of
from learnsession.packs.framework import Framework
from learnsession.packs.library import find_framework
from learnsession.packs.text import clip
from learnsession.packs.values import Loc, Value, in_order
from learnsession.packs.words import did_you_mean, listed
from learnsession.packs.yaml import survey

_TAGS = ("tags", "source_tags")


def tag_problems(path: Path, store: Path) -> tuple[Problem, ...]:
    """What is wrong with the tags of a good pack; empty when nothing is, or when it has none.

    Args:
        path: the file of the pack.
        store: the folder of the store, where the person's own frameworks are.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: the file is too large, or may not be read.

    """
    loaded = survey(read_bytes(path), shown(path)).loaded
    if loaded is None or not isinstance(loaded.values, dict):
        return ()
    name = loaded.values.get("framework")
    places = tuple(_tags(loaded.values))
    findings: tuple[Finding, ...] = ()
    if isinstance(name, str):
        findings = _checked(name, store, places)
    elif places:
        wrong = "This pack has tags, and names no framework that they are of."
        todo = "Add a line 'framework:' with its id, such as norfolk-thematic-learning."
        findings = (Finding(places[0][0], wrong, todo),)
    return in_order(problems_of(loaded, shown(path), findings))


_Tag = tuple[Loc, str]


def _tags(values: Value, loc: Loc = ()) -> Iterator[_Tag]:
    """Every tag of every item, with its place."""
    if isinstance(values, list):
        for index, value in enumerate(values):
            yield from _tags(value, (*loc, index))
    elif isinstance(values, dict):
        for key, value in values.items():
            if key in _TAGS and isinstance(value, list):
                for index, tag in enumerate(value):
                    if isinstance(tag, str):
                        yield (*loc, key, index), tag
            else:
                yield from _tags(value, (*loc, key))


def _checked(name: str, store: Path, places: tuple[_Tag, ...]) -> tuple[Finding, ...]:
    try:
        framework = find_framework(name, store).framework
    except PackError as error:
        wrong = f"The framework '{clip(name)}' cannot be used: {error.where}: {error.happened}"
        return (Finding(("framework",), wrong, error.todo),)
    except LearnSessionError as error:
        return (Finding(("framework",), error.happened, error.todo),)
    return tuple(_strange(framework, places))


def _strange(framework: Framework, places: tuple[_Tag, ...]) -> Iterator[Finding]:
    known = framework.names
    ids = [each.id for each in framework.themes] + [each.id for each in framework.quadrants]
    todo = f"Choose {listed(ids)}, or a standard's number such as '3.1'."
    for loc, tag in places:
        if tag not in known:
            wrong = f"The framework '{framework.id}' has no '{clip(tag)}'."
            yield Finding(loc, wrong, did_you_mean(tag, known, todo))
