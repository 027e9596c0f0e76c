"""A file -> a pack, format, framework or layout, or every problem in it at once with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from learnsession.errors import PackError, Problem
from learnsession.packs.base import Model
from learnsession.packs.checks import (
    format_findings,
    framework_findings,
    layout_findings,
    newer,
    pack_findings,
)
from learnsession.packs.files import read_bytes, shown
from learnsession.packs.fitting import Finding, fit, problems_of, together
from learnsession.packs.format import Format
from learnsession.packs.framework import Framework
from learnsession.packs.layout import Layout
from learnsession.packs.model import Pack
from learnsession.packs.values import Loaded, Survey
from learnsession.packs.yaml import survey

M = TypeVar("M", bound=Model)


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


N = TypeVar("N", bound=_Named)


@dataclass(frozen=True, slots=True)
class ReadFile(Generic[N]):
    """What was in a file, where it was read from, and the checksum of its bytes (SHA-256, hex)."""

    content: N
    path: Path
    sha256: str

    @property
    def id(self) -> str:
        """The id of what is in it."""
        return self.content.id

    @property
    def title(self) -> str:
        """The title of what is in it."""
        return self.content.title


class PackFile(ReadFile[Pack]):
    """A pack in a file."""

    __slots__ = ()

    @property
    def pack(self) -> Pack:
        """The pack."""
        return self.content

    @property
    def kind(self) -> str:
        """What sort of pack it is."""
        return self.content.kind


class FormatFile(ReadFile[Format]):
    """A format in a file."""

    __slots__ = ()

    @property
    def form(self) -> Format:
        """The format."""
        return self.content


class FrameworkFile(ReadFile[Framework]):
    """A framework in a file."""

    __slots__ = ()

    @property
    def framework(self) -> Framework:
        """The framework."""
        return self.content


class LayoutFile(ReadFile[Layout]):
    """A layout in a file."""

    __slots__ = ()

    @property
    def layout(self) -> Layout:
        """The layout."""
        return self.content


def read_pack(path: Path) -> PackFile:
    """The pack in a file.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: with every problem in it.

    """
    data = read_bytes(path)
    return PackFile(_model(Pack, data, path), path, sha256(data).hexdigest())


def read_format(path: Path) -> FormatFile:
    """The format in a file.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: with every problem in it.

    """
    data = read_bytes(path)
    return FormatFile(_model(Format, data, path), path, sha256(data).hexdigest())


def read_framework(path: Path) -> FrameworkFile:
    """The framework in a file.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: with every problem in it.

    """
    data = read_bytes(path)
    return FrameworkFile(_model(Framework, data, path), path, sha256(data).hexdigest())


def read_layout(path: Path) -> LayoutFile:
    """The layout in a file.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: with every problem in it.

    """
    data = read_bytes(path)
    return LayoutFile(_model(Layout, data, path), path, sha256(data).hexdigest())


def read_as(model: type[M], path: Path) -> M:
    """What is in a file, as one of the models of a file.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: with every problem in it.

    """
    return _model(model, read_bytes(path), path)


def check(path: Path) -> tuple[Problem, ...]:
    """Every problem in a pack, format, framework, layout, advice or the team's own details.

    What sort of file it is follows from its keys: a format has phases, a framework quadrants, a
    layout an order, advice has verbs, and the details have only keys of their own. Everything else
    is a pack. Empty when nothing is wrong.

    Raises:
        NotFoundError: no such file, or a folder.

    """
    from learnsession.packs.local import Contacts
    from learnsession.packs.smart_words import SmartWords

    try:
        found = survey(read_bytes(path), shown(path))
    except PackError as error:
        return error.problems
    keys = set(found.loaded.values) if found.loaded else set()
    model: type[Model] = Pack
    if "phases" in keys:
        model = Format
    elif "quadrants" in keys and "activities" not in keys:
        model = Framework
    elif "order" in keys:
        model = Layout
    elif "verbs" in keys:
        model = SmartWords
    elif keys and keys <= set(Contacts.model_fields):
        model = Contacts
    return _read(model, found, shown(path))[1]


def kept_pack(values: dict[str, Any]) -> Pack:
    """A pack as it was kept when it was run: what a later learnsession does not know is let go."""
    return Pack.model_validate(values, extra="ignore")


def kept_format(values: dict[str, Any]) -> Format:
    """A format as it was kept when it was run; as tolerant as `kept_pack`."""
    return Format.model_validate(values, extra="ignore")


def to_plain(model: Model) -> dict[str, Any]:
    """A pack or format as plain JSON values, to be kept or printed.

    Only what is None is left out: lists stand even when empty, and defaults are written out, so
    that a kept pack stays what it was when a default changes.
    """
    return model.model_dump(mode="json", exclude_none=True)


def _model(model: type[M], data: bytes, path: Path) -> M:
    made, problems = _read(model, survey(data, shown(path)), shown(path))
    if made is None or problems:
        raise PackError(problems)
    return made


_CHECKS: dict[type[Model], Callable[[Loaded], tuple[Finding, ...]]] = {
    Pack: pack_findings,
    Format: format_findings,
    Framework: framework_findings,
    Layout: layout_findings,
}


def _read(model: type[M], found: Survey, name: str) -> tuple[M | None, tuple[Problem, ...]]:
    """The model, or every problem; both when the text was wrong and could be mended."""
    loaded = found.loaded
    if loaded is None:
        return None, found.problems
    other = _other_sort(model, loaded.values) or newer(loaded.values)
    if other:
        return None, together(found, problems_of(loaded, name, (other,)))
    values = loaded.values
    if values.get("format") == "1":
        values = {**values, "format": 1}
    fitted = fit(model, values)
    more = _CHECKS[model](loaded) if model in _CHECKS else ()
    problems = problems_of(loaded, name, (*fitted.findings, *more))
    return fitted.model, together(found, problems)


_SORTS: dict[type[Model], tuple[str, str, str]] = {
    Pack: ("activities", "a pack", "a pack; formats go with --format"),
    Format: ("phases", "a format", "a format, such as team-30"),
    Framework: ("quadrants", "a framework", "a framework, such as norfolk-thematic-learning"),
    Layout: ("order", "a layout", "a layout, such as learning-note"),
}
"""The key that only this sort of file has, what it is called, and what to choose of it."""


def _other_sort(model: type[Model], values: dict[str, Any]) -> Finding | None:
    """Set when one sort of file stands where another is wanted."""
    if model not in _SORTS or _SORTS[model][0] in values:
        return None
    _, wanted, choose = _SORTS[model]
    for key, name, _ in _SORTS.values():
        if key in values:
            wrong = f"This is {name} (it has {key}), where {wanted} is wanted."
            return Finding((key,), wrong, f"Choose {choose}.")
    return None
