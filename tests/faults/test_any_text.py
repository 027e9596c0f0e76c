"""Whatever is typed: surrogates, NULs, overrides of the writing direction, emoji, a megabyte.

Half-written words come back as typed. An entry comes back as `typed.clean` leaves it, which
takes out what no file or screen can hold, and nothing else.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_counts import SEALED, Tally, counts
from fault_events import draft, heard, session_id, started, texts
from stores import open_store

from learnsession.store.drafts import read_draft
from learnsession.store.sessions import SessionStore
from learnsession.typed import Cleaned, clean

FAULT = "random text through cleaning, the store and back"
MEGABYTE = 1_000_000
A_SAVE = 25
"""Entries kept at once: what is tried here is the text, not the disk."""

RANGES = (
    (0x20, 0x7E), (0x20, 0x7E), (0x00, 0x1F), (0x7F, 0x9F), (0xA0, 0x17F), (0x300, 0x36F),
    (0x590, 0x6FF), (0x202A, 0x202E), (0x2066, 0x2069), (0x200B, 0x200F), (0xD800, 0xDFFF),
    (0xFE00, 0xFE0F), (0xFFF0, 0xFFFF), (0x1F300, 0x1FAFF), (0x10000, 0x10FFFF), (0x4E00, 0x4FFF),
)  # fmt: skip
PIECES = (
    "\r\n", "\r", "\n", "\t", "\x00", "\ud83d", "\udc69", "👩‍👧", "Łódź", "Ŵy", "e\u0301", "\u202e",
    '"}', "\\u0000", "</w:t>", "=1+1", "[/b]", "{'a': 1}", "\x1b[31m", "\ufeff", "\u2028",
)  # fmt: skip
OVERRIDES = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def any_text(chance: random.Random, length: int) -> str:
    parts: list[str] = []
    size = 0
    while size < length:
        if chance.random() < 0.2:
            part = chance.choice(PIECES)
        else:
            low, high = chance.choice(RANGES)
            part = "".join(chr(chance.randint(low, high)) for _ in range(chance.randint(1, 8)))
        parts.append(part)
        size += len(part)
    return "".join(parts)


def large_text(chance: random.Random) -> str:
    """A megabyte, of a thousand pieces that are repeated in any order."""
    parts = [any_text(chance, 50) for _ in range(200)]
    whole = "".join(chance.choices(parts, k=MEGABYTE // 45))
    assert len(whole) >= MEGABYTE
    return whole


def left_in(text: str) -> str:
    """What may be kept, told by another way than the one that is tested: by kinds of characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        each
        for each in text
        if each in "\n\t"
        or (unicodedata.category(each) not in ("Cc", "Cs") and ord(each) not in OVERRIDES)
    )


def as_typed(text: str) -> str:
    """JSON writes a character beyond the first 65,536 as two halves, so two halves that were typed
    one after the other come back as the character they stand for."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def check_cleaning(typed: str) -> str:
    cleaned = clean(typed)
    assert cleaned.text == left_in(typed)
    ends = typed.count("\r\n")
    assert cleaned.left_out == len(typed) - ends - len(cleaned.text)
    assert clean(cleaned.text) == Cleaned(cleaned.text, 0)
    cleaned.text.encode("utf-8")
    return cleaned.text


def keep_and_look(store: SessionStore, number: int, typed: list[str]) -> None:
    """Each half written first, then all as entries, in one session; then as the next finds them."""
    session = store.create(started(session_id(number), f"S-{number:04d}"))
    kept: list[str] = []
    for words in typed:
        kept.append(check_cleaning(words))
        session.keep_draft(draft(len(kept), words))
        half = read_draft(session.path, store.seal)
        assert half
        assert half.text == as_typed(words)
    session.append(*(heard(place, words) for place, words in enumerate(kept, start=1)))
    last = typed[-1] + "\ud800 half"
    session.keep_draft(draft(len(kept) + 1, last))
    session.leave()
    again = store.open(session.id)
    assert again.notices == ()
    assert texts(again.events) == kept
    half = again.draft()
    assert half
    assert half.text == as_typed(last)
    again.leave()


def in_saves(chance: random.Random, count: int) -> Iterator[list[str]]:
    for first in range(0, count, A_SAVE):
        lengths = [chance.choice((1, 5, 40, 400)) for _ in range(min(A_SAVE, count - first))]
        yield [any_text(chance, length) for length in lengths]


@SEALED
@counts("amount", (300, 1), (9_980, 20))
def test_any_text_comes_back(tmp_path: Path, sealed: bool, amount: tuple[int, int], tally: Tally):
    chance = random.Random(2027)
    small, large = amount
    store = open_store(tmp_path / "store", sealed)
    number = 0
    for number, typed in enumerate(in_saves(chance, small), start=1):
        keep_and_look(store, number, typed)
        tally.count += len(typed)
    keep_and_look(store, number + 1, [large_text(chance) for _ in range(large)])
    tally.count += large
    tally.note = f"{large} of them of 1 MB"
    assert len(store.rows()) == number + 1
    assert store.damaged() == ()


@pytest.mark.parametrize("left", ["\x00", "\ud800", "\u202e", "\x1b", "\x85"])
def test_the_other_way_of_telling_bites(left: str):
    """What must go does go, and what must stay would be missed."""
    assert left_in(f"a{left}b") == "ab"
    assert left_in("Łódź \u200d 👩‍👧 e\u0301\t\n") == "Łódź \u200d 👩‍👧 e\u0301\t\n"
