"""A new pack is good as it stands, whatever it was given; a spoilt one never stops the reader."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from good_files import PACK

from learnsession.errors import LearnSessionError, PackError
from learnsession.packs.advice import advise
from learnsession.packs.listing import shipped
from learnsession.packs.reader import check, read_pack
from learnsession.packs.schema import MODELINE
from learnsession.packs.tagging import tag_problems
from learnsession.packs.writing import LEARNED, TO_REPLACE, Beginning, new_pack

NASTY = [
    "Case A1: what…", "@team", "*Important*", "a # b", '"quoted"', "'", "\\", "- x", "{a: b}",
    "<ID>", "<TITLE>", "%", "yes", "2014", "null", "~", "Ł Ŵ 漢字 😀 عربي", "tab\there",
    "two\nlines", "\x00\x1b", "\u202eright", "\u2028", "\ufeff", "!tag", "| pipe", "> more",
    "&anchor", "  spaces  ", "\ud800x", "nUll", "true",
]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "child-b.yaml"


def test_a_new_pack_is_good_and_has_the_three_questions(file: Path, store_dir: Path) -> None:
    file.write_text(new_pack(Beginning("child-b")), "utf-8")
    assert check(file) == tag_problems(file, store_dir) == ()
    pack = read_pack(file).pack
    assert pack.id == "child-b"
    (activity,) = pack.activities
    assert (activity.minutes, activity.essential) == (8, True)
    reflections, embed, plans = (prompt.text for prompt in activity.prompts)
    assert "key reflections" in reflections
    assert "embed" in embed
    assert "how will we know" in embed
    assert "our plans" in plans


def test_it_has_no_address_of_this_computer_and_a_schema_only_when_asked(file: Path) -> None:
    assert "schema" not in new_pack(Beginning("b"))
    assert "file:" not in new_pack(Beginning("b"))
    asked = new_pack(Beginning("b", schema="pack.schema.json"))
    assert asked.splitlines()[0] == MODELINE + "pack.schema.json"
    file.write_text(asked, "utf-8")
    assert check(file) == ()


def test_advice_names_each_line_that_nobody_has_replaced_yet(file: Path) -> None:
    text = new_pack(Beginning("child-b", "Child B", "Briefing", "Westmere", "About a baby."))
    lines = text.splitlines()
    left = [i for i, line in enumerate(lines, 1) if line.strip().endswith(tuple(TO_REPLACE))]
    file.write_text(text, "utf-8")
    assert [each.line for each in advise(file, 25)] == left
    assert len(left) == 5
    for sample in TO_REPLACE:
        text = text.replace(sample, "Something of the briefing")
    file.write_text(text, "utf-8")
    assert advise(file, 25) == ()


def test_advice_counts_what_half_an_hour_has_no_room_for(file: Path) -> None:
    text = new_pack(Beginning("child-b", about="word " * 400)).replace(LEARNED, "word " * 60)
    file.write_text(text, "utf-8")
    (found,) = [each for each in advise(file, 25) if "half an hour" in each.wrong]
    assert "4 essential points" in found.wrong
    assert "450 words are the most" in found.wrong
    file.write_text(text.replace("word " * 60, "word"), "utf-8")
    assert not [each for each in advise(file, 25) if "half an hour" in each.wrong]


def test_what_is_in_comments_is_good_too(file: Path) -> None:
    text = new_pack(Beginning("child-b")).replace("  # published", "  published")
    before, _, notes = text.partition("# source_notes:")
    notes = "\n".join(line.removeprefix("# ") for line in notes.split("\n"))
    file.write_text(f"{before}source_notes:{notes}", "utf-8")
    assert check(file) == ()
    assert len(read_pack(file).pack.source_notes) == 1


def test_what_was_given_stands_in_it(file: Path) -> None:
    known = Beginning("b", "Child B", "Briefing: Child B", "Westmere", "About a baby.")
    file.write_text(new_pack(known), "utf-8")
    pack = read_pack(file).pack
    assert (pack.title, pack.review, pack.partnership) == (
        "Child B",
        "Briefing: Child B",
        "Westmere",
    )
    assert pack.case_summary.about == "About a baby."
    assert (pack.source.title, pack.source.publisher) == (pack.review, pack.partnership)


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_anything_may_be_given(file: Path, text: str) -> None:
    file.write_text(new_pack(Beginning(text, text, text, text, text)), "utf-8")
    assert check(file) == ()
    pack = read_pack(file).pack
    if text.isprintable():
        assert pack.title == " ".join(text.split())


def test_what_is_too_long_is_refused() -> None:
    new_pack(Beginning("x", title="x" * 120, about="y" * 4000))
    with pytest.raises(LearnSessionError, match="title has 121 characters; 120 is the most"):
        new_pack(Beginning("x", title="x" * 121))
    with pytest.raises(LearnSessionError, match="4,001"):
        new_pack(Beginning("x", about="y" * 4001))


# Mutations

FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FAST_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Mutation = Callable[[random.Random, bytes], bytes]


def _bytes(chance: random.Random, data: bytes) -> bytes:
    """A few bytes changed, taken out or put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made))
        size = chance.choice([0, 1, 1, 5])
        made[at : at + size] = chance.randbytes(chance.choice([0, 1, 1, 3]))
    return bytes(made)


_MARKS = [*":#'\"[]{}|>&*!%@`\t\n", "- ", " #", "---\n", "<<: ", "? ", ", "]


def _marks(chance: random.Random, data: bytes) -> bytes:
    """A sign that means something to YAML, somewhere."""
    at = chance.randrange(len(data))
    mark = chance.choice(_MARKS)
    return data[:at] + mark.encode() + data[at:]


def _indentation(chance: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    for line in range(at, min(at + chance.randint(1, 3), len(lines))):
        bare = lines[line].lstrip(b" ")
        lines[line] = chance.choice([b"", b" ", b"   ", b"\t", b"      "]) + bare
    return b"\n".join(lines)


def _lines(chance: random.Random, data: bytes) -> bytes:
    """Lines taken out, doubled or in another place; or the file cut short."""
    lines = data.split(b"\n")
    at, other = (chance.randrange(len(lines)) for _ in range(2))
    how = chance.randrange(4)
    if how == 0:
        del lines[at : at + chance.randint(1, 3)]
    elif how == 1:
        lines.insert(at, lines[at])
    elif how == 2:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        return data[: chance.randrange(len(data))]
    return b"\n".join(lines)


_VALUES: list[object] = [
    None,
    True,
    7,
    -1,
    1.5,
    "",
    "text",
    "x" * 5000,
    [],
    {},
    [[]],
    ["a"],
    {"a": 1},
    [None],
]


def _types(chance: random.Random, data: bytes) -> bytes:
    """A value of another type, or a key that is renamed, doubled in meaning or gone."""
    values = yaml.load(data, FAST_LOADER)
    places: list[tuple[dict[str, object] | list[object], str | int]] = []

    def walk(value: object) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[call-overload]
        for key, inner in pairs:
            places.append((value, key))  # type: ignore[arg-type]
            if isinstance(inner, dict | list):
                walk(inner)

    walk(values)
    parent, key = chance.choice(places)
    if isinstance(parent, dict) and chance.random() < 0.4:
        value = parent.pop(str(key))
        if chance.random() < 0.6:
            parent[
                chance.choice(
                    [f"{key}s", str(key)[:-1], "id", "tags", "text", "phases", "quadrants"]
                )
            ] = value
    else:
        parent[key] = chance.choice(_VALUES)  # type: ignore[index, call-overload]
    return yaml.dump(values, Dumper=FAST_DUMPER, allow_unicode=True, sort_keys=False).encode()


MUTATIONS: tuple[Mutation, ...] = (_bytes, _marks, _indentation, _lines, _types)


def mutate_and_read(count: int, seeds: list[bytes], file: Path, store: Path, start: int = 0) -> int:
    """Read so many spoilt packs; how many of them were refused."""
    refused = 0
    for number in range(start, start + count):
        chance = random.Random(number)
        data = chance.choice(seeds)
        mutation = MUTATIONS[number % len(MUTATIONS)]
        file.write_bytes(mutation(chance, data))
        refused += _refused(file, store, f"{mutation.__name__} {number}")
    return refused


def _refused(file: Path, store: Path, which: str) -> bool:
    last = max(1, len(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines()))
    problems = check(file)
    try:
        read_pack(file)
    except PackError as error:
        assert problems or b"phases" in file.read_bytes() or b"quadrants" in file.read_bytes(), (
            which
        )
        problems = (*problems, *error.problems)
    else:
        assert not problems, which
        problems = (*tag_problems(file, store), *advise(file, 25))
        for problem in problems:
            assert 1 <= problem.line <= last, which
        return False
    for problem in problems:
        assert 1 <= problem.line <= last, (which, problem)
        assert problem.wrong, which
        assert problem.todo, which
    return True


def test_500_spoilt_packs_never_stop_the_reader(file: Path, store_dir: Path) -> None:
    seeds = [PACK.encode(), new_pack(Beginning("child-b")).encode()]
    refused = mutate_and_read(500, seeds, file, store_dir)
    assert 300 < refused < 500


@pytest.mark.faults
def test_10_000_spoilt_packs_never_stop_the_reader(file: Path, store_dir: Path) -> None:
    seeds = [path.read_bytes() for path in sorted(shipped().glob("*.yaml"))]
    seeds += [PACK.encode(), new_pack(Beginning("child-b")).encode()]
    refused = mutate_and_read(10_000, seeds, file, store_dir, start=1000)
    assert 5_000 < refused < 10_000
