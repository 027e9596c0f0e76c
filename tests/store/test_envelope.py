"""The checksum of a content that grows is the one that reading finds."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from learnsession.store.envelope import GrowingSum, unwrap, wrap

PATH = Path("S-0001.json")


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=20)), max_size=8))
def test_whatever_was_wrapped_before_a_file_is_as_if_it_were_the_first(
    steps: list[tuple[bool, bytes]],
) -> None:
    growing, text = GrowingSum(), b""
    for adds, more in steps:
        text = text + more if adds else more
        body = (b"{", text, b"}")
        assert wrap("session", *body, growing=growing) == wrap("session", *body)
        assert unwrap("session", wrap("session", *body, growing=growing), PATH).body == b"".join(
            body
        )


@given(st.lists(st.lists(st.binary(max_size=6), min_size=2, max_size=5), max_size=6))
def test_other_parts_are_added_up_anew(bodies: list[list[bytes]]) -> None:
    growing = GrowingSum()
    for body in bodies:
        assert wrap("session", *body, growing=growing) == wrap("session", *body)
