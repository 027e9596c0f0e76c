"""JSON Schema of a pack, for editors that offer keys and underline slips.

It is made from the models, ships as `sessions/schema/pack.schema.json`, and is held in step by a
test; `python -m learnsession.packs.schema` writes it anew. `check` knows more than it does.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from learnsession.packs import base, framework, model
from learnsession.packs.listing import shipped
from learnsession.packs.model import Pack

MODELINE = "# yaml-language-server: $schema="
"""How the first line of a pack begins that tells an editor where the schema is."""

_ALSO_NUMBERS = ["string", "number"]
"""What an editor takes for a number, such as a year, is read as the text it stands for."""


def schema_file() -> Path:
    """Where the schema is, in an installed package or in the checkout."""
    return shipped() / "schema" / "pack.schema.json"


def made_anew() -> str:
    """The text of the schema file for the models as they are."""
    plain = Pack.model_json_schema()
    for name, made in [("Pack", plain), *plain["$defs"].items()]:
        docs = field_docs(_model(name))
        for field, value in made["properties"].items():
            value.pop("title", None)
            if field in docs:
                value["description"] = docs[field]
            made["properties"][field] = _or_one(value) if field == "local" else value
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    plain = {**head, **_as_read(plain), "title": "A learnsession pack"}
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def field_docs(made: type[BaseModel]) -> dict[str, str]:
    """What is said of each field, in the text below it; those of its parents too."""
    docs: dict[str, str] = {}
    for each in reversed(made.__mro__):
        if issubclass(each, BaseModel) and each.__module__.startswith("learnsession."):
            docs |= _own_docs(each)
    return docs


def _own_docs(made: type[BaseModel]) -> dict[str, str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(made)))
    (definition,) = tree.body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - for mypy: it is the source of a class
    docs = {}
    for field, after in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            docs[field.target.id] = inspect.cleandoc(str(after.value.value)).replace("\n", " ")
    return docs


def _model(name: str) -> type[BaseModel]:
    for module in (model, base, framework):
        found = getattr(module, name, None)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    raise LookupError(name)


def _or_one(value: dict[str, Any]) -> dict[str, Any]:
    """A list, or one of its items without the brackets, as the model takes it."""
    words = value.pop("description", None)
    either = {"anyOf": [value, value["items"]]}
    return {**either, "description": words} if words else either


def _as_read(value: Any) -> Any:
    """The same, with every open text open to what an editor takes for a number."""
    if isinstance(value, list):
        return [_as_read(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: _as_read(each) for key, each in value.items()}
    if made.get("type") == "string" and not {"enum", "const"} & made.keys():
        made["type"] = _ALSO_NUMBERS
    return made


if __name__ == "__main__":
    schema_file().parent.mkdir(exist_ok=True)
    schema_file().write_text(made_anew(), "utf-8")
