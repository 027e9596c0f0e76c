"""What a person answers on the command line, what is no answer, and what looks too personal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from action_shell import Shell, Terminal

from journeys.hand import Table, laid

NHS = "999 000 0018"
PHONE = "07911 123456"

ASKED = (
    (("done", "1"), "difference", "What difference did it make for children?"),
    (("going", "1"), "note", "How far is it?"),
    (("stuck", "1"), "barrier", "What stands in the way?"),
    (("drop", "1"), "reason", "Why is it dropped?"),
    (("escalate", "1", "--to", "director"), "concern", "What is the concern?"),
    (("escalate", "1", "--concern", "No reply"), "to", "To whom does it go, by role?"),
    (("outcome", "1"), "words", "What came of it?"),
)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@pytest.fixture
def shell(table: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Shell:
    made = Shell(table, monkeypatch, capsys)
    made("actions", "add", "Ask the nursery", "--team", "North")
    return made


def taken_further(shell: Shell, command: tuple[str, ...]) -> None:
    if command[0] == "outcome":
        shell("actions", "escalate", "1", "--concern", "No reply", "--to", "director")


def kept(shell: Shell) -> dict[str, bytes]:
    """The files of sessions and registers; what is derived from them may be written anew."""
    return {name: data for name, data in shell.table.tree().items() if "/sessions/" in name}


@pytest.mark.parametrize("lines", ["\n", "  \n", "\nwords that came too late\n"])
@pytest.mark.parametrize(("command", "option", "question"), ASKED)
def test_an_empty_line_is_no_answer(
    shell: Shell, command: tuple[str, ...], option: str, question: str, lines: str
):
    taken_further(shell, command)
    before = kept(shell)
    assert shell.code("actions", *command, lines=lines) == 1
    assert shell.err == (
        f"An empty answer is not kept. {question} Say it with --{option}, or in a line.\n"
    )
    assert kept(shell) == before


@pytest.mark.parametrize("empty", ["", " "])
@pytest.mark.parametrize(("command", "option", "question"), ASKED)
def test_nor_is_an_empty_option(
    shell: Shell, command: tuple[str, ...], option: str, question: str, empty: str
):
    taken_further(shell, command)
    before = kept(shell)
    assert shell.code("actions", *command, f"--{option}", empty, lines="not asked for\n") == 1
    assert question in shell.err
    assert kept(shell) == before


def test_at_a_terminal_it_is_asked_again(shell: Shell):
    shell.stream = Terminal
    question = "What difference did it make for children? "
    shell("actions", "done", "1", lines="\n \nThey are seen sooner\n")
    assert shell.err == f"{question}Please say it in a few words.\n" * 2 + question
    assert shell.json()[0]["difference"] == "They are seen sooner"


@pytest.mark.parametrize("lines", ["", "\n"])
def test_at_the_end_of_the_input_it_is_not_given(shell: Shell, lines: str):
    shell.stream = Terminal if lines else shell.stream  # asked again, and then nobody is there
    shell("actions", "done", "1", lines=lines)
    assert shell.json()[0]["difference"] == "not given"


def test_who_is_asked_for_help_can_be_left_open(shell: Shell):
    for lines in ("No form\n", "No form\n\n"):
        shell("actions", "stuck", "1", lines=lines)
        assert "to" not in shell.json()[0]["history"][-1]


def test_what_nobody_said_stands_in_brackets_wherever_it_is_told(shell: Shell, tmp_path: Path):
    shell("actions", "escalate", "1")
    shell("actions", "done", "1")
    told = shell("actions", "show", "1")
    assert "What difference it made: (not given)\n" in told
    assert "Line managers, to (not given): (not given). No answer yet." in told
    for form in ("csv", "md"):
        (path,) = shell("actions", "--to", form, "--output", str(tmp_path)).split("\n")[:1]
        text = Path(path).read_text("utf-8-sig")
        assert text.count("(not given)") == text.count("not given") > 2
        assert ("stands where somebody was asked" in text) == (form == "md")


class TestPersonalDetails:
    def test_are_told_and_masked_when_an_action_is_written(self, shell: Shell):
        told = shell("actions", "add", f"Ask the nursery, NHS {NHS}", "--owner", f"me {PHONE}")
        assert "A-0002: Ask the nursery, NHS [NHS number] · Owner: me [phone number]" in told
        assert "It looks like an NHS number (999 …) and a phone number" in shell.err
        store = f"learnsession --store {shell.table.root}"
        assert f'To reword it: {store} actions update A-0002 --action "…"' in shell.err
        for secret in (NHS, PHONE):
            assert secret not in told + shell.err
        assert shell.json("--sort", "ref")[1]["action"] == f"Ask the nursery, NHS {NHS}"

    @pytest.mark.parametrize(
        "said",
        [
            ("done", "1", "--difference", PHONE),
            ("stuck", "1", "--barrier", "x", "--to", PHONE),
            ("drop", "1", "--reason", "x", "--by", PHONE),
            ("escalate", "1", "--concern", PHONE, "--to", "x"),
            ("update", "1", "--measure", PHONE),
            ("update", "1", "--theme", PHONE),
            ("update", "1", "--owner", "x", "--reason", PHONE),
            ("pin", "1", "--by", PHONE),
        ],
    )
    def test_are_told_when_something_is_said_of_one(self, shell: Shell, said: tuple[str, ...]):
        told = shell("actions", *said)
        assert "It looks like a phone number" in shell.err
        assert "To take it back, and say it again without: learnsession" in shell.err
        assert "actions undo A-0001" in shell.err
        assert PHONE not in told + shell.err
        shell("actions", "undo", "1")
        assert not shell.err

    def test_of_earlier_are_masked_and_not_told_again(self, shell: Shell):
        shell("actions", "update", "1", "--action", f"Ring {PHONE}")
        assert "A-0001: Ring [phone number] · " in shell("actions", "going", "1", "--note", "half")
        assert not shell.err

    def test_are_shown_to_whoever_asks_for_the_action_itself(self, shell: Shell):
        shell("actions", "update", "1", "--action", f"Ring {PHONE}")
        assert PHONE in shell("actions", "show", "1")


def test_the_words_may_stand_behind_the_reference(shell: Shell):
    shell("actions", "add", "Ask the nursery")
    shell("actions", "going", "1", "half of it")
    assert "half of it" in shell("actions", "show", "1")
    assert shell.code("actions", "done", "1", "all", "--difference", "all") == 2
    assert "not both" in shell.err
    assert shell.code("actions", "done", "1", " ") == 1


def test_an_action_belongs_to_the_only_team_or_it_is_asked_whose_it_is(
    shell: Shell, tmp_path: Path
):
    shell("actions", "add", "Two")
    assert [each["team"] for each in shell.json()] == ["North", "North"]
    shell("actions", "add", "Four", "--team", "South")
    assert shell.code("actions", "add", "Five") == 1
    assert "one of: North, South." in shell.err
    shell("actions", "add", "Six", store=tmp_path / "empty")
    assert "of no team" in shell.err


def test_what_the_line_says_and_an_option_says_otherwise_is_told(shell: Shell):
    shell("actions", "add", "Ask @nurse by 18/12/2099", "--owner", "GP", "--due", "20/12/2099")
    assert "The line says @nurse, --owner says 'GP': the option counts." in shell.err
    assert "--due says 20 December 2099: the option counts." in shell.err
