"""The schema for editors is that of the models, and takes every pack that ships."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from good_files import PACK, spoilt
from pydantic import BaseModel

from learnsession.packs import model
from learnsession.packs.base import Source
from learnsession.packs.listing import shipped
from learnsession.packs.schema import MODELINE, field_docs, made_anew, schema_file

SCHEMA: dict[str, Any] = json.loads(made_anew())


class CoreLoader(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: dates and yes are text, numbers are numbers."""


CoreLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if not pair[0].endswith((":timestamp", ":bool"))]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))

_IS = {
    "string": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def faults(schema: dict[str, Any], value: Any, at: str = "") -> list[str]:
    """What JSON Schema says against a value; as much of it as this schema uses."""
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        tried = [faults(each, value, at) for each in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_IS[kind](value) for kind in kinds):
        return [f"{at}: no {kinds}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: no choice")
    if "const" in schema and value != schema["const"]:
        found.append(f"{at}: not {schema['const']}")
    if isinstance(value, str):
        found += _text_faults(schema, value, at)
    elif isinstance(value, list):
        found += [
            f for n, each in enumerate(value) for f in faults(schema["items"], each, f"{at}.{n}")
        ]
        found += [f"{at}: too few"] * (len(value) < schema.get("minItems", 0))
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{at}.{key}: missing" for key in schema.get("required", []) if key not in value]
        found += [f"{at}.{key}: unknown" for key in value if known and key not in known]
        found += [
            f
            for key, each in value.items()
            for f in faults(known.get(key, {}), each, f"{at}.{key}")
        ]
    elif "minimum" in schema:
        found += [f"{at}: range"] * (not schema["minimum"] <= value <= schema["maximum"])
    return found


def _text_faults(schema: dict[str, Any], value: str, at: str) -> list[str]:
    bad = [
        "pattern" in schema and not re.search(schema["pattern"], value),
        len(value.strip()) < schema.get("minLength", 0),
        len(value.strip()) > schema.get("maxLength", len(value)),
    ]
    return [f"{at}: text"] * any(bad)


def test_the_file_that_ships_is_in_step_with_the_models() -> None:
    told = "Run: python -m learnsession.packs.schema"
    assert schema_file().read_text("utf-8") == made_anew(), told


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_it_takes_every_pack_that_ships(path: Path) -> None:
    values = yaml.load(path.read_text("utf-8"), CoreLoader)
    assert faults(SCHEMA, values) == []


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_pack_that_ships_names_it_in_its_first_line(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0]
    assert first.startswith(MODELINE)
    assert path.parent / first.removeprefix(MODELINE) == schema_file()


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("format: 1", "format: 2", ".format"),
        ("id: small", "id: Small One", ".id"),
        ("partnership: Some partnership", "partner: Some partnership", ".partner"),
        ("minutes: 10", "minutes: ten", ".activities.0.minutes"),
        ("minutes: 10", "minutes: 1000", ".activities.0.minutes"),
        ("way: pairs", "way: threes", ".activities.0.way"),
        ("essential: true", "essential: yes", ".case_summary.events.0.essential"),
        ("kind: unclear", "kind: odd", ".source_notes.0.kind"),
        ("about: [first]", "about: first", ".source_notes.0.about"),
        ("    title: Talk it over\n", "", ".activities.0.title"),
    ],
)
def test_it_refuses_what_the_reader_refuses(old: str, new: str, at: str) -> None:
    text = spoilt(PACK, old, new)
    assert at in {each.partition(":")[0] for each in faults(SCHEMA, yaml.load(text, CoreLoader))}


def test_what_an_editor_takes_for_a_number_is_text() -> None:
    text = spoilt(PACK, "      text: Something", "      date: 2014\n      text: Something")
    assert faults(SCHEMA, yaml.load(text, CoreLoader)) == []


def test_one_name_of_a_local_detail_may_stand_alone() -> None:
    for local in ("local: procedure", "local: [procedure, champions]"):
        text = spoilt(PACK, "    way: pairs", f"    way: pairs\n    {local}")
        assert faults(SCHEMA, yaml.load(text, CoreLoader)) == []


def test_fields_say_what_they_are_for() -> None:
    assert field_docs(model.Item)["worked_well"].startswith("True for what went well")
    assert "written_for_pack" in field_docs(model.Activity)
    activity = SCHEMA["$defs"]["Activity"]["properties"]
    assert activity["talk_only"]["description"].startswith("Held")
    assert issubclass(Source, BaseModel)
    assert SCHEMA["$defs"]["Source"]["properties"]["published"]["description"]
