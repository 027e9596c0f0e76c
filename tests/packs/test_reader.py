"""A file -> a pack or a format, or every problem in it at once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import time
from pathlib import Path

import pytest
from good_files import FORMAT, PACK, line_of, spoilt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learnsession.errors import NotFoundError, PackError, Problem
from learnsession.packs import reader


@pytest.fixture
def write(tmp_path: Path):
    def _write(text: str | bytes, name: str = "a.yaml") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


def told(problems: tuple[Problem, ...]) -> str:
    return "\n".join(f"{each.line}: {each.wrong} {each.todo}" for each in problems)


def test_a_good_pack(write) -> None:
    path = write(PACK)
    file = reader.read_pack(path)
    assert file.pack.activities[0].minutes == 10
    assert file.pack.case_summary.events[0].essential is True
    assert file.pack.activities[0].prompts[0].written_for_pack is True
    assert file.path == path
    assert file.sha256 == hashlib.sha256(PACK.encode()).hexdigest()
    assert reader.check(path) == ()


def test_a_good_format(write) -> None:
    path = write(FORMAT)
    file = reader.read_format(path)
    assert file.form.minutes == 15
    assert file.sha256 == hashlib.sha256(FORMAT.encode()).hexdigest()
    assert reader.check(path) == ()


def test_no_and_a_time_stay_text(write) -> None:
    text = spoilt(PACK, "A child lived here.", "no").replace("title: Small", "title: 12:30")
    pack = reader.read_pack(write(text)).pack
    assert (pack.case_summary.about, pack.title) == ("no", "12:30")


PACK_CASES = {
    # what is spoilt: (old, new, the part of the new text on the line, what is said)
    "unknown key": ("title: Small", "titel: Small", "titel", "Did you mean 'title'?"),
    "a key from nowhere": (
        "kind: slides",
        "kind: slides\n  colour: red",
        "colour",
        "the keys here are title",
    ),
    "missing": ("    way: pairs\n", "", "- id: talk-it-over", "Add 'way:' with 'whole team'"),
    "missing at the top": ("partnership: Some partnership\n", "", "format: 1", "'partnership' is"),
    "choice": ("way: pairs", "way: pair", "way: pair", "Did you mean 'pairs'?"),
    "choice far off": ("way: pairs", "way: zzz", "way: zzz", "Choose 'whole team', 'pairs' or"),
    "a word for a number": ("minutes: 10", "minutes: ten", "minutes: ten", "from 1 to 240"),
    "a fraction": ("minutes: 10", "minutes: 1.5", "minutes: 1.5", "whole number"),
    "below nought": ("minutes: 10", "minutes: -5", "minutes: -5", "whole number"),
    "out of range": ("minutes: 10", "minutes: 300", "minutes: 300", "from 1 to 240"),
    "nought": ("minutes: 10", "minutes: 0", "minutes: 0", "from 1 to 240"),
    "huge": ("minutes: 10", "minutes: " + "9" * 4301, "minutes: 9", "whole number"),
    "yes": ("essential: true", "essential: yes", "essential: yes", "Write true."),
    "off": ("essential: true", "essential: Off", "essential: Off", "Write false."),
    "id": ("id: talk-it-over", "id: Talk it Over!", "id: Talk", "'talk-it-over'"),
    "empty text": ("title: Talk it over", "title:", "title:\n", "nothing in 'title'"),
    "blank text": ("title: Talk it over", "title: '  '", "title: '  '", "nothing in 'title'"),
    "list for text": ("title: Talk it over", "title: [a, b]", "title: [a", "one text is wanted"),
    "keys for text": ("kind: slides", "kind: {a: b}", "kind: {a", "double quotes"),
    "text for list": ("about: [first]", "about: first", "about: first", "square brackets"),
    "text for keys": ("  - id: rec-one", "  - id:none\n  - id: rec-one", "- id:none", "a space"),
    "no items": (
        PACK[PACK.index("activities:") : PACK.index("source_notes:")],
        "activities: []\n",
        "activities:",
        "nothing in 'activities'",
    ),
    "long title": ("title: Small", "title: " + "x" * 121, "title: x", "121 characters"),
    "several lines": ("title: Small", "title: |\n  one\n  two", "title: |", "on one line"),
    "id twice": ("id: what-then", "id: first", "id: first\n        text: What", "on line 19"),
    "no origin": ("    source: slide 5\n", "", "- id: rec-one", "'written_for_pack: true'"),
    "prompt without": ("        written_for_pack: true\n", "", "- id: what-then", "neither"),
    "both": (
        "        written_for_pack: true",
        "        source: slide 1\n        written_for_pack: true",
        "written_for_pack: true",
        "Keep one",
    ),
    "about nothing": ("about: [first]", "about: [frist]", "about: [frist", "Did you mean 'first'?"),
    "newer": ("format: 1", "format: 2\nnew_key: x", "format: 2", "newer learnsession"),
    "no format": ("format: 1", "format: one", "format: one", "Choose '1'"),
    "heading": ("source_notes:", "headings: {evnts: x}\nsource_notes:", "headings:", "'events'?"),
}


@pytest.mark.parametrize("case", PACK_CASES.values(), ids=PACK_CASES)
def test_one_thing_wrong_in_a_pack(write, case: tuple[str, str, str, str]) -> None:
    old, new, place, said = case
    text = spoilt(PACK, old, new)
    problems = reader.check(write(text))
    assert len(problems) == 1, told(problems)
    assert said in f"{problems[0].wrong} {problems[0].todo}"
    assert problems[0].line == line_of(text, place), told(problems)
    with pytest.raises(PackError) as caught:
        reader.read_pack(write(text))
    assert caught.value.problems == problems


FORMAT_CASES = {
    "phase twice": ("  - id: talk\n", "  - id: read\n", "  - id: read\n    kind: talk", "again"),
    "to nowhere": ("minutes_to: talk", "minutes_to: tlak", "minutes_to", "Did you mean 'talk'?"),
    "to itself": ("minutes_to: talk", "minutes_to: read", "minutes_to", "itself"),
    "no talk": ("kind: talk", "kind: heard", "phases:", "kind: talk"),
    "no review": ("    kind: review\n    title: The review\n    short: Review\n    minutes: 5\n"
                  "    shows: [summary, events]\n", "    kind: welcome\n    title: Hello\n"
                  "    short: Hello\n    minutes: 5\n", "phases:", "kind: review"),
    "shows elsewhere": ("    minutes: 10\n", "    minutes: 10\n    shows: [events]\n",
                        "shows: [events]", "Only a phase of the kind 'review'"),
    "shows nothing": ("    shows: [summary, events]\n", "", "- id: read", "shows no part"),
    "all for questions": ("question_minutes: 4", "question_minutes: 10", "question_minutes",
                          "at most 9"),
    "section": ("[summary, events]", "[summary, evnts]", "shows:", "Did you mean 'events'?"),
    "bar": ("short: Review", "short: Very long label", "short: Very", "12 is the most"),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMAT_CASES.values(), ids=FORMAT_CASES)
def test_one_thing_wrong_in_a_format(write, case: tuple[str, str, str, str]) -> None:
    old, new, place, said = case
    text = spoilt(FORMAT, old, new)
    if old == "  - id: talk\n":
        text = text.replace("minutes_to: talk\n", "minutes_to: read\n").replace(
            "    unused_minutes_to: read\n", ""
        )
    problems = reader.check(write(text))
    assert len(problems) == 1, told(problems)
    assert said in f"{problems[0].wrong} {problems[0].todo}"
    assert problems[0].line == line_of(text, place), told(problems)


def test_everything_wrong_is_told_in_one_go(write) -> None:
    """Text, YAML, types, choices, ids and references of one file together, by line."""
    text = spoilt(PACK, "review: The small review", "review: Case A1: what then")
    text = spoilt(text, "slide 2\n  events", "Slide #2\n  events")
    text = spoilt(text, "label: Recommendation 1", "label: @team")
    text = spoilt(text, "minutes: 10", "minutes: ten")
    text = spoilt(text, "way: pairs", "way: pair")
    text = spoilt(text, "[first]", "[frist]")
    problems = reader.check(write(text))
    places = ["review: Case", "source: Slide #2", "label:", "minutes: ten", "way: pair", "[frist]"]
    assert [each.line for each in problems] == [line_of(text, place) for place in places]


def test_a_line_whose_text_is_wrong_is_not_blamed_for_its_value_too(write) -> None:
    (problem,) = reader.check(write(spoilt(PACK, "minutes: 10", "minutes: @10")))
    assert "begins with @" in problem.wrong


def test_a_format_is_not_read_as_a_pack_nor_a_pack_as_a_format(write) -> None:
    with pytest.raises(PackError, match="This is a format"):
        reader.read_pack(write(FORMAT))
    with pytest.raises(PackError, match="This is a pack"):
        reader.read_format(write(PACK))


def test_contacts_are_checked_as_contacts(write) -> None:
    assert reader.check(write("support:\n  - The duty desk\n")) == ()
    (problem,) = reader.check(write("support: The duty desk\n"))
    assert "a list is wanted" in problem.wrong


@pytest.mark.parametrize("read", [reader.read_pack, reader.read_format, reader.check])
def test_a_folder_a_pipe_or_nothing_is_not_found(read, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in (".", "pipe.yaml", "nothing.yaml", "nothing/x.yaml", "x\0.yaml", "n" * 400):
        with pytest.raises(NotFoundError):
            read(tmp_path / name)
    with pytest.raises(NotFoundError):
        read(Path("/dev/zero"))


def test_a_large_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    started = time.perf_counter()
    (problem,) = reader.check(path)
    assert time.perf_counter() - started < 0.5
    assert problem.line == 1
    assert "50.0 MB" in problem.wrong


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_file_that_may_not_be_read(write) -> None:
    path = write(PACK)
    path.chmod(0)
    (problem,) = reader.check(path)
    assert "may not be read" in problem.wrong


def test_a_disk_that_refuses_is_said(write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(PACK)

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "no")

    monkeypatch.setattr("learnsession.packs.files.os.open", refuse)
    (problem,) = reader.check(path)
    assert "may not be read" in problem.wrong
    assert stat.S_ISREG(path.stat().st_mode)


def test_what_is_kept_reads_back_and_forgives_what_is_unknown(write) -> None:
    pack = reader.read_pack(write(PACK)).pack
    form = reader.read_format(write(FORMAT)).form
    plain = reader.to_plain(pack)
    plain["later"] = 1
    plain["activities"][0]["later"] = [1]
    plain["activities"][0]["prompts"][0]["source"] = "and a source as well"
    kept = reader.kept_pack(plain)
    assert kept.activities[0].minutes == 10
    assert kept.source_notes == pack.source_notes
    assert reader.kept_pack(reader.to_plain(pack)) == pack
    assert reader.kept_format({**reader.to_plain(form), "later": 2}) == form


def test_plain_values_always_have_their_lists(write) -> None:
    start, end = PACK.index("recommendations:"), PACK.index("activities:")
    plain = reader.to_plain(reader.read_pack(write(PACK[:start] + PACK[end:])).pack)
    assert plain["recommendations"] == []
    assert [each["id"] for each in plain["activities"]] == ["talk-it-over"]
    assert "say" not in plain


PIECES = st.sampled_from(
    ["\t", "  ", "\n", "- ", ": ", " #x", "'", '"', "@", "*a", "&a ", "!t ", "[", "]", "{", "}",
     "|", ">", "%", "---\n", "\0", "\u202e", "\u2028", "\\", "?", "<<: x\n", "é", ",", "yes", "~",
     "-", "\n\n", "9" * 5000, "\r", "\ufeff", "id", "null"]
)  # fmt: skip
BYTES = st.binary(min_size=1, max_size=4)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), PIECES.map(str.encode) | BYTES),
    min_size=1,
    max_size=5,
)


@pytest.mark.parametrize("good", [PACK, FORMAT], ids=["pack", "format"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_a_spoilt_file_is_good_or_has_problems_with_lines(
    good: str, edits: list[tuple[float, int, bytes]], tmp_path: Path
) -> None:
    data = good.encode()
    for where, length, new in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    path = tmp_path / "spoilt.yaml"
    path.write_bytes(data)
    lines = max(1, len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")))
    problems = reader.check(path)
    read = reader.read_pack if good is PACK else reader.read_format
    with contextlib.suppress(PackError):
        read(path)
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.wrong.endswith((".", "?")), problem
        assert problem.todo.endswith((".", "?")), problem
        assert str(problem).isprintable(), problem


WRONG_VALUES = st.sampled_from(
    ["", "x", "yes", "10", "[a, b]", "[]", "{a: b}", "{}", "''", "~", "true", "-1", "[[]]", "x: y"]
)


@pytest.mark.parametrize("good", [PACK, FORMAT], ids=["pack", "format"])
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_value_of_another_type_never_crashes(
    good: str, data: st.DataObject, tmp_path: Path
) -> None:
    lines = good.splitlines()
    keys = [n for n, line in enumerate(lines) if ":" in line and not line.startswith("#")]
    for at in data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4)):
        lines[at] = lines[at].split(":")[0] + ": " + data.draw(WRONG_VALUES)
    path = tmp_path / "spoilt.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert all(1 <= each.line <= len(lines) for each in reader.check(path))


def test_a_key_that_the_file_lacks_comes_after_what_has_a_line(write) -> None:
    text = spoilt(PACK, "review: The small review\n", "")
    text = spoilt(text, "title: Small\n", "title: Small\ntitle: Again\n")
    found = reader.check(write(text))
    assert "stands" in found[0].wrong or "twice" in found[0].wrong, found
    assert found[0].line > 1
    assert found[-1].wrong == "The key 'review' is missing."
    with pytest.raises(PackError) as refusal:
        reader.read_pack(write(text))
    assert refusal.value.problems == found
