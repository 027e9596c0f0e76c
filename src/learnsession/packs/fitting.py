"""Plain values -> a model, or every way in which they do not fit it, in plain words.

Scalars arrive as text. They become numbers and true or false only where the model asks for one,
and only from plain digits and from `true` and `false`: the strict model says where, and is asked
again with those converted.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from learnsession.errors import Problem
from learnsession.packs.values import MOST_PROBLEMS, Loaded, Loc, Survey, Value, in_order
from learnsession.packs.words import in_words

M = TypeVar("M", bound=BaseModel)

_DIGITS = re.compile(r"[0-9]{1,6}")
_SWITCH = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place in the values."""

    loc: Loc
    wrong: str
    todo: str


@dataclass(frozen=True, slots=True)
class Fitted(Generic[M]):
    """A model, or everything that kept the values from becoming one."""

    model: M | None
    findings: tuple[Finding, ...] = ()


def fit(model: type[M], values: Value) -> Fitted[M]:
    """Make a model of plain values.

    Args:
        model: one of the models of a file.
        values: what `yaml.load` gave; left as it is.

    """
    copy = json.loads(json.dumps(values))
    try:
        return Fitted(_strict(model, copy))
    except ValidationError as error:
        converted = [_convert(copy, problem) for problem in error.errors(include_url=False)]
        errors = error.errors(include_url=False)
    if any(converted):
        try:
            return Fitted(_strict(model, copy))
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return Fitted(None, _findings(model, values, [dict(each) for each in errors]))


def problems_of(loaded: Loaded, name: str, findings: tuple[Finding, ...]) -> list[Problem]:
    """Findings with the file and the lines they stand on."""
    return [Problem(name, loaded.line(found.loc), found.wrong, found.todo) for found in findings]


def together(found: Survey, problems: list[Problem]) -> tuple[Problem, ...]:
    """Problems of the text and of the values, by line.

    A key that the file as a whole lacks has no line of its own and comes last, so that the first
    problem is one that can be looked at. A line whose text is wrong is not blamed for its value as
    well: that was only guessed.
    """
    taken = {problem.line for problem in found.problems}
    told = in_order([*found.problems, *(each for each in problems if each.line not in taken)])
    if len(told) == MOST_PROBLEMS:  # the last of them may say how many more there are
        return told
    return tuple(sorted(told, key=_has_no_line))


def _has_no_line(problem: Problem) -> bool:
    return problem.wrong.startswith("The key ") and problem.wrong.endswith(" is missing.")


def _strict(model: type[M], values: Value) -> M:
    # JSON rather than Python values: only there does a strict model take a list for a tuple.
    return model.model_validate_json(json.dumps(values), strict=True)


def _convert(values: Value, error: Any) -> bool:
    """Turn the text at a place into the number or switch that is wanted there, if it is one."""
    text, loc = error["input"], error["loc"]
    value: int | bool | None = None
    if error["type"] == "int_type" and isinstance(text, str) and _DIGITS.fullmatch(text):
        value = int(text)
    elif error["type"] == "bool_type" and isinstance(text, str):
        value = _SWITCH.get(text)
    if value is None:
        return False
    for part in loc[:-1]:
        values = values[part]
    values[loc[-1]] = value
    return True


def _findings(
    model: type[BaseModel], values: Value, errors: list[dict[str, Any]]
) -> tuple[Finding, ...]:
    found = []
    misspelt: set[Loc] = set()
    for error in errors:
        if error["type"] == "too_short" and error["input"]:
            continue  # its items are wrong, and are told one by one
        said = in_words(model, values, error)
        loc = tuple(part for part in error["loc"] if part != "[key]")
        if said.meant:
            misspelt.add((*loc[:-1], said.meant))
        found.append((error["type"], Finding(loc, said.wrong, said.todo)))
    return tuple(
        finding for kind, finding in found if kind != "missing" or finding.loc not in misspelt
    )
