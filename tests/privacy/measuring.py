"""What the detectors find in the corpus, against what is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from learnsession.privacy.finding import find
from learnsession.privacy.kinds import KINDS

CORPUS = Path(__file__).with_name("corpus.tsv")


@dataclass(frozen=True)
class Line:
    """A line of the corpus and the kinds that are in it."""

    text: str
    expected: frozenset[str]


@dataclass
class Measured:
    """Right, wrong and missed, counted by kind; and each line that is not right."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)

    def precision(self, *kinds: str) -> float:
        """Of what was found, the part that is there."""
        right, wrong = _sum(self.right, kinds), _sum(self.wrong, kinds)
        return right / (right + wrong) if right + wrong else 1.0

    def recall(self, *kinds: str) -> float:
        """Of what is there, the part that was found."""
        right, missed = _sum(self.right, kinds), _sum(self.missed, kinds)
        return right / (right + missed) if right + missed else 1.0

    def table(self) -> str:
        """A row a kind, and one for all together."""
        rows = [(kind, kind) for kind in KINDS]
        lines = [f"{'kind':<16}{'right':>6}{'wrong':>6}{'missed':>7}{'precision':>10}{'recall':>8}"]
        for name, kinds in [*((name, (kind,)) for name, kind in rows), ("all", ())]:
            counts = (_sum(each, kinds) for each in (self.right, self.wrong, self.missed))
            right, wrong, missed = counts
            lines.append(
                f"{name:<16}{right:>6}{wrong:>6}{missed:>7}"
                f"{self.precision(*kinds):>10.3f}{self.recall(*kinds):>8.3f}"
            )
        return "\n".join(lines)


def corpus() -> list[Line]:
    """Every line, in order."""
    lines = []
    for line in CORPUS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kinds, _, text = line.partition("\t")
            lines.append(Line(text, frozenset(kinds.split(",")) - {"-"}))
    return lines


def measured(lines: list[Line]) -> Measured:
    """What is found in these lines."""
    result = Measured()
    for line in lines:
        found = {finding.kind for finding in find(line.text)}
        result.right.update(found & line.expected)
        result.wrong.update(found - line.expected)
        result.missed.update(line.expected - found)
        if found != line.expected:
            said, there = (", ".join(sorted(each)) or "-" for each in (found, line.expected))
            result.lines.append(f"found {said}; there is {there}: {line.text}")
    return result


def _sum(counts: Counter[str], kinds: tuple[str, ...]) -> int:
    return sum(counts[kind] for kind in kinds or KINDS)
