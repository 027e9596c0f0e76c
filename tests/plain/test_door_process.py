"""The linear door as a process: pipes, signals, kills. Few processes, many assertions."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

PACK = "norfolk-child-ai"
KEPT = re.compile(r"^Kept (\d+): (.*)$")


class Process:
    """`learnsession --store STORE …` with pipes."""

    def __init__(self, store: Path, *arguments: str, **more: object) -> None:
        command = [sys.executable, "-m", "learnsession", "--store", str(store), *arguments]
        self._process = subprocess.Popen(  # type: ignore[call-overload]
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **more,
        )
        self.pid = self._process.pid
        self.said = ""
        # Nothing here may hang for ever, whatever is broken.
        self._alarm = Timer(60, self._process.kill)
        self._alarm.start()

    def type(self, data: str) -> None:
        self._process.stdin.write(data.encode())
        self._process.stdin.flush()

    def until(self, words: str) -> str:
        """Read lines up to one with these words; gives that one."""
        for raw in self._process.stdout:
            line = raw.decode("utf-8").rstrip("\n")
            self.said += f"{line}\n"
            if words in line:
                return line
        raise AssertionError(f"{words!r} was never said, but:\n{self.said}")

    def end(self, data: str = "") -> int:
        """Type the last of it, close the input, read the rest; gives the exit code."""
        out, err = self._process.communicate(data.encode())
        self._alarm.cancel()
        self.said += out.decode("utf-8")
        self.err = err.decode("utf-8")
        return self._process.returncode

    def send(self, number: int) -> None:
        self._process.send_signal(number)

    def kill(self) -> None:
        self._process.kill()
        self.end()


@pytest.fixture
def run(store_dir: Path, tmp_path: Path) -> Iterator[list[Process]]:
    started: list[Process] = []
    yield started
    for process in started:
        process._alarm.cancel()
        if process._process.poll() is None:
            process.kill()


def show(store: Path) -> dict[str, object]:
    command = [sys.executable, "-m", "learnsession", "--store", str(store), "show", "last"]
    return json.loads(subprocess.check_output([*command, "--json"], timeout=60))


def test_a_whole_session_from_lines(store_dir: Path, tmp_path: Path) -> None:
    lines = [
        "/here 9", "/confidence before 2 3 4", "\ufeffŁódź \U0001f469\u200d\U0001f467", "", " ",
        "/overview", "/go 8", "It made sense then", "/action One page @x",
        "//slash", "/bogus", "/close", "not yet", "/where", "/list", "/export md", "/close", "y",
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    process = Process(store_dir, "run", PACK, "--plain", cwd=tmp_path, env=environment)
    assert process.end("\r\n".join(lines)) == 0, process.err
    kept = dict(match.groups() for line in process.said.splitlines() if (match := KEPT.match(line)))
    assert kept == {
        "1": "\ufeffŁódź \U0001f469\u200d\U0001f467",
        "2": "It made sense then",
        "3": "One page",
        "4": "/slash",
        "5": "not yet",
    }
    assert process.err == ""
    assert "\x1b" not in process.said
    assert "> " not in process.said
    assert "reopen S-0001" in process.said
    assert (tmp_path / process.said.split("Exported: ")[1].splitlines()[0]).exists()
    shown = show(store_dir)
    assert shown["state"] == "closed"
    assert len(shown["reflections"]) == 4


def test_each_answer_comes_before_the_next_line_is_typed(
    store_dir: Path, run: list[Process]
) -> None:
    process = Process(store_dir, "run", PACK, "--plain")
    run.append(process)
    assert process.until("Step 1 of")
    process.type("one\n")
    assert process.until("Kept") == "Kept 1: one"
    second = Process(store_dir, "resume", "last", "--plain")
    assert second.end() == 1
    assert "S-0001" in second.err
    assert len(second.err.strip().splitlines()) == 1
    assert len(show(store_dir)["reflections"]) == 1
    process.type("two\n\n")
    assert process.until("Step 2 of")
    process.send(signal.SIGINT)
    process.until("resume S-0001 --plain")
    assert process.end() == 130
    assert process.err == ""
    shown = show(store_dir)
    assert [each["text"] for each in shown["reflections"]] == ["one", "two"]
    assert (shown["state"], shown["position"]["step"]) == ("open", 2)


def test_what_was_typed_is_kept_when_nobody_reads_the_answers(
    store_dir: Path, run: list[Process]
) -> None:
    process = Process(store_dir, "run", PACK, "--plain")
    run.append(process)
    process.until("Step 1 of")
    process._process.stdout.close()
    process.type("one\ntwo\n")
    process._process.stdin.close()
    assert process._process.wait(30) == 0
    assert process._process.stderr.read() == b""
    process._process.stderr.close()
    assert [each["text"] for each in show(store_dir)["reflections"]] == ["one", "two"]


@pytest.mark.parametrize("out", ["| head -3", ">&-", ">&- 2>&-", "> /dev/full"])
def test_a_long_input_is_kept_to_its_end_when_nobody_listens(store_dir: Path, out: str) -> None:
    code = Path(f"{store_dir}.code")
    command = f'"{sys.executable}" -m learnsession --store "{store_dir}" run {PACK} --plain'
    here, after = ("", out) if "|" in out else (out, "")
    script = f"yes hello | head -200 | {{ {command} {here}; echo $? > '{code}'; }} {after}"
    done = subprocess.run(["/bin/sh", "-c", script], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""
    assert code.read_text() == "0\n"
    assert len(show(store_dir)["reflections"]) == 200


def test_nothing_acknowledged_is_lost_by_a_kill(store_dir: Path, run: list[Process]) -> None:
    chance = random.Random(2)
    first = Process(store_dir, "run", PACK, "--plain")
    assert first.end("the first\n/go 3\n") == 0
    acknowledged = {"1": "the first"}
    position = 3
    for kill in range(10):
        process = Process(store_dir, "resume", "last", "--plain")
        run.append(process)
        assert f"Step {position} of" in process.until("Step ")
        position = chance.randint(1, 10)
        process.type(f"/go {position}\n")
        process.until(f"Step {position} of")
        process.type("".join(f"kill {kill} line {n}\n" for n in range(20)))
        for _ in range(chance.randint(1, 12)):
            number, text = KEPT.match(process.until("Kept")).groups()
            acknowledged[number] = text
        time.sleep(chance.random() * 0.01)
        process.kill()
        for line in process.said.splitlines():
            if match := KEPT.match(line):
                acknowledged[match[1]] = match[2]
    shown = show(store_dir)
    texts = [each["text"] for each in shown["reflections"]]
    for number, text in acknowledged.items():
        assert texts[int(number) - 1] == text
    assert shown["position"]["step"] == position


def test_an_input_that_is_closed_from_the_start_is_the_end_of_input(store_dir: Path) -> None:
    command = f'"{sys.executable}" -m learnsession --store "{store_dir}" run {PACK} --plain <&-'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"resume S-0001" in done.stdout
