"""`new`, `preview`, and the advice of `check`, in this process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from learnsession.cli import cli
from learnsession.cli.program import run_program
from learnsession.errors import LearnSessionError
from learnsession.packs.reader import check, read_pack
from learnsession.packs.writing import PARTNERSHIP, TO_REPLACE, Beginning, new_pack
from learnsession.plain.place import Place

Step = Callable[[], None]


class Script:
    """Standard input that does something to the file before each line."""

    def __init__(self, *steps: str | Step) -> None:
        self._steps = iter(steps)

    def read(self, _size: int, /) -> bytes:
        for step in self._steps:
            if isinstance(step, str):
                return step.encode()
            step()
        return b""


class Program:
    """Runs commands on one store, in a folder of their own."""

    def __init__(self, store: Path, capsys: Any, patch: Any) -> None:
        self.store, self._capsys, self._patch = store, capsys, patch
        self.out = self.err = ""

    def __call__(self, *arguments: str, script: Script | None = None) -> int:
        raw = script or io.BytesIO()
        stdin = SimpleNamespace(buffer=SimpleNamespace(raw=raw), isatty=lambda: False)
        self._patch.setattr("sys.stdin", stdin)
        code = run_program(["--store", str(self.store), *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code


@pytest.fixture
def program(
    store_dir: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Program]:
    folder = tmp_path / "current"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield Program(store_dir, capsys, monkeypatch)
    assert not store_dir.exists()  # neither writing nor previewing keeps anything


# new


def test_new_writes_a_pack_that_check_finds_good(program: Program) -> None:
    assert program("new", "westmere-child-b.yaml", "--title", "Child B") == 0
    file = Path("westmere-child-b.yaml")
    assert f"Written: {file}" in program.out
    assert f"learnsession --store {program.store} preview {file}" in program.out
    pack = read_pack(file).pack
    assert (pack.id, pack.title, pack.review) == ("westmere-child-b", "Child B", "Child B")
    assert pack.partnership == PARTNERSHIP
    assert program("check", str(file)) == 0
    good, *advice = program.out.splitlines()
    assert good == f"{file}: good (a pack, westmere-child-b: 1 activity, 8 minutes)"
    assert all("still the text that the new file came with" in each for each in advice)


def test_new_takes_everything_as_options(program: Program) -> None:
    options = (
        "--title",
        "B",
        "--review",
        "Briefing: B",
        "--partnership",
        "W",
        "--about",
        "A baby.",
    )
    assert program("new", "b", *options, "--yes") == 0
    pack = read_pack(Path("b.yaml")).pack
    assert (pack.title, pack.review, pack.partnership) == ("B", "Briefing: B", "W")
    assert pack.case_summary.about == "A baby."


def test_new_puts_a_schema_beside_the_pack_when_asked(program: Program) -> None:
    from learnsession.packs.schema import schema_file

    assert program("new", "a.yaml") == 0
    assert [path.name for path in Path().iterdir()] == ["a.yaml"]
    assert program("new", "b.yaml", "--schema") == 0
    beside = Path("pack.schema.json")
    assert Path("b.yaml").read_text("utf-8").startswith(f"# yaml-language-server: $schema={beside}")
    assert beside.read_bytes() == schema_file().read_bytes()
    beside.write_text("mine", "utf-8")
    assert program("new", "c.yaml", "--schema") == 0
    assert "was there already and was left as it is" in program.out
    assert beside.read_text("utf-8") == "mine"


def test_new_never_writes_over_a_file_unless_told_to(program: Program) -> None:
    file = Path("mine.yaml")
    file.write_text("mine", "utf-8")
    assert program("new", "mine.yaml") == 1
    assert "is there already" in program.err
    assert "--force" in program.err
    assert file.read_text("utf-8") == "mine"
    assert program("new", "mine.yaml", "--force") == 0
    assert check(file) == ()


@pytest.mark.parametrize("name", ["nowhere/b.yaml", "folder.yaml", "x" * 300])
def test_new_says_when_it_cannot_write(program: Program, name: str) -> None:
    Path("folder.yaml").mkdir()
    assert program("new", name) == 1
    assert len(program.err.strip().splitlines()) == 1
    assert "--output" not in program.err
    assert program.out == ""


def test_new_refuses_what_is_too_long_and_writes_nothing(program: Program) -> None:
    assert program("new", "b.yaml", "--title", "x" * 121) == 1
    assert "120 is the most" in program.err
    assert not Path("b.yaml").exists()


def test_at_a_terminal_new_asks_for_what_was_not_given(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("learnsession.cli.terminal.at_terminal", lambda: True)
    runner = CliRunner()
    typed = "Briefing: B\n\nA baby was hurt.\n"
    result = runner.invoke(cli, ["new", "b.yaml", "--title", "B"], input=typed)
    assert result.exit_code == 0, result.output
    assert result.output.count("?") == 3
    pack = read_pack(Path("b.yaml")).pack
    assert (pack.title, pack.review, pack.partnership) == ("B", "Briefing: B", PARTNERSHIP)
    assert pack.case_summary.about == "A baby was hurt."
    quiet = runner.invoke(cli, ["new", "c.yaml", "--yes"], input="")
    assert "?" not in quiet.output
    taken = runner.invoke(cli, ["new", "b.yaml"], input="")
    assert taken.exit_code == 1
    assert "?" not in taken.output


# check


def test_check_gives_advice_after_the_good_line(program: Program) -> None:
    file = Path("b.yaml")
    text = new_pack(Beginning("b")).replace("minutes: 8", "minutes: 200")
    for sample in TO_REPLACE:
        text = text.replace(sample, "What the briefing says")
    file.write_text(text, "utf-8")
    assert program("check", "b.yaml") == 0
    good, advice = program.out.splitlines()
    assert good.startswith("b.yaml: good (")
    line = text[: text.index("minutes: 200")].count("\n") + 1
    assert advice.startswith(f"advice b.yaml:{line}: This activity takes 200 minutes")
    assert program.err == ""
    assert program("check", "b.yaml", "--json") == 0
    (found,) = json.loads(program.out)
    assert (found["good"], found["problems"]) == (True, [])
    assert [each["line"] for each in found["advice"]] == [line]


def test_check_finds_tags_that_are_not_in_the_framework(program: Program) -> None:
    text = new_pack(Beginning("b")).replace("    minutes: 8", "    tags: [negelct]\n    minutes: 8")
    Path("b.yaml").write_text(
        text.replace("id: b\n", "id: b\nframework: norfolk-thematic-learning\n")
    )
    assert program("check", "b.yaml") == 1
    assert "Did you mean 'neglect'?" in program.err
    assert program.out == ""


def test_check_knows_a_framework(program: Program) -> None:
    from learnsession.packs.listing import shipped

    path = shipped() / "frameworks" / "norfolk-thematic-learning.yaml"
    assert program("check", str(path)) == 0
    assert "a framework, norfolk-thematic-learning: 4 quadrants, 13 themes" in program.out
    assert "advice" not in program.out


# preview


def test_preview_shows_the_agenda_and_steps(program: Program) -> None:
    Path("b.yaml").write_text(new_pack(Beginning("b", "Child B")), "utf-8")
    assert program("preview", "b.yaml", "--plain", script=Script("\n", "a word\n", "/quit\n")) == 0
    assert "Child B" in program.out
    assert "Rehearsal, not kept: 1: a word" in program.out
    assert program.out.endswith("nothing was kept.\n")


def test_preview_reloads_when_the_file_is_saved_and_keeps_its_place(program: Program) -> None:
    file = Path("b.yaml")
    text = new_pack(Beginning("b"))
    file.write_text(text, "utf-8")
    script = Script(
        "/go 5\n",
        lambda: _until_read(0.2),
        lambda: _save(file, text.replace("What happened first", "A nurse rang first")),
        "/where\n",
        "/quit\n",
    )
    assert program("preview", "b.yaml", "--plain", script=script) == 0
    before, _, after = program.out.partition("Reloaded.")
    assert program.out.count("Reloaded.") == 1
    assert "What happened first" in before
    assert "A nurse rang first" in after
    assert "Step 5" in after


def test_preview_tells_what_is_wrong_and_keeps_what_it_had(program: Program) -> None:
    file = Path("b.yaml")
    text = new_pack(Beginning("b"))
    file.write_text(text, "utf-8")
    script = Script(
        "/go 5\n",
        lambda: _until_read(0.2),
        lambda: _save(file, text.replace("minutes: 8", "minutes: ten")),
        "/where\n",
        lambda: _until_read(0.2),
        lambda: _save(file, text),
        "/where\n",
        "/quit\n",
    )
    assert program("preview", "b.yaml", "--plain", script=script) == 0
    assert "'minutes' is 'ten', where a whole number is wanted" in program.err
    assert program.out.index("Not reloaded") < program.out.index("Reloaded.")


def test_preview_of_a_broken_file_waits_for_it_to_be_mended(program: Program) -> None:
    file = Path("b.yaml")
    file.write_text("format: 1\n", "utf-8")
    assert program("preview", "b.yaml", "--plain") == 1
    assert "b.yaml:1: " in program.err
    assert program("preview", "b.yaml", "--plain", script=Script("/quit\n")) == 1
    good = new_pack(Beginning("b", "Child B"))
    script = Script("\n", lambda: _until_read(0.2), lambda: _save(file, good), "\n", "/quit\n")
    assert program("preview", "b.yaml", "--plain", script=script) == 0
    assert "Mend the file" in program.out
    assert "Child B" in program.out


def test_preview_takes_the_id_of_a_pack_and_shows_no_placeholder(program: Program) -> None:
    assert program("preview", "any-briefing", "--plain", script=Script("\n", "/quit\n")) == 0
    assert program.out.startswith("Any briefing. A briefing that you bring.\n")
    assert "Asked at set-up" not in program.out
    assert program("preview", "any-briefin", "--plain") == 1
    assert "Did you mean 'any-briefing'?" in program.err
    for listing in (("packs",), ("packs", "any-briefing")):
        assert program(*listing) == 0
        assert "A briefing that you bring" in program.out
        assert "Asked at set-up" not in program.out


def test_what_is_said_of_any_command_is_typed_for_this_store() -> None:
    place = Place("there")
    for name in cli.commands:
        said = LearnSessionError("It stopped.", f"Use learnsession {name} for it.")
        assert f"learnsession --store there {name} for" in place.told(said), name


def test_preview_says_when_there_is_nothing_to_show(program: Program) -> None:
    assert program("preview", "nowhere.yaml", "--plain") == 1
    assert "There is no file 'nowhere.yaml'." in program.err
    assert program("preview", "nowhere.yaml", "--plain", "--format", "team-31") == 1
    assert "Did you mean 'team-30'?" in program.err
    assert program("preview", "nowhere.yaml") == 1
    assert "--plain" in program.err


def test_at_a_terminal_preview_opens_the_app(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[dict[str, Any]] = []

    def run_app(root: Path, _seal: object, **more: Any) -> None:
        opened.append({"root": root, **more})

    monkeypatch.setitem(sys.modules, "learnsession.tui.starting", SimpleNamespace(run_app=run_app))
    monkeypatch.setattr("learnsession.cli.terminal.at_terminal", lambda: True)
    Path("b.yaml").write_text("format: 1\n", "utf-8")
    assert program("preview", "b.yaml") == 1
    Path("b.yaml").write_text(new_pack(Beginning("b", "Child B")), "utf-8")
    assert program("preview", "b.yaml", "--format", "workshop-90") == 0
    (made,) = opened
    assert (made["rehearse"], made["watch"]) == (True, Path("b.yaml"))
    assert (made["run"].pack.title, made["run"].form.id) == ("Child B", "workshop-90")


def _until_read(seconds: float) -> None:
    """Let the door deal with what it was given."""
    import time

    time.sleep(seconds)


def _save(file: Path, text: str) -> None:
    """As many editors do it: a new file in the place of the old one."""
    beside = file.with_suffix(".new")
    beside.write_text(text, "utf-8")
    beside.replace(file)
