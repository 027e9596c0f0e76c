"""YAML text -> plain values with their lines, or every problem at once.

Only this module knows PyYAML. It reads the parser's events one by one and never builds the
library's own nodes: those recurse (the C loader dies at 50,000 levels), expand references without
end, lose the first of two equal keys and turn `no`, `12:30` and `010` into something else.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from learnsession.errors import PackError, Problem
from learnsession.packs.lines import Lines, Stumble
from learnsession.packs.slips import LOST_TAIL, find, lost_tail
from learnsession.packs.text import UNWANTED, clip, read_text, said, spaced, without_unwanted
from learnsession.packs.values import Loaded, Loc, Survey, Value, in_order

__all__ = ["Loaded", "Survey", "load", "survey"]

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20
"""Levels of keys and lists in one another."""
MOST_VALUES = 20_000
_MOST_ROUNDS = 25
_BLANK = ("The file is empty.", "The file has nothing in it but comments.")
_WORK = 3_000_000
"""Characters read in all rounds together, so that a large broken file is answered soon."""


def load(data: bytes, name: str) -> Loaded:
    """The values of a file.

    Args:
        data: the file's bytes.
        name: what the problems call the file.

    Raises:
        PackError: with every problem of its text; never anything else.

    """
    found = survey(data, name)
    if found.problems or found.loaded is None:
        raise PackError(found.problems)
    return found.loaded


def survey(data: bytes, name: str) -> Survey:
    """What can be read of a file together with what is wrong with its text. Never raises."""
    readable = read_text(data, name)
    if readable.text is None:
        return Survey(None, readable.problems)
    text = readable.text
    if readable.tabs:
        widths = (spaced(text, width) for width in (2, 4, 8))
        choices = [tuple(variant.split("\n")) for variant in widths]
        lines = next((each for each in choices if _Builder(each).build() is None), choices[0])
    else:
        lines = tuple(text.split("\n"))
    last = max(1, len(lines) - (not lines[-1]))
    loaded, findings = _read(lines)
    told = {(problem.line, problem.wrong) for problem in readable.problems}
    problems = list(readable.problems)
    for at, wrong, todo in findings:
        line = min(max(at, 1), last)
        if (line, wrong) not in told:
            problems.append(Problem(name, line, wrong, todo))
    blank = len(problems) == 1 and loaded is None and problems[0].wrong in _BLANK
    return Survey(loaded, in_order(problems), blank)


_Finding = tuple[int, str, str]
"""A line from 1, what is wrong, what to do."""


def _read(lines: Lines) -> tuple[Loaded | None, list[_Finding]]:
    """Read, mend the line that stopped the parser, and read again, as long as that helps."""
    slips: list[_Finding] = []
    rounds = max(1, min(_MOST_ROUNDS, _WORK // (1 + sum(map(len, lines)))))
    while True:
        builder = _Builder(lines)
        stumble = builder.build()
        if stumble is None:
            break
        slip = find(lines, stumble)
        finding = (slip.line + 1, slip.wrong, slip.todo)
        again = finding in slips
        if not again:
            slips.append(finding)
        rounds -= 1
        if slip.mended is None or again or not rounds:
            builder.loaded = None
            break
        lines = slip.mended
    told = {line for line, _, _ in slips}
    return builder.loaded, [*slips, *(each for each in builder.findings if each[0] not in told)]


class _EnoughError(Exception):
    """The rest of the file is not worth reading."""


@dataclass(slots=True)
class _Frame:
    """A dict or list that is being read."""

    loc: Loc
    values: dict[str, Value] | list[Value]
    key: str | None = None
    """The key whose value comes next; None while a key is awaited."""
    unwanted: bool = False
    """True when the coming value is read only to get past it."""


class _Builder:
    """Turns the parser's events into values, with a stack of its own instead of recursion."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.findings: list[_Finding] = []
        self.loaded: Loaded | None = None
        self._root: Value = None
        self._at: dict[Loc, int] = {}
        self._stack: list[_Frame] = []
        self._count = 0
        self._documents = 0

    def build(self) -> Stumble | None:
        """Read everything; where the parser stopped, or None when it reached the end."""
        line = 0
        try:
            for event in yaml.parse("\n".join(self.lines), Loader=LOADER):
                line = event.start_mark.line if event.start_mark else line
                self._take(event, line + 1)
        except _EnoughError:
            return None
        except yaml.MarkedYAMLError as error:
            return self._stumble(error, line)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            # Only the parser in pure Python: characters and numbers past what Python can hold.
            escape = isinstance(error, OverflowError) or "chr()" in str(error)
            return self._stumble(yaml.MarkedYAMLError(problem="escape" if escape else ""), line)
        self._finish()
        return None

    def _stumble(self, error: yaml.MarkedYAMLError, line: int) -> Stumble:
        mark, opened = error.problem_mark, error.context_mark
        last = len(self.lines) - 1
        where = min(mark.line if mark else line, last)
        column = mark.column if mark else 0
        began = min(opened.line, last) if opened else None
        return Stumble(where, column, began, f"{error.context}: {error.problem}")

    def _finish(self) -> None:
        if self._root is None:
            blank = not any(line.strip() for line in self.lines)
            wrong = _BLANK[0] if blank else _BLANK[1]
            self._wrong(1, wrong, "Write in it what a shipped file of this kind has.")
        elif not isinstance(self._root, dict):
            kind = "a list" if isinstance(self._root, list) else "a text"
            wrong = f"The file is {kind}, where keys with their values are wanted."
            self._wrong(self._at[()], wrong, "Begin with lines such as 'title: Child AI'.")
        else:
            self.loaded = Loaded(self._root, self._at)

    def _wrong(self, line: int, wrong: str, todo: str) -> None:
        self.findings.append((line, wrong, todo))

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, line, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, line, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            wrong = "A value that begins with * must stand in quotes."
            self._wrong(line, wrong, "Put the value in double quotes, or write it out in full.")
            self._place(f"*{event.anchor}", line)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                wrong = "A second document begins here, after a line '---' or '...'."
                self._wrong(line, wrong, "Remove that line, or keep two files.")
                self._finish()
                raise _EnoughError

    def _open(self, event: yaml.CollectionStartEvent, line: int, values: Value) -> None:
        self._decorated(event, line)
        if len(self._stack) >= DEEPEST:
            wrong = f"Lists and keys stand more than {DEEPEST} deep in one another here."
            self._wrong(line, wrong, "A pack needs five levels at most: check the indentation.")
            raise _EnoughError
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.values, dict) and frame.key is None:
            self._wrong(line, "A key must be one word.", "Write a word and a colon.")
        self._stack.append(_Frame(self._place(values, line), values))

    def _decorated(self, event: yaml.NodeEvent, line: int) -> None:
        """Anchors and tags are refused."""
        if event.anchor is not None:
            wrong = "A value that begins with & must stand in quotes."
            self._wrong(line, wrong, "Put the value in double quotes, or take the & away.")
        if getattr(event, "tag", None) is not None:
            wrong = "A value that begins with ! must stand in quotes."
            self._wrong(line, wrong, "Put the whole value in double quotes.")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        self._decorated(event, line)
        text = event.value
        for character in dict.fromkeys(UNWANTED.findall(text)):
            self._wrong(line, *said(character))
            text = without_unwanted(text)
        end = event.end_mark
        plain = not event.style
        if plain and end and end.line < len(self.lines):
            rest = self.lines[end.line][end.column :]
            if lost_tail(rest):
                self._wrong(end.line + 1, *LOST_TAIL)
        frame = self._stack[-1] if self._stack else None
        if frame and isinstance(frame.values, dict) and frame.key is None:
            self._key(frame, frame.values, text, line)
        else:
            nothing = plain and text in ("", "~", "null", "Null", "NULL")
            self._place(None if nothing else text, line)

    def _key(self, frame: _Frame, values: dict[str, Value], text: str, line: int) -> None:
        frame.key = text
        if text == "<<":
            self._wrong(line, "Merging with '<<' is not allowed.", "Write the keys out in full.")
            frame.unwanted = True
        elif not text:
            self._wrong(line, "A colon stands here without a key.", "Write the key before it.")
            frame.unwanted = True
        elif text in values:
            first = self._at[(*frame.loc, text)]
            wrong = f"The key '{clip(text)}' stands here again; it is on line {first} already."
            self._wrong(line, wrong, "Keep one of the two.")
            frame.unwanted = True
        else:
            self._at[(*frame.loc, text)] = line

    def _place(self, value: Value, line: int) -> Loc:
        """Put a value where it belongs; its place."""
        self._count += 1
        if self._count > MOST_VALUES:
            wrong = f"The file has more than {MOST_VALUES:,} values."
            self._wrong(line, wrong, "Check that this is the file you meant.")
            raise _EnoughError
        if not self._stack:
            self._root = value
            self._at[()] = line
            return ()
        frame = self._stack[-1]
        if isinstance(frame.values, list):
            loc = (*frame.loc, len(frame.values))
            frame.values.append(value)
            self._at[loc] = line
            return loc
        key, unwanted = frame.key, frame.unwanted or frame.key is None
        # A collection or reference in the place of a key: what follows is its value.
        frame.key, frame.unwanted = ("", True) if key is None else (None, False)
        if unwanted:
            return (*frame.loc, "")
        frame.values[str(key)] = value
        return (*frame.loc, str(key))
