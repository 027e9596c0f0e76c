"""The settings file: tolerant to read, careful to write."""

from pathlib import Path

import pytest

from learnsession.errors import LearnSessionError
from learnsession.settings import FILE, read_settings, save_theme


def written(store: Path, data: str | bytes) -> Path:
    path = store / FILE
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "nowhere")
    assert (settings.theme, settings.problems) == ("calm", ())


def test_a_theme_is_kept_for_its_owner_only_and_read_again(tmp_path: Path) -> None:
    store = tmp_path / "store"
    save_theme(store, "contrast")
    assert read_settings(store).theme == "contrast"
    assert (store / FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in store.iterdir()] == [FILE]


def test_an_unknown_key_is_reported_with_its_line_and_otherwise_ignored(tmp_path: Path) -> None:
    written(tmp_path, '# mine\ntheme = "paper"\nthem = "calm"\n[privacy]\nblank = 5\n')
    settings = read_settings(tmp_path)
    assert settings.theme == "paper"
    assert [problem.line for problem in settings.problems] == [3, 4]
    assert "'theme'" in settings.problems[0].todo


@pytest.mark.parametrize(
    ("text", "line"),
    [("theme = 'pink'\n", 1), ("x = 1\ntheme = 3\n", 2), ("a = 1\ntheme = \n", 2), ("[" * 5000, 1)],
)
def test_what_cannot_be_understood_is_reported_and_the_usual_theme_used(
    tmp_path: Path, text: str, line: int
) -> None:
    written(tmp_path, text)
    settings = read_settings(tmp_path)
    assert settings.theme == "calm"
    assert line in [problem.line for problem in settings.problems]


def test_text_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    written(tmp_path, b"theme = '\xff'\n")
    assert read_settings(tmp_path).problems


def test_changing_the_theme_leaves_everything_else(tmp_path: Path) -> None:
    path = written(tmp_path, '# mine\n[later]\ntheme = "inside"\n')
    save_theme(tmp_path, "paper")
    assert path.read_text() == '# mine\ntheme = "paper"\n[later]\ntheme = "inside"\n'
    save_theme(tmp_path, "calm")
    assert path.read_text() == '# mine\ntheme = "calm"\n[later]\ntheme = "inside"\n'


def test_a_file_that_is_not_toml_is_never_written_over(tmp_path: Path) -> None:
    path = written(tmp_path, "theme = \n")
    with pytest.raises(LearnSessionError):
        save_theme(tmp_path, "paper")
    assert path.read_text() == "theme = \n"
