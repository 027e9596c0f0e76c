"""How commands are named for the store that is used."""

from __future__ import annotations

import pytest

from learnsession.errors import NotFoundError, Problem
from learnsession.plain.place import Place


@pytest.mark.parametrize(
    ("todo", "told"),
    [
        (
            "See them all: learnsession sessions",
            "See them all: learnsession --store 'a b' sessions",
        ),
        ("'learnsession packs' lists all.", "'learnsession --store 'a b' packs' lists all."),
        ("Use a newer learnsession to show it.", "Use a newer learnsession to show it."),
    ],
)
def test_a_command_in_advice_names_the_store(todo: str, told: str) -> None:
    error = NotFoundError("There is no 'learnsession show'.", todo)
    assert Place("a b").told(error) == f"There is no 'learnsession show'. {told}"
    assert Place().told(error) == str(error)


def test_a_problem_of_a_file_too() -> None:
    problem = Problem("a.yaml", 3, "Wrong.", "Look: learnsession check a.yaml")
    said = "a.yaml:3: Wrong. Look: learnsession --store s check a.yaml"
    assert Place("s").told(problem) == said
