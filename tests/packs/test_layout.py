"""Layouts of the note: data that an authority can change, checked as every other file."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from learnsession.errors import PackError
from learnsession.notes.parts import WRITERS
from learnsession.packs.layout import PartKind
from learnsession.packs.library import find_layout, layouts
from learnsession.packs.reader import check, read_layout

LAYOUT = """\
format: 1
id: learning-note
title: Our note
about: Short.
order:
  - part: actions
    title: Our actions
    intro: Agreed by all.
  - part: heard
    title: What was said
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "layout.yaml"


def test_every_part_that_can_be_named_is_written() -> None:
    assert set(WRITERS) == set(get_args(PartKind))


def test_the_layout_that_ships_has_the_parts_of_the_design_in_their_order() -> None:
    (shipped,) = layouts(Path("nowhere"))
    assert shipped.file is not None
    assert [each.part for each in shipped.file.layout.order] == list(get_args(PartKind))


def test_the_persons_own_wins(store_dir: Path) -> None:
    own = store_dir / "my-packs" / "layouts"
    own.mkdir(parents=True)
    (own / "ours.yaml").write_text(LAYOUT, "utf-8")
    assert find_layout("learning-note", store_dir).title == "Our note"


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("part: heard", "part: herd", 9, "Did you mean 'heard'?"),
        ("part: heard", "part: actions", 9, "line 6"),
        ("    title: What was said", "    titel: What was said", 10, "Did you mean 'title'?"),
        ("order:", "ordre:", 5, "order"),
    ],
)
def test_every_slip_is_told_with_its_line(
    file: Path, before: str, after: str, line: int, said: str
) -> None:
    file.write_text(LAYOUT, "utf-8")
    assert check(file) == ()
    file.write_text(LAYOUT.replace(before, after), "utf-8")
    with pytest.raises(PackError) as caught:
        read_layout(file)
    assert any(each.line == line and said in str(each) for each in caught.value.problems), [
        str(each) for each in caught.value.problems
    ]
