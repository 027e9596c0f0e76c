"""The words behind the advice: data that an authority can change, checked as every other file."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnsession.errors import PackError
from learnsession.packs.listing import shipped
from learnsession.packs.reader import check
from learnsession.packs.smart_words import Sentences, read_smart_file, read_smart_words

OWN = """\
format: 1
id: smart
title: Our advice
sentences:
  weak: "Say more than '{words}'."
weak:
  - Chat
verbs:
  - Ask
"""


@pytest.fixture
def file(store_dir: Path) -> Path:
    path = store_dir / "my-packs" / "advice" / "ours.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(OWN, "utf-8")
    return path


def test_those_that_ship_are_good_and_say_everything() -> None:
    assert check(shipped() / "advice" / "smart.yaml") == ()
    words = read_smart_words(None)
    said = words.sentences.model_dump()
    assert len(words.verbs) >= 250
    assert all(said.values())
    assert [key for key, sentence in said.items() if "{" in sentence] == ["weak"]
    assert "{words}" in said["weak"]


def test_no_word_that_ships_stands_twice_or_is_both_strong_and_weak() -> None:
    words = read_smart_words(None)
    single = (*words.verbs, *words.weak)
    assert len(set(single)) == len(single)
    assert len(set(words.irregular)) == len(words.irregular)


def test_the_persons_own_wins_and_its_capitals_make_no_difference(
    file: Path, store_dir: Path
) -> None:
    words = read_smart_words(store_dir)
    assert (words.title, words.weak, words.verbs) == ("Our advice", ("chat",), ("ask",))
    assert words.sentences == Sentences(weak="Say more than '{words}'.")


@pytest.mark.parametrize("slip", [("verbs:", "verb:"), ("id: smart", "id: clever"), (OWN, "")])
def test_a_copy_that_cannot_be_used_stops_nobody(
    file: Path, store_dir: Path, slip: tuple[str, str]
) -> None:
    file.write_text(OWN.replace(*slip), "utf-8")
    assert read_smart_words(store_dir) == read_smart_words(None)


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("  weak: ", "  waek: ", 5, "Did you mean 'weak'?"),
        ("format: 1", "format: 2", 1, "newer learnsession"),
        ("  - Ask", "  - " + "ask " * 20, 9, "40"),
        ("weak:\n  - Chat", "weak: Chat", 6, "list"),
    ],
)
def test_every_slip_is_told_with_its_line(
    file: Path, before: str, after: str, line: int, said: str
) -> None:
    assert check(file) == ()
    file.write_text(OWN.replace(before, after), "utf-8")
    with pytest.raises(PackError) as caught:
        read_smart_file(file)
    told = [each for each in caught.value.problems if each.line == line and said in str(each)]
    assert told, [str(each) for each in caught.value.problems]
    assert check(file) == caught.value.problems
