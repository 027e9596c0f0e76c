"""What is read to be kept is not looked through by the collector."""

from __future__ import annotations

import gc

import pytest

from learnsession.tui.collecting import long_lived


def test_what_is_made_counts_as_old_at_once_and_the_collector_goes_on() -> None:
    with long_lived():
        assert not gc.isenabled()
        made = [{"number": [number]} for number in range(5000)]
    assert gc.isenabled()
    old = {id(each) for each in gc.get_objects(generation=2)}
    assert all(id(each) in old for each in made)
    assert gc.get_freeze_count() == 0


def test_a_failure_leaves_the_collector_as_it_was() -> None:
    gc.disable()
    try:
        with pytest.raises(ZeroDivisionError), long_lived():
            raise ZeroDivisionError
        assert not gc.isenabled()
    finally:
        gc.enable()
    with pytest.raises(ZeroDivisionError), long_lived():
        raise ZeroDivisionError
    assert gc.isenabled()
