"""`learnsession settings`, and `settings set`."""

from __future__ import annotations

from typing import Any

import pytest
from test_commands import Program, program  # noqa: F401 - a fixture

from learnsession.settings import FILE, SETTINGS, read_settings


def write(program: Program, text: str) -> None:  # noqa: F811
    program.store.mkdir(exist_ok=True)
    (program.store / FILE).write_text(text, "utf-8")


@pytest.fixture(name="run")
def _run(program: Program) -> Program:  # noqa: F811
    return program


def test_it_says_where_they_are_what_holds_and_what_it_means(run: Program) -> None:
    assert run("settings") == 0
    assert run.out.splitlines()[0].startswith(f"{run.store / FILE} (not there yet")
    assert 'theme = "calm": Calm (dark)' in run.out
    assert "blank_after = 0: Off" in run.out
    assert "retain_years: Not yet decided" in run.out
    for setting in SETTINGS:
        assert setting.about in run.out
        assert f"It can be {setting.allowed}." in run.out
    assert not run.store.exists()


def test_a_setting_is_changed_in_its_words_or_as_it_stands_in_the_file(run: Program) -> None:
    for arguments, said in (
        (("retain_years", "7"), "How long notes are kept: 7 years"),
        (("retain_years", "decide", "later"), "How long notes are kept: Decide later"),
        (("blank_after", "off"), "Blank the screen by itself: Off"),
        (("weekly_backup", "false"), "A backup every week: No"),
    ):
        assert run("settings", "set", *arguments) == 0, run.err
        assert run.out == f"{said}\n"
    settings = read_settings(run.store)
    assert (settings.blank_after, settings.weekly_backup) == (0, False)
    assert not settings.asks_for_retention
    assert run("settings") == 0
    assert run.out.splitlines()[0] == str(run.store / FILE)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("retain_years", "-1"), "retain_years cannot be '-1'."),
        (("retain_years", "--yes", "-1"), "retain_years cannot be '-1'."),
        (("retain_years", "--years"), "retain_years cannot be '--years'."),
        (("retain_years", "0"), 'Give it a whole number from 1 to 100 or "decide later".'),
        (("theme", "pink"), "theme cannot be 'pink'."),
        (("retain_year", "7"), "Did you mean 'retain_years'?"),
        (("colour", "7"), "There are: theme, blank_after"),
    ],
)
def test_a_wrong_value_or_key_is_refused_in_words(
    run: Program, arguments: tuple[str, str], said: str
) -> None:
    assert run("settings", "set", *arguments) == 1
    assert said in run.err
    assert not run.store.exists()


def test_usage_is_exit_2(run: Program) -> None:
    assert run("settings", "set", "theme") == 2
    assert run("settings", "get") == 2


def test_problems_are_told_with_their_line_and_exit_1(run: Program) -> None:
    write(run, "# mine\nthem = 1\nblank_after = 6\n")
    assert run("settings") == 1
    path = run.store / FILE
    first, second = run.err.splitlines()
    assert first.startswith(f"{path}:2: ")
    assert "Did you mean 'theme'?" in first
    assert second.startswith(f"{path}:3: 'blank_after' cannot be '6'.")
    assert "blank_after = 0: Off" in run.out


def test_a_file_that_is_not_toml_is_told_and_left_alone(run: Program) -> None:
    write(run, "theme = \n")
    assert run("settings") == 1
    assert f"{FILE}:1: This is not TOML" in run.err
    assert run("settings", "set", "theme", "paper") == 1
    assert f"learnsession --store {run.store} settings" in run.err
    assert (run.store / FILE).read_text("utf-8") == "theme = \n"


def test_a_program_reads_it_as_json(run: Program) -> None:
    import json

    write(run, "retain_years = 7\nx = 1\n")
    assert run("settings", "--json") == 1
    found: Any = json.loads(run.out)
    assert found["file"] == str(run.store / FILE)
    values = {each["key"]: each["value"] for each in found["settings"]}
    assert values == {
        "theme": "calm",
        "blank_after": 0,
        "weekly_backup": True,
        "owners": "roles",
        "retain_years": 7,
    }
    assert found["settings"][-1]["meaning"] == "7 years"
    assert [problem["line"] for problem in found["problems"]] == [2]
