"""`python -m benchmarks`: every figure, in one table.

It fails for a figure over its bound only with --strict: a busy machine is no fault of the program.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import moving, register, saving, starting
from benchmarks.measuring import Figure, take
from benchmarks.sessions import fill
from benchmarks.table import as_json, table
from learnsession.store.sessions import SessionStore
from learnsession.store.vault import prepare, protect

MANY, FEW = 10_000, 10
AGREED = 3
"""How many actions each session agreed in the store of the register."""
_PASSPHRASE = "for measuring and nothing else"
OUT = Path(__file__).resolve().parents[1] / "out"


def main() -> int:
    """Measure everything, print the table, write the JSON."""
    asked = _arguments()
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=OUT) as work:
        figures = []
        for figure in _figures(Path(work), asked.many):
            _progress(f"{figure.name}: {figure.ratio:.2f}")
            figures.append(figure)
    print(table(figures))
    asked.json.write_text(as_json(figures), "utf-8")
    over = [figure for figure in figures if figure.over]
    if over:
        print(f"{len(over)} of {len(figures)} over its bound.")
    return 1 if over and asked.strict else 0


def _figures(work: Path, count: int) -> Iterator[Figure]:
    empty = work / "empty"
    yield take(starting.first_paint_of_home(empty))
    yield take(starting.version())
    yield take(saving.keeping_one(SessionStore(work / "one"), work / "floor"))
    protected = work / "protected"
    seal = protect(protected, prepare(_PASSPHRASE))
    sealed, clear = SessionStore(protected, seal=seal), SessionStore(work / "clear")
    yield take(saving.keeping_one_sealed(sealed, clear))
    yield take(starting.unlocking(protected, _PASSPHRASE, empty))
    _progress(f"making {count:,} sessions")
    many, few = fill(work / "many", count), fill(work / "few", FEW)
    yield take(starting.first_paint_with_many(many.root, empty, count))
    yield take(saving.keeping_among_many(many, few, (count, FEW)))
    _progress(f"making {count:,} sessions with {AGREED} agreed actions each")
    agreed = fill(work / "agreed", count, AGREED)
    with register.register(agreed, count) as pairs:
        yield from map(take, pairs)
    yield take(register.update(agreed, work / "update.json", count))
    with moving.next_step(work / "moving") as pair:
        yield take(pair)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--strict", action="store_true", help="fail for a figure over its bound")
    parser.add_argument(
        "--json", metavar="FILE", type=Path, default=OUT / "bench.json", help="where JSON goes"
    )
    parser.add_argument(
        "--many", metavar="N", type=int, default=MANY, help="how many sessions are many"
    )
    return parser.parse_args()


def _progress(words: str) -> None:
    """What is going on, for whoever waits; the table alone goes to standard output."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
