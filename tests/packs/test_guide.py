"""The guide to writing a pack gives a working pack, and its messages are those that are given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from shipped_packs import form

from learnsession.errors import PackError
from learnsession.packs.reader import check, read_pack
from learnsession.session.planning import plan, preselected

GUIDE = (Path(__file__).parents[2] / "docs" / "writing-a-pack.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The grey blocks, put one under the other."""
    path = tmp_path / "westmere-child-b.yaml"
    path.write_text("\n".join(BLOCKS), encoding="utf-8")
    return path


def test_its_blocks_are_a_whole_pack_that_fits_both_formats(path: Path) -> None:
    pack = read_pack(path).pack
    assert pack.id == path.stem
    assert preselected(pack, form("team-30")) == ("three-questions",)
    assert plan(pack, form("team-30")).minutes == 30
    assert plan(pack, form("workshop-90")).minutes <= 90


def test_its_pack_is_tried_on_the_three_standard_questions(path: Path) -> None:
    asked = [prompt.text for prompt in read_pack(path).pack.activities[0].prompts]
    assert asked == [
        "What are our key reflections?",
        "How will we embed this learning, and how will we know that we have?",
        "How does it go into our plans, and who takes it there?",
    ]


def test_the_message_it_shows_is_that_of_the_slip_on_its_line(path: Path) -> None:
    text = path.read_text("utf-8")
    good = 'review: "Seven-minute briefing: Child B"'
    path.write_text(text.replace(good, "review: Briefing: Child B"), "utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(path)
    assert f"```text\n{path.name}:4: {caught.value.problems[0].wrong}" in GUIDE


def test_what_it_lets_people_leave_out_may_be_left_out(path: Path) -> None:
    """All but the block on what it is, the content note, `about` and the activities."""
    what, note, happened, _, activities, _ = BLOCKS
    path.write_text(what + note + happened.partition("  events:")[0] + activities, "utf-8")
    assert check(path) == ()
    path.write_text(what.replace("title:", "kind: several reviews\ntitle:", 1) + note, "utf-8")
    assert not any("'kind'" in problem.wrong for problem in check(path))


@pytest.mark.parametrize(
    ("good", "slip", "todo"),
    [
        ("    label: Recommendation 1\n", "", "Add a line such as 'label: Recommendation 1'."),
        ("[procedure]", "[Procedure X]", "in item 2 of 'activities'"),
        ("[Westmere Community Health]", "The trust", "square brackets around it: [The trust]."),
    ],
)
def test_what_to_do_is_said_so_that_it_can_be_typed(
    path: Path, good: str, slip: str, todo: str
) -> None:
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, slip, 1), encoding="utf-8")
    (problem,) = check(path)
    assert todo in str(problem)


@pytest.mark.parametrize(
    ("good", "slip"),
    [
        ('review: "Seven-minute briefing: Child B"', "review: Briefing: Child B"),
        ('review: "Seven-minute briefing: Child B"', "review: “Briefing: Child B”"),
        ("- id: nursery-call", "-id: nursery-call"),
        ("- id: nursery-call", "– id: nursery-call"),
        ("essential: true", "essential: yes please"),
        ("label: Recommendation 1", "label: Recommendation #1"),
        ("title: Child B\n", 'title: "Child B\n'),
        ("minutes: 8", "minutes:8"),
        ("minutes: 8", "minutes: ten"),
        ("essential: true", "essential: yes"),
        ("way: pairs", "way: in pairs"),
        ("id: nursery-call", "id: Nursery Call"),
        ("learning_points:", "learning_point:"),
        ("addressed_to: [Westmere Community Health]", "addressed_to: The trust"),
        ("about: [missed-appointments, nursery-call]", "about: [missed-appointment]"),
    ],
)
def test_what_it_says_of_a_slip_is_what_is_said(path: Path, good: str, slip: str) -> None:
    """The row of its table begins with the slip, and its second cell is what `check` says."""
    text = path.read_text("utf-8")
    assert good in text
    path.write_text(text.replace(good, slip, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        read_pack(path)
    (row,) = [line for line in GUIDE.splitlines() if line.startswith(f"| `{slip.rstrip()}`")]
    said = row.split(" | ")[1]
    for piece in said.split(" …"):
        assert piece.strip(" …,") in str(caught.value), str(caught.value)
