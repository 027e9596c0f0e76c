"""References of actions that come from another laptop."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from learnsession.session.references import number_of
from learnsession.store.references import next_action_reference, settle_action_references
from learnsession.store.sealing import CLEAR

WANTED = st.lists(
    st.integers(1, 12).map("A-{:04d}".format) | st.sampled_from(["S-0001/2", "A-99999999", ""])
)


@given(st.integers(0, 6), st.integers(0, 6), WANTED)
def test_no_number_is_given_out_twice_and_each_keeps_its_own_where_it_can(
    given_out: int, in_use: int, wanted: list[str]
):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        taken = {next_action_reference(root, CLEAR) for _ in range(given_out)}
        taken |= {f"A-{number:04d}" for number in range(1, in_use + 1)}
        settled = settle_action_references(root, CLEAR, wanted, in_use)
        following = next_action_reference(root, CLEAR, in_use)
    assert len({*taken, *settled, following}) == len(taken) + len(settled) + 1
    last = max(given_out, in_use)
    for ref in set(wanted):
        if last < number_of(ref, "A") <= 99_999:
            assert settled[wanted.index(ref)] == ref
