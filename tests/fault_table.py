"""The table that `make faults` ends with: what was done how often, and whether it held."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

HEAD = ("fault", "store", "times", "held", "seconds", "note")


class Row(NamedTuple):
    """One test of the matrix."""

    fault: str
    form: str
    count: int
    held: bool
    seconds: float
    note: str

    @property
    def cells(self) -> tuple[str, ...]:
        held = "yes" if self.held else "**no**"
        seconds = f"{self.seconds:,.0f}"
        return (self.fault, self.form, f"{self.count:,}", held, seconds, self.note)


def rows(reports: Iterable[Any]) -> Iterator[Row]:
    """Those of pytest's reports that counted something."""
    for report in reports:
        if report.when != "call":
            continue
        for name, told in report.user_properties:
            if name == "tally":
                yield Row(
                    told["fault"],
                    told["form"],
                    told["count"],
                    report.passed,
                    report.duration,
                    told["note"],
                )


def table(found: Iterable[Row]) -> list[str]:
    """Lines of Markdown, the machine and the date first."""
    lines = [row.cells for row in sorted(found)]
    head = [" | ".join(HEAD).join(("| ", " |")), "| --- | --- | ---: | --- | ---: | --- |"]
    return [_machine(), "", *head, *(" | ".join(cells).join(("| ", " |")) for cells in lines)]


def _machine() -> str:
    system = f"{platform.system()} {platform.release()}, {platform.machine()}"
    python = f"Python {platform.python_version()}"
    return f"{datetime.now(UTC):%d %B %Y}, {system}, {os.cpu_count()} cores, {python}:"
