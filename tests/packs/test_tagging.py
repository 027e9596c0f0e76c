"""Tags are held against the framework that the pack names."""

from __future__ import annotations

from pathlib import Path

import pytest
from good_files import PACK, line_of, spoilt

from learnsession.packs.listing import shipped
from learnsession.packs.tagging import tag_problems

TAGGED = PACK.replace("id: small\n", "id: small\nframework: norfolk-thematic-learning\n", 1)
ITEM = "      source: slide 2\n      essential: true\n"


def tagged(tags: str) -> str:
    return spoilt(TAGGED, ITEM, f"{ITEM}      {tags}\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "small.yaml"


@pytest.mark.parametrize("path", sorted(shipped().glob("*.yaml")), ids=lambda path: path.stem)
def test_every_tag_of_every_pack_that_ships_is_in_its_framework(
    path: Path, store_dir: Path
) -> None:
    assert tag_problems(path, store_dir) == ()


def test_good_tags_and_no_tags_are_good(file: Path, store_dir: Path) -> None:
    for text in (PACK, TAGGED, tagged('tags: [neglect, "3.1"]')):
        file.write_text(text, "utf-8")
        assert tag_problems(file, store_dir) == ()


@pytest.mark.parametrize(
    ("tags", "wrong", "todo"),
    [
        ("tags: [negelct]", "has no 'negelct'", "Did you mean 'neglect'?"),
        ("source_tags: [neglet]", "has no 'neglet'", "Did you mean 'neglect'?"),
        ("tags: [neglect, '9.9']", "has no '9.9'", "standard's number"),
    ],
)
def test_a_strange_tag_is_told_at_its_line(
    file: Path, store_dir: Path, tags: str, wrong: str, todo: str
) -> None:
    text = tagged(tags)
    file.write_text(text, "utf-8")
    (problem,) = tag_problems(file, store_dir)
    assert wrong in problem.wrong
    assert todo in problem.todo
    assert problem.line == line_of(text, tags)


def test_tags_on_lines_of_their_own_have_their_own_line(file: Path, store_dir: Path) -> None:
    text = tagged("tags:\n        - neglect\n        - wrong-one")
    file.write_text(text, "utf-8")
    (problem,) = tag_problems(file, store_dir)
    assert problem.line == line_of(text, "wrong-one")


def test_a_framework_that_is_not_there(file: Path, store_dir: Path) -> None:
    text = spoilt(TAGGED, "norfolk-thematic-learning", "norfolk-thematic")
    file.write_text(text, "utf-8")
    (problem,) = tag_problems(file, store_dir)
    assert problem.line == line_of(text, "framework:")
    assert "Did you mean 'norfolk-thematic-learning'?" in problem.todo


def test_a_framework_that_is_broken(file: Path, store_dir: Path) -> None:
    own = store_dir / "my-packs" / "frameworks"
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text("format: 1\nid: Not An Id\n", "utf-8")
    file.write_text(spoilt(TAGGED, "norfolk-thematic-learning", "ours"), "utf-8")
    (problem,) = tag_problems(file, store_dir)
    assert "ours.yaml:2" in problem.wrong


def test_tags_of_no_framework(file: Path, store_dir: Path) -> None:
    text = spoilt(PACK, ITEM, f"{ITEM}      tags: [neglect]\n")
    file.write_text(text, "utf-8")
    (problem,) = tag_problems(file, store_dir)
    assert (problem.line, "framework:" in problem.todo) == (line_of(text, "tags:"), True)


def test_a_file_that_is_no_pack_has_no_tags(file: Path, store_dir: Path) -> None:
    for text in ("", "- one\n", "framework: [a]\n", "tags\n"):
        file.write_text(text, "utf-8")
        assert tag_problems(file, store_dir) == ()
