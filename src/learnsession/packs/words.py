"""What pydantic found, as a person would say it: what is wrong, and what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from learnsession.packs import shape
from learnsession.packs.text import clip
from learnsession.packs.values import Loc, Value

_EXAMPLES = {
    "id": "nursery-call",
    "label": "Recommendation 1",
    "source": "Box 4, first point",
    "minutes": "8",
    "reference": "The partnership's website, page Learning from reviews",
}
"""What a key may look like with its value, where its name alone does not say it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Two sentences; `meant` is the key that a misspelt one was likely to be."""

    wrong: str
    todo: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class _Fault:
    """One error of pydantic with what is known about its place."""

    model: type[BaseModel]
    values: Value
    loc: Loc
    input: Any
    context: dict[str, Any]
    message: str

    @property
    def kind(self) -> Any:
        return shape.wanted(self.model, self.loc)

    @property
    def around(self) -> Any:
        return shape.wanted(self.model, self.loc[:-1])

    @property
    def name(self) -> str:
        return named(self.loc)

    @property
    def inside(self) -> str:
        """' in item 2 of 'activities'', or nothing at the top of the file."""
        around = self.loc[: -1 if isinstance(self.loc[-1], str) else -2]
        return f" in {named(around)}" if around else ""


def in_words(model: type[BaseModel], values: Value, error: dict[str, Any]) -> Said:
    """One error of pydantic in plain words.

    Args:
        model: the model of the whole file.
        values: what was read of the file.
        error: an item of `ValidationError.errors()`.

    """
    loc = tuple(part for part in error["loc"] if part != "[key]")
    fault = _Fault(model, values, loc, error["input"], error.get("ctx", {}), error["msg"])
    if error["loc"][-1:] == ("[key]",):
        return _unknown_key(fault)
    return _SENTENCES.get(error["type"], _other)(fault)


def named(loc: Loc) -> str:
    """A place as people say it: 'title', item 3 of 'points'."""
    if not loc:
        return "the file"
    if isinstance(loc[-1], str):
        return f"'{clip(loc[-1])}'"
    return f"item {loc[-1] + 1} of {named(loc[:-1])}"


def nearest(word: str, known: Iterable[str]) -> str:
    """The one that was likely meant; empty when none is near."""
    folded = {each.casefold().replace("_", "-"): each for each in known}
    near = get_close_matches(word[:100].casefold().replace("_", "-"), folded, 1, 0.6)
    return folded[near[0]] if near else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """'Did you mean …?', or what to do when nothing is near."""
    meant = nearest(word, known)
    return f"Did you mean '{clip(meant)}'?" if meant else otherwise


def listed(words: Iterable[str]) -> str:
    """Words with commas and 'or'."""
    *most, last = [f"'{word}'" for word in words]
    return f"{', '.join(most)} or {last}" if most else last


def as_id(text: str) -> str:
    """The nearest text that could be an id."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))[:60].strip("-")


def _missing(fault: _Fault) -> Said:
    wrong = f"The key {fault.name} is missing{fault.inside}."
    open_choice = shape.choices(fault.kind)
    key = fault.loc[-1]
    if open_choice:
        return Said(wrong, f"Add '{key}:' with {listed(open_choice)}.")
    if key in _EXAMPLES:
        return Said(wrong, f"Add a line such as '{key}: {_EXAMPLES[str(key)]}'.")
    return Said(wrong, f"Add a line '{key}:' with its value.")


def _unknown_key(fault: _Fault) -> Said:
    known = shape.keys(fault.around)
    word = str(fault.loc[-1])
    meant = nearest(word, known)
    wrong = f"The key '{clip(word)}' is not known{fault.inside}."
    if meant:
        return Said(wrong, f"Did you mean '{meant}'?", meant)
    return Said(wrong, f"Remove it; the keys here are {', '.join(known)}.")


def _empty(fault: _Fault) -> Said:
    needed = not isinstance(fault.loc[-1], str) or shape.is_required(fault.model, fault.loc)
    todo = "Write its value." if needed else "Write its value, or remove the key."
    return Said(f"There is nothing in {fault.name}{fault.inside}.", todo)


def _no_text(fault: _Fault) -> Said:
    if fault.input is None:
        return _empty(fault)
    if isinstance(fault.input, dict):
        wrong = f"Keys with values stand in {fault.name}, where a text is wanted."
        return Said(wrong, "If the text has a colon in it, put the whole text in double quotes.")
    wrong = f"A list stands in {fault.name}, where one text is wanted."
    return Said(wrong, "Write one text; put it in double quotes if it begins with - or [.")


def _no_number(fault: _Fault) -> Said:
    if fault.input is None:
        return _empty(fault)
    wrong = f"{fault.name} is {_shown(fault.input)}, where a whole number is wanted."
    return Said(capital(wrong), f"Write {_range(fault.kind)} in digits.")


def _out_of_range(fault: _Fault) -> Said:
    wrong = f"{fault.name} is {fault.input}, which is out of range."
    return Said(capital(wrong), f"Write {_range(fault.kind)}.")


def _range(kind: Any) -> str:
    least, most = shape.limit(kind, "ge"), shape.limit(kind, "le")
    return "a whole number" if None in (least, most) else f"a whole number from {least} to {most}"


def _no_switch(fault: _Fault) -> Said:
    if fault.input is None:
        return _empty(fault)
    yes = str(fault.input).casefold() in ("yes", "y", "on", "1", "true")
    no = str(fault.input).casefold() in ("no", "n", "off", "0", "false")
    todo = "Write true." if yes else "Write false." if no else "Write true or false."
    wrong = f"{fault.name} is {_shown(fault.input)}, where true or false is wanted."
    return Said(capital(wrong), todo)


def _too_long(fault: _Fault) -> Said:
    most = fault.context.get("max_length", 0)
    length = len(fault.input.strip()) if isinstance(fault.input, str) else 0
    wrong = f"{fault.name}{fault.inside} has {length:,} characters; {most:,} is the most."
    return Said(capital(wrong), "Shorten it, or divide it.")


def _no_id(fault: _Fault) -> Said:
    wrong = f"{fault.name}{fault.inside} is {_shown(fault.input)}, which is no id."
    rule = "Use lower-case letters, digits and single hyphens"
    example = as_id(str(fault.input))
    return Said(capital(wrong), f"{rule}, such as '{example}'." if example else f"{rule}.")


def _no_choice(fault: _Fault) -> Said:
    if fault.input is None:
        return _empty(fault)
    known = shape.choices(fault.kind)
    wrong = f"{fault.name}{fault.inside} is {_shown(fault.input)}, which is not a choice here."
    if not known:
        return Said(capital(wrong), "Write another value.")
    meant = nearest(str(fault.input), known)
    choose = f"Choose {listed(known)}."
    return Said(capital(wrong), f"Did you mean '{meant}'? {choose}" if meant else choose)


def _no_list(fault: _Fault) -> Said:
    if fault.input is None:
        return _empty(fault)
    what = "Keys with values stand" if isinstance(fault.input, dict) else "One text stands"
    wrong = f"{what} in {fault.name}{fault.inside}, where a list is wanted."
    if shape.is_model(shape.wanted(fault.model, (*fault.loc, 0))):
        return Said(wrong, "Begin each item on a line of its own with '- '.")
    example = clip(fault.input) if isinstance(fault.input, str) else "one, another"
    return Said(wrong, f"Put square brackets around it: [{example}].")


def _no_keys(fault: _Fault) -> Said:
    if fault.input is None:
        return _empty(fault)
    what = "A list stands" if isinstance(fault.input, list) else "A text stands"
    wrong = f"{what} in {fault.name}, where keys with their values are wanted."
    known = ", ".join(shape.keys(fault.kind))
    if isinstance(fault.input, str) and re.match(r"[a-z_]+:\S", fault.input):
        return Said(wrong, "Put a space after the colon.")
    return Said(wrong, f"Write lines 'key: value' under it; the keys are {known}.")


def _other(fault: _Fault) -> Said:
    wrong = f"{fault.name}{fault.inside} does not fit here."
    return Said(capital(wrong), "Compare it with the same key of a shipped file.")


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"'{clip(value)}'" if value.strip() else "empty"
    if isinstance(value, dict):
        return "keys with values"
    return "a list" if isinstance(value, list) else clip(value)


def capital(sentence: str) -> str:
    """A sentence with a capital at its start; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]


_SENTENCES: dict[str, Callable[[_Fault], Said]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "string_type": _no_text,
    "int_type": _no_number,
    "bool_type": _no_switch,
    "greater_than_equal": _out_of_range,
    "less_than_equal": _out_of_range,
    "string_too_short": _empty,
    "string_too_long": _too_long,
    "too_short": _empty,
    "string_pattern_mismatch": _no_id,
    "literal_error": _no_choice,
    "tuple_type": _no_list,
    "model_type": _no_keys,
    "dict_type": _no_keys,
}
"""What each type of pydantic's errors is in words."""
