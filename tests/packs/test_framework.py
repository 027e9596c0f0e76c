"""Frameworks: read, found, and what is wrong in one told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from good_files import PACK, line_of, spoilt

from learnsession.errors import NotFoundError, PackError
from learnsession.packs.library import find_framework, frameworks
from learnsession.packs.reader import check, read_format, read_framework, read_pack

FRAMEWORK = """\
format: 1
id: ours
title: Our framework
partnership: Some partnership
about: What we keep finding.
source:
  title: The paper
  publisher: Some partnership
  kind: paper
  reference: Ask them for it.
quadrants:
  - id: curiosity
    number: 1
    title: Curiosity
    question: What can we do?
    source: page 1
  - id: sharing
    number: 2
    title: Sharing
    question: What can we share?
    source: page 1
themes:
  - id: neglect
    title: Neglect
    kind: issue
    source: page 2
practice_standards:
  - number: "1.1"
    text: The child is at the centre.
    quadrant: curiosity
    heading: Curiosity
    source: page 3
  - number: "2.1"
    text: What matters is shared.
    quadrant: sharing
    heading: Sharing
    source: page 3
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ours.yaml"


def test_a_good_one_is_read_and_names_its_tags(file: Path) -> None:
    file.write_text(FRAMEWORK, "utf-8")
    assert check(file) == ()
    found = read_framework(file)
    assert (found.id, found.title, found.path) == ("ours", "Our framework", file)
    assert len(found.sha256) == 64
    assert list(found.framework.names) == ["curiosity", "sharing", "neglect", "1.1", "2.1"]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("  - id: neglect", "  - id: curiosity", "The id 'curiosity' stands here again"),
        ("    number: 2", "    number: 1", "The number '1' stands here again; it is on line 13"),
        ('  - number: "2.1"', '  - number: "1.1"', "The number '1.1' stands here again"),
        ("quadrant: sharing", "quadrant: shering", "There is no quadrant 'shering'"),
        ('  - number: "2.1"', '  - number: "2.10"', "'number' in item 2"),
        ("    kind: issue", "    kind: problem", "which is not a choice here"),
        ("    question: What can we share?", "    qestion: What?", "'qestion' is not known"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(file: Path, old: str, new: str, wrong: str) -> None:
    text = spoilt(FRAMEWORK, old, new)
    file.write_text(text, "utf-8")
    told = check(file)
    assert [wrong in each.wrong for each in told].count(True) == 1
    (problem,) = [each for each in told if wrong in each.wrong]
    assert text.split("\n")[problem.line - 1].strip() == new.strip() or old in new + text
    with pytest.raises(PackError):
        read_framework(file)


def test_a_wrong_quadrant_says_what_was_likely_meant(file: Path) -> None:
    text = spoilt(FRAMEWORK, "quadrant: sharing", "quadrant: shering")
    file.write_text(text, "utf-8")
    (problem,) = check(file)
    assert problem.line == line_of(text, "shering")
    assert problem.todo == "Did you mean 'sharing'?"


def test_a_pack_is_no_framework_and_a_framework_no_pack(file: Path) -> None:
    file.write_text(FRAMEWORK, "utf-8")
    for read in (read_pack, read_format):
        with pytest.raises(PackError, match="This is a framework") as caught:
            read(file)
        assert caught.value.problems[0].line == line_of(FRAMEWORK, "quadrants")
    file.write_text(PACK, "utf-8")
    with pytest.raises(PackError, match="This is a pack"):
        read_framework(file)


def test_frameworks_are_found_shipped_or_of_ones_own(store_dir: Path) -> None:
    assert [each.id for each in frameworks(store_dir)] == ["norfolk-thematic-learning"]
    own = store_dir / "my-packs" / "frameworks"
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text(FRAMEWORK, "utf-8")
    (own / "broken.yaml").write_text("format: 1\n", "utf-8")
    assert find_framework("ours", store_dir).framework.title == "Our framework"
    shipped = find_framework("norfolk-thematic-learning", store_dir).framework
    assert (len(shipped.quadrants), len(shipped.themes)) == (4, 13)
    assert len(shipped.practice_standards) == 23
    with pytest.raises(NotFoundError, match="Did you mean 'ours'"):
        find_framework("our", store_dir)
    with pytest.raises(PackError):
        find_framework("broken", store_dir)


def test_ones_own_takes_the_place_of_a_shipped_one(store_dir: Path) -> None:
    own = store_dir / "my-packs" / "frameworks"
    own.mkdir(parents=True)
    text = spoilt(FRAMEWORK, "id: ours", "id: norfolk-thematic-learning")
    (own / "mine.yaml").write_text(text, "utf-8")
    assert find_framework("norfolk-thematic-learning", store_dir).title == "Our framework"
