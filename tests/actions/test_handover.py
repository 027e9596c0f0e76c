"""The file of a handover: what is written is read again, and nothing else is taken for one."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.actions.handover import Carried, Handover, _canonical, read, write
from learnsession.errors import DamagedError, LearnSessionError, NewerError, RefusedError
from learnsession.session.action_events import ActionEntered, ActionProgressed
from learnsession.typed import clean

AT = datetime(2026, 11, 21, 13, 50, tzinfo=UTC)
words = (
    st.text(st.characters(codec="utf-8"), max_size=30)
    .map(lambda text: clean(text).text.strip())
    .filter(bool)
)


def carried(text: str = "Ask the nursery", note: str = "half") -> Carried:
    entered = ActionEntered(at=AT, entry="E1", ref="A-0001", text=text, team="North", agreed=AT)
    said = ActionProgressed(at=AT, entry="E1", id="X1", answer="going", note=note)
    return Carried(entered, (said,))


def made(*actions: Carried) -> Handover:
    return Handover("North", AT, actions or (carried(),))


@given(words, words)
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


@pytest.mark.parametrize(
    "changed",
    [
        {"entry": ""},
        {"entry": "../x"},
        {"ref": ""},
        {"ref": "A-foo"},
        {"ref": "A-²"},
        {"ref": "A-0001\n"},
        {"ref": "A-" + "9" * 5_000},
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 200_000},
        {"team": "T\x00x"},
        {"team": "x" * 6_000},
        {"owner": "\u202elead"},
        {"fields": {"measure": "a\x1bb"}},
        {"fields": {"themes": ["a\x07"]}},
        {"due": "9999-12-31"},
        {"agreed": "9999-12-31T23:59:59Z"},
        {"amended": {"due": "9999-12-31T23:59:59Z"}},
        {"team": "\ud800"},
    ],
    ids=lambda changed: str(changed)[:40].encode("ascii", "replace").decode(),
)
def test_what_no_learnsession_writes_is_damage_although_its_checksum_is_right(
    changed: dict[str, object],
):
    assert isinstance(_with(entered=changed), DamagedError)


@pytest.mark.parametrize(
    "changed", [{"id": ""}, {"note": "\ud800"}, {"note": "a\x00"}, {"at": "9999-01-01T00:00:00Z"}]
)
def test_nor_may_it_stand_in_what_was_said(changed: dict[str, object]):
    assert isinstance(_with(said=changed), DamagedError)


@pytest.mark.parametrize("said", [7, [7], ["x"], None, {"a": 1}, [None], [[]]])
def test_what_was_said_is_a_list_of_sayings(said: object):
    values = json.loads(write(made()))
    values["holds"]["actions"][0]["said"] = said
    assert isinstance(_refused(values), DamagedError)


@pytest.mark.parametrize("number", [0, -1, "1", None, True])
def test_a_format_that_never_was_is_no_handover(number: object):
    values = json.loads(write(made())) | {"format": number}
    error = _refused(values)
    assert isinstance(error, RefusedError) or number is True


def _with(**changed: dict[str, object]) -> LearnSessionError | None:
    values = json.loads(write(made()))
    action = values["holds"]["actions"][0]
    action["entered"] |= changed.get("entered", {})
    for name in ("entry",):
        if name in changed.get("entered", {}):
            action["said"][0][name] = action["entered"][name]
    action["said"][0] |= changed.get("said", {})
    return _refused(values)


def _refused(values: dict[str, Any]) -> LearnSessionError | None:
    """What is said of a file with these values, its checksum made right."""
    values["sha256"] = sha256(_canonical(values["holds"])).hexdigest()
    try:
        read(json.dumps(values).encode(), "file")
    except LearnSessionError as error:
        return error
    return None
