"""The file of a handover: what is written is read again, and nothing else is taken for one."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.actions.handover import Carried, Handover, read, write
from learnsession.errors import DamagedError, LearnSessionError, NewerError, RefusedError
from learnsession.session.action_events import ActionEntered, ActionProgressed

AT = datetime(2026, 11, 21, 13, 50, tzinfo=UTC)
words = st.text(st.characters(codec="utf-8"), max_size=30)


def carried(text: str = "Ask the nursery", note: str = "half") -> Carried:
    entered = ActionEntered(at=AT, entry="E1", ref="A-0001", text=text, team="North", agreed=AT)
    said = ActionProgressed(at=AT, entry="E1", id="X1", answer="going", note=note)
    return Carried(entered, (said,))


def made(*actions: Carried) -> Handover:
    return Handover("North", AT, actions or (carried(),))


@given(words, words.filter(bool))
def test_what_is_written_is_read_again(text: str, note: str):
    handover = made(carried(text, note))
    assert read(write(handover), "file") == handover


def test_how_an_action_stands_follows_from_the_file():
    assert (carried().action.status, carried().action.ref) == ("in-progress", "A-0001")


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"null", b"\xff\xfe", b'{"kind": 1, "format": 1}', b"[" * 100_000]
)
def test_what_is_no_handover_is_refused(data: bytes):
    with pytest.raises(RefusedError, match="'file' is no handover"):
        read(data, "file")


def test_a_newer_one_is_told_as_such():
    values = json.loads(write(made())) | {"format": 2}
    with pytest.raises(NewerError):
        read(json.dumps(values).encode(), "file")


def test_a_cut_or_a_flipped_bit_anywhere_is_noticed():
    whole = write(made())
    spoilt = [whole[:at] for at in range(len(whole) - 1)]
    spoilt += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    good = 0
    for data in spoilt:
        try:
            assert read(data, "file") == made()  # a blank between two values may become another
            good += 1
        except LearnSessionError:
            continue
    assert good <= whole.count(b"\n") + whole.count(b" ")


def test_a_saying_about_another_action_is_damage():
    other = ActionProgressed(at=AT, entry="E2", id="X1", answer="going", note="half")
    with pytest.raises(DamagedError):
        read(write(made(Carried(carried().entered, (other,)))), "file")
