"""Reading the settings file: tolerant, and exact about what is wrong in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from learnsession.settings import FILE, SETTINGS, Setting, Settings, find_setting, read_settings


def written(store: Path, data: str | bytes) -> Path:
    path = store / FILE
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(store: Path, data: str | bytes) -> Settings:
    written(store, data)
    return read_settings(store)


def told(settings: Settings) -> str:
    return "\n".join(f"{each.line}: {each.wrong} {each.todo}" for each in settings.problems)


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "nowhere")
    assert (settings.theme, settings.blank_after, settings.weekly_backup) == ("calm", 0, True)
    assert settings.retain_years is None
    assert settings.owners == "roles"
    assert settings.asks_for_retention
    assert settings.problems == ()


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = read(
        tmp_path,
        'theme = "paper"\nblank_after = 10\nweekly_backup = false\nowners = "names"\n'
        "retain_years = 25\n",
    )
    assert (settings.theme, settings.blank_after) == ("paper", 10)
    assert (settings.weekly_backup, settings.retain_years) == (False, 25)
    assert settings.owners == "names"
    assert not settings.asks_for_retention
    assert settings.problems == ()


def test_deciding_later_is_remembered_and_is_no_number_of_years(tmp_path: Path) -> None:
    settings = read(tmp_path, 'retain_years = "decide later"\n')
    assert settings.retain_years is None
    assert not settings.asks_for_retention


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_the_table_is_whole(setting: Setting) -> None:
    assert setting.usual is None or setting.allows(setting.usual)
    assert setting.usual is not None or setting.unset
    assert setting.title[0].isupper()
    assert setting.about.endswith(".")
    assert all(setting.allows(choice.value) and choice.words for choice in setting.choices)
    words = [choice.words for choice in setting.choices]
    assert len(set(words)) == len(words)
    assert not setting.numbers or setting.unit


WRONG = {
    "theme": ('"pink"', "3", "true", "[]"),
    "blank_after": ("7", '"5"', "5.0", "true", "false", "-5", "{}"),
    "weekly_backup": ("1", "0", '"yes"', "2026-01-01"),
    "owners": ('"people"', "true", '""', "1"),
    "retain_years": ("0", "101", "-7", "7.0", '"7"', '"later"', "true", "99999999999999999999"),
}


@pytest.mark.parametrize(
    ("key", "value"), [(key, value) for key, values in WRONG.items() for value in values]
)
def test_a_wrong_value_is_reported_with_its_line_and_the_usual_one_holds(
    tmp_path: Path, key: str, value: str
) -> None:
    settings = read(tmp_path, f"# mine\n\n{key} = {value}\n")
    (problem,) = settings.problems
    assert problem.line == 3
    assert f"'{key}'" in problem.wrong
    assert find_setting(key).allowed in problem.todo
    assert settings.value(key) == find_setting(key).usual


def test_there_are_wrong_values_for_every_setting() -> None:
    assert set(WRONG) == {setting.key for setting in SETTINGS}


def test_a_wrong_retention_is_asked_for_again(tmp_path: Path) -> None:
    assert read(tmp_path, "retain_years = 0\n").asks_for_retention


def test_unknown_keys_are_reported_in_order_and_otherwise_ignored(tmp_path: Path) -> None:
    text = '# mine\ntheme = "paper"\nblank_afer = 5\n[privacy]\nblank_after = 5\n[["x y"]]\n'
    settings = read(tmp_path, text)
    assert (settings.theme, settings.blank_after) == ("paper", 0)
    assert [problem.line for problem in settings.problems] == [3, 4, 6]
    assert settings.problems[0].todo == "Did you mean 'blank_after'?"
    assert all(setting.key in settings.problems[1].todo for setting in SETTINGS)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("theme = \n", 1),
        ("a = 1\ntheme = 'calm\n", 2),
        ("theme = 'calm'\ntheme = 'paper'\n", 2),
        ("a = 1\n\n\nb = '''\n", 4),
        ("[" * 5000, 1),
        (b"a = 1\nb = '\xff'\n", 2),
    ],
)
def test_a_file_that_is_not_toml_is_reported_with_its_line_and_nobody_is_asked(
    tmp_path: Path, text: str | bytes, line: int
) -> None:
    settings = read(tmp_path, text)
    (problem,) = settings.problems
    assert problem.line == line, told(settings)
    assert problem.file == str(tmp_path / FILE)
    assert settings.theme == "calm"
    assert not settings.asks_for_retention
    assert "(at " not in problem.wrong


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "cannot be read" in told(read_settings(tmp_path))


def test_a_mark_at_the_beginning_and_windows_lines_do_no_harm(tmp_path: Path) -> None:
    settings = read(tmp_path, b"\xef\xbb\xbftheme = 'paper'\r\nblank_after = 30\r\n")
    assert (settings.theme, settings.blank_after, settings.problems) == ("paper", 30, ())


@pytest.mark.parametrize(
    ("key", "typed", "meant"),
    [
        ("theme", "Paper", "paper"),
        ("theme", "high  contrast", "contrast"),
        ("theme", "pink", None),
        ("blank_after", "off", 0),
        ("blank_after", "5", 5),
        ("blank_after", "after 10 minutes", 10),
        ("blank_after", "6", None),
        ("weekly_backup", "no", False),
        ("weekly_backup", "TRUE", True),
        ("weekly_backup", "1", None),
        ("owners", "Names", "names"),
        ("owners", "roles, or colleagues' names", "names"),
        ("owners", "anyone", None),
        ("retain_years", "7", 7),
        ("retain_years", "25 years", 25),
        ("retain_years", "1 year", 1),
        ("retain_years", "'decide later'", "decide later"),
        ("retain_years", "0", None),
        ("retain_years", "٧", None),
        ("retain_years", "", None),
    ],
)
def test_what_people_type_is_understood(key: str, typed: str, meant: object) -> None:
    value = find_setting(key).read(typed)
    assert (type(value), value) == (type(meant), meant)


def test_values_have_words() -> None:
    years = find_setting("retain_years")
    assert [years.words(value) for value in (1, 7, "decide later", None)] == [
        "1 year",
        "7 years",
        "Decide later",
        "Not yet decided",
    ]
    assert find_setting("weekly_backup").words(False) == "No"
    assert find_setting("blank_after").words(0) == "Off"


def test_reading_without_a_file_imports_no_parser(tmp_path: Path) -> None:
    """It is on the way to the first screen."""
    code = (
        "import sys; from pathlib import Path; from learnsession.settings import read_settings; "
        f"read_settings(Path({str(tmp_path)!r})); "
        "print(sorted({'tomllib', 'tomlkit', 'difflib', 'tempfile'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
