from __future__ import annotations

from collections.abc import Callable

import pytest
from fault_counts import Tally


@pytest.fixture
def tally(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Tally:
    """Counts what a test did, for the table of `make faults`."""
    sealed = getattr(request.node, "callspec", None) and request.node.callspec.params.get("sealed")
    form = {True: "sealed", False: "clear"}.get(sealed, "")
    made = Tally(getattr(request.module, "FAULT", request.node.name), form)
    record_property("tally", vars(made))  # live: it is read when the test has run
    return made
