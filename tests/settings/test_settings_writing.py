"""Changing a setting: careful with a file that somebody wrote."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.errors import LearnSessionError
from learnsession.settings import FILE, LATER, SETTINGS, Settings, read_settings
from learnsession.settings.writing import change_setting

MINE = """\
# mine
other = 3   # stays

theme = 'calm' # I like it

# retain_years = 7 was decided in March
text = '''
theme = "no"
'''
[later]
theme = "inside"
"""


def test_a_new_file_explains_every_setting_and_reads_as_it_was_meant(tmp_path: Path) -> None:
    store = tmp_path / "store"
    change_setting(store, "theme", "contrast")
    text = (store / FILE).read_text("utf-8")
    for setting in SETTINGS:
        assert f"# {setting.title}. " in text
    assert all(len(line) <= 80 for line in text.splitlines())
    settings = read_settings(store)
    assert settings.problems == ()
    assert settings.theme == "contrast"
    assert settings.asks_for_retention, "a look is no answer to that question"
    everything = tomllib.loads(text)
    assert everything == {
        "theme": "contrast",
        "blank_after": 0,
        "weekly_backup": True,
        "owners": "roles",
    }


def test_what_is_decided_later_stands_below_its_comment(tmp_path: Path) -> None:
    change_setting(tmp_path, "theme", "paper")
    change_setting(tmp_path, "retain_years", 7)
    lines = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert lines[-1] == "retain_years = 7"
    assert lines[-2].startswith("# It can be a whole number from 1 to 100")


def test_it_is_for_its_owner_only_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    store = tmp_path / "store"
    change_setting(store, "theme", "paper")
    change_setting(store, "theme", "calm")
    assert (store / FILE).stat().st_mode & 0o077 == 0
    assert store.stat().st_mode & 0o077 == 0
    assert [path.name for path in store.iterdir()] == [FILE]


def test_every_value_comes_back(tmp_path: Path) -> None:
    for setting in SETTINGS:
        for value in (*(choice.value for choice in setting.choices), *setting.numbers[:2]):
            change_setting(tmp_path, setting.key, value)
            assert read_settings(tmp_path).value(setting.key) == value
    assert read_settings(tmp_path).problems == ()


def test_everything_else_in_the_file_stays_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(MINE, "utf-8")
    change_setting(tmp_path, "theme", "paper")
    assert path.read_text("utf-8") == MINE.replace("theme = 'calm' #", 'theme = "paper" #')
    change_setting(tmp_path, "retain_years", LATER)
    text = path.read_text("utf-8")
    added = 'retain_years = "decide later"\n'
    assert "".join(text.split(added)).split() == MINE.replace("'calm' #", '"paper" #').split()
    assert text.index(added) < text.index("[later]")
    assert "blank_after" not in text, "what nobody asked for is not added"


def test_windows_lines_and_a_missing_last_end_of_line_stay(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"# mine\r\ntheme = 'calm'\r\n# end")
    change_setting(tmp_path, "theme", "paper")
    assert path.read_bytes() == b'# mine\r\ntheme = "paper"\r\n# end'


def test_an_empty_file_becomes_a_new_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(" \n", "utf-8")
    change_setting(tmp_path, "theme", "paper")
    assert "# Colours." in (tmp_path / FILE).read_text("utf-8")


keys = st.text("abtheme_", min_size=1, max_size=6).filter(lambda key: key != "theme")
values = st.integers(-9, 9) | st.booleans() | st.text("ab \t", max_size=4).map(repr)


@given(st.dictionaries(keys, values, max_size=4), st.text("# ab=[\n", max_size=12))
def test_whatever_else_is_in_it_is_the_same_afterwards(
    tmp_path_factory: pytest.TempPathFactory, others: dict[str, object], comment: str
) -> None:
    store = tmp_path_factory.mktemp("store")
    lines = [f"{key} = {str(value).lower()}" for key, value in others.items()]
    words = " ".join(comment.split())
    text = "\n".join([f"# {words}", *lines, "theme = 'calm'", f"# {words}", "[table]", ""])
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    (store / FILE).write_text(text, "utf-8")
    change_setting(store, "theme", "paper")
    after = (store / FILE).read_text("utf-8")
    assert tomllib.loads(after) == {**before, "theme": "paper"}
    assert after == text.replace("theme = 'calm'", 'theme = "paper"')


@pytest.mark.parametrize("data", [b"theme = \n", b"theme = '\xff'\n", b"[" * 5000])
def test_a_file_that_is_not_toml_is_never_written_over(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(data)
    with pytest.raises(LearnSessionError) as refused:
        change_setting(tmp_path, "theme", "paper")
    assert "learnsession settings" in refused.value.todo
    assert path.read_bytes() == data


@pytest.mark.parametrize("call", ["fsync", "open"])
def test_a_disk_that_refuses_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    change_setting(tmp_path, "theme", "paper")
    before = (tmp_path / FILE).read_bytes()

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        with pytest.raises(LearnSessionError, match="No space left"):
            change_setting(tmp_path, "theme", "calm")
    assert (tmp_path / FILE).read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_value_that_is_not_allowed_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="retain_years"):
        change_setting(tmp_path, "retain_years", 0)
    with pytest.raises(KeyError):
        change_setting(tmp_path, "them", "paper")
    assert read_settings(tmp_path) == Settings()
