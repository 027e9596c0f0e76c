"""What a model wants at a place in a file: which keys, which choices, how long a text."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from learnsession.packs.values import Loc

ONE_LINE = 120
"""A text that may be no longer than this is a title or label, and stands on one line."""


def wanted(model: type[BaseModel], loc: Loc) -> Any:
    """The type that a model wants at a place, with its constraints; None where nothing is."""
    kind: Any = model
    for part in loc:
        kind = _inside(_bare(kind), part)
    return kind


def keys(kind: Any) -> tuple[str, ...]:
    """The keys that may stand at a place."""
    bare = _bare(kind)
    if _is_model(bare):
        return tuple(bare.model_fields)
    if get_origin(bare) is dict:
        return choices(get_args(bare)[0])
    return ()


def choices(kind: Any) -> tuple[str, ...]:
    """The values of a closed choice; empty where the choice is open."""
    bare = _bare(kind)
    return tuple(str(value) for value in get_args(bare)) if get_origin(bare) is Literal else ()


def limit(kind: Any, name: str) -> int | None:
    """A limit such as `max_length`, `ge` or `le`."""
    found = None
    for mark in _marks(kind):
        for each in (mark, *getattr(mark, "metadata", ())):
            value = getattr(each, name, None)
            found = value if isinstance(value, int) else found
    return found


def is_required(model: type[BaseModel], loc: Loc) -> bool:
    """True when the key at a place may not be left out."""
    around = _bare(wanted(model, loc[:-1])) if loc else None
    if not isinstance(around, type) or not issubclass(around, BaseModel):
        return False
    field = around.model_fields.get(str(loc[-1]))
    return field is not None and field.is_required()


def is_model(kind: Any) -> bool:
    """True when keys with values are wanted."""
    return _is_model(_bare(kind))


def _is_model(bare: Any) -> bool:
    return isinstance(bare, type) and issubclass(bare, BaseModel)


def _bare(kind: Any) -> Any:
    """A type without its constraints and without the None it may be instead."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif get_origin(kind) in (Union, types.UnionType):
            kind = next(part for part in get_args(kind) if part is not type(None))
        else:
            return kind


def _marks(kind: Any) -> tuple[Any, ...]:
    """The constraints of a type, outside in."""
    if get_origin(kind) is Annotated:
        return (*_marks(get_args(kind)[0]), *get_args(kind)[1:])
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(mark for part in get_args(kind) for mark in _marks(part))
    return ()


def _inside(bare: Any, part: str | int) -> Any:
    if _is_model(bare):
        return _hints(bare).get(str(part))
    if get_origin(bare) is tuple and isinstance(part, int):
        return get_args(bare)[0]
    if get_origin(bare) is dict:
        return get_args(bare)[1]
    return None


@cache
def _hints(model: type[BaseModel]) -> dict[str, Any]:
    return get_type_hints(model, include_extras=True)
