"""What the README promises, held against the code: keys, commands, options, files, packs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt

from learnsession.cli import cli
from learnsession.packs.library import find_pack
from learnsession.packs.local import read_local
from learnsession.plain.commands import COMMANDS
from learnsession.store import place
from learnsession.tui.keys import TYPING, all_keys

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def tables() -> list[list[tuple[str, ...]]]:
    """Every table of the README, a tuple of cell texts a row, without its heading row."""
    found: list[list[tuple[str, ...]]] = []
    row: list[str] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(README)
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        if token.type == "tbody_open":
            found.append([])
        elif token.type == "tr_close" and found and row:
            found[-1].append(tuple(row))
        if token.type == "tr_open":
            row = []
        elif before.type == "td_open":
            row.append(token.content)
    return found


def fenced(language: str) -> Iterator[str]:
    """Every fenced example in this language."""
    for token in MarkdownIt().parse(README):
        if token.type == "fence" and token.info == language:
            yield token.content


def test_the_key_tables_are_those_of_the_session() -> None:
    session, typing, *_ = tables()
    assert session == list(all_keys())
    assert typing == list(TYPING)


def test_every_command_stands_in_a_table_as_it_is_used() -> None:
    found = [[re.fullmatch(r"`(learnsession.*)`", row[0])[1] for row in t] for t in tables()[2:5]]
    below = {name: [*_usages(f"learnsession {name}", cli.commands[name])] for name in TABLES}
    elsewhere = {*below["actions"], *below["store"]}
    rest = [usage for usage in _usages("learnsession", cli) if usage not in elsewhere]
    actions = below["actions"].pop(0)
    assert [usage for usage in found[0] if usage != actions] == rest
    assert found[0].index(actions) == 1 + found[0].index("learnsession export SESSION")
    assert found[1:] == list(below.values())


TABLES = ("actions", "store")
"""Groups of commands that have a table of their own, in the order of these tables."""


def _usages(before: str, command: click.Command) -> Iterator[str]:
    """`learnsession show SESSION`, from each command's own arguments."""
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    if not isinstance(command, click.Group) or command.invoke_without_command:
        yield " ".join([before, *map(_as_typed, arguments)])
    if isinstance(command, click.Group):
        inner = [command.commands[name] for name in command.list_commands(click.Context(command))]
        for each in inner:
            yield from _usages(f"{before} {each.name}", each)


def _all(command: click.Command) -> Iterator[click.Command]:
    """A command and all below it."""
    yield command
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _all(each)


def _as_typed(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    return name if argument.required else f"[{name}]"


def test_every_option_that_is_named_is_one() -> None:
    ours = "\n".join(line for line in README.splitlines() if "pip " not in line)
    code = re.findall(r"`(?:learnsession )?([^`\n]*--[^`\n]*)`", ours)
    code += [line for text in fenced("sh") for line in text.splitlines() if "learn" in line]
    named = set(re.findall(r"--[a-z-]+", " ".join(code)))
    known = {
        option for command in _all(cli) for parameter in command.params for option in parameter.opts
    }
    assert named
    assert named <= known | {"--help"}


def test_the_lines_to_start_with_are_understood() -> None:
    lines = [line.partition("#")[0].strip() for text in fenced("sh") for line in text.splitlines()]
    ours = [line for line in lines if line.startswith("learnsession ")]
    assert len(ours) >= 2
    for line in ours:
        words = re.findall(r'"[^"]*"|\S+', line)[1:]
        cli.make_context("learnsession", words, resilient_parsing=True)
        command = cli.commands[words[0]]
        command.make_context(words[0], [word.strip('"') for word in words[1:]])


def test_the_pack_that_is_named_ships(store_dir: Path) -> None:
    named = re.search(r"learnsession run ([a-z-]+) ", README)
    assert named
    assert find_pack(named[1], store_dir).pack.id == named[1]


def test_the_lines_of_the_linear_door_are_commands() -> None:
    named = re.findall(r"`/([a-z]+)`", README)
    assert named
    assert set(named) <= {command.name for command in COMMANDS}


def test_the_contacts_of_the_example_are_read(tmp_path: Path) -> None:
    (example,) = fenced("yaml")
    (tmp_path / "my-packs").mkdir()
    (tmp_path / "my-packs" / "local.yaml").write_text(example, "utf-8")
    local = read_local(tmp_path)
    assert not local.problems
    assert local.support
    assert local.concern


def test_the_variable_of_the_store_is_named() -> None:
    assert f"`{place.VARIABLE}`" in README


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    named = re.findall(r"`((?:src|tests|docs|benchmarks|sessions)/[\w/.-]*)`", text)
    assert linked
    for name in linked + named:
        if "NAME" not in name:
            assert (ROOT / name).exists(), name


def test_make_targets_that_are_named_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rules = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / page).read_text("utf-8")
        named = re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
        assert named
        assert set(named) <= rules


def test_windows_runs_the_same_checks_as_make_test() -> None:
    make = re.search(
        r"^test:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    assert make
    commands = re.findall(r"\$\(BIN\)/(.*)", make[1])
    (windows,) = fenced("bat")
    for command in commands:
        assert f".venv\\Scripts\\{command}" in windows
