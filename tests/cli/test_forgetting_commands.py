"""`erase`, `redact` and `store expire`: asked first, and nothing is left of what they remove."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from test_commands import Program, program  # noqa: F401 - a fixture

from learnsession.cli.program import run_program
from learnsession.session import events as ev
from learnsession.session.facilitation import MOST_CHARACTERS
from learnsession.session.record import REMOVED
from learnsession.settings import LATER
from learnsession.settings.writing import change_setting
from learnsession.store import redacting
from learnsession.store.expiring import doubt_of, expired
from learnsession.store.sealing import Seal
from learnsession.store.sessions import SessionStore

sys.path.append(str(Path(__file__).parents[1] / "store"))

from forgetting import NAME, PASSPHRASE, a_store, everything, first_id, leave_beside, seal_of
from stored_samples import heard, new_id, started
from whole_store import files_with

Asked = Callable[..., list[str]]


class Commands:
    """Gives commands to one store."""

    def __init__(self, root: Path, sealed: bool, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys
        self._before = ["--store", str(root)]
        self.out = self.err = ""
        if sealed:
            file = root.with_name("passphrase")
            file.write_text(PASSPHRASE)
            self._before += ["--passphrase-file", str(file)]

    def __call__(self, *arguments: str) -> int:
        code = run_program([*self._before, *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    @property
    def seal(self) -> Seal:
        return seal_of(self.root, len(self._before) > 2)

    @property
    def store(self) -> SessionStore:
        return SessionStore(self.root, seal=self.seal)

    def left(self, words: str) -> list[str]:
        """The files in which some words still stand."""
        return files_with(self.root, words, self.seal)


@pytest.fixture(params=["clear", "sealed"])
def commands(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Commands:
    sealed = request.param == "sealed"
    root = tmp_path / "store"
    a_store(root, sealed)
    return Commands(root, sealed, capsys)


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    """A file with the name, as Windows editors write one."""
    file = tmp_path / "phrase.txt"
    file.write_bytes(b"\xef\xbb\xbfzo\xc3\xab  quill\r\n")
    return str(file)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Somebody at a terminal who gives these answers; what they were asked is listed."""

    def answering(*answers: str) -> list[str]:
        questions: list[str] = []
        waiting = iter(answers)

        def answer(question: str) -> str:
            questions.append(question)
            return next(waiting)

        monkeypatch.setattr("learnsession.cli.terminal.at_terminal", lambda: True)
        monkeypatch.setattr("click.termui.visible_prompt_func", answer)
        return questions

    return answering


# erase


def test_erase_shows_what_goes_asks_and_leaves_nothing(commands: Commands, asked: Asked) -> None:
    questions = asked("y")
    assert commands("erase", "s-1") == 0, commands.err
    assert len(questions) == 1
    for words in (
        f"S-0001: Child AI, {NAME}'s team, held 14 July 2026, open",
        "2 things heard, 1 agreed action, with every earlier wording",
        "a half-written text",
        "4 files of it in quarantine",
        "its copies in 3 kept backups",
        "stays where it was carried on: in S-0002.",
        "S-0001 is erased. Its number is not used again.",
        "notes that were exported",
    ):
        assert words in commands.out
    for words in (first_id(), "nobody was named", "half of what"):
        assert commands.left(words) == []
    assert commands("erase", "S-1", "--yes") == 1
    assert "There is no session 'S-1'." in commands.err


def test_what_others_left_beside_it_is_shown_and_goes(commands: Commands, phrase: str) -> None:
    leave_beside(commands.store)
    said = "that a cloud service or an editor left beside it"
    assert commands("redact", "S-1", "--phrase-file", phrase, "--yes") == 0, commands.err
    assert f"1 file {said} cannot be searched and will go as a whole." in commands.out
    assert commands("redact", "S-1", "--phrase-file", phrase, "--yes") == 1
    assert commands("erase", "S-1", "--yes") == 0
    assert f"3 files {said}" in commands.out
    assert commands.left("nobody was named") == []


def test_without_a_yes_nothing_is_erased(commands: Commands, asked: Asked) -> None:
    commands.store.rows()
    before = everything(commands.root)
    assert commands("erase", "S-1") == 1
    assert commands.err == "Nothing was erased: without a terminal to ask at, --yes is needed.\n"
    assert commands.out == ""
    asked("n")
    assert commands("erase", "S-1") == 1
    assert "Nothing was erased. S-0001 is as it was." in commands.err
    asked("")
    assert commands("erase", "S-1") == 1
    assert everything(commands.root) == before


def test_with_yes_it_needs_no_terminal(commands: Commands) -> None:
    assert commands("erase", "S-0001", "--yes") == 0
    assert commands.left("nobody was named") == []
    assert [row.ref for row in commands.store.rows()] == ["S-0003", "S-0002"]


def test_its_help_says_what_could_bring_it_back(commands: Commands) -> None:
    assert commands("erase", "--help") == 0
    said = " ".join(commands.out.split())
    assert "Only an older backup file of your own could bring it back." in said
    assert "Nothing brings" not in said


def test_a_counter_that_is_mended_does_not_give_the_number_out_again(commands: Commands) -> None:
    assert commands("erase", "S-3", "--yes") == 0
    (commands.root / "counter.json").write_bytes(b"{")
    commands("store", "repair", "--yes")  # the samples have no packs, which stays damage
    assert "the next session is S-0004" in commands.out
    assert commands.store.next_reference() == "S-0004"


def test_what_was_agreed_and_not_carried_on_is_said_to_be_gone(commands: Commands) -> None:
    assert commands("erase", "S-2", "--yes") == 0
    assert "What was agreed" not in commands.out
    assert commands("erase", "S-1", "--yes") == 0
    assert "No later session has carried on what was agreed: it is gone with it." in commands.out


def test_a_session_that_cannot_be_read_can_be_erased(commands: Commands) -> None:
    path = commands.root / commands.store.find("S-0001").path
    path.write_bytes(b"{")
    path.with_name(f"{path.name}.bak").write_bytes(b"")
    assert commands("erase", "S-0001", "--yes") == 0, commands.err
    assert "S-0001 can no longer be read." in commands.out
    assert "carried on: in S-0002." in commands.out
    assert commands.left("nobody was named") == []


@pytest.mark.parametrize("arguments", [("erase", "S-1", "--yes"), ("redact", "S-1", "--yes")])
def test_a_session_that_is_open_in_another_window_is_refused(
    commands: Commands, phrase: str, arguments: tuple[str, ...]
) -> None:
    held = commands.store.open(first_id())
    more = ("--phrase-file", phrase) if arguments[0] == "redact" else ()
    assert commands(*arguments, *more) == 1
    assert "S-0001 is open in this window already" in commands.err
    held.leave()
    assert commands.left("nobody was named")


def test_what_a_kill_left_of_an_erased_session_goes_with_the_next_try(commands: Commands) -> None:
    assert commands("erase", "S-1", "--yes") == 0
    lock = commands.root / "locks" / f"{first_id()}.lock"
    lock.write_bytes(b"")
    assert commands("erase", "S-1", "--yes") == 1
    assert not lock.exists()


# redact


def test_redact_leaves_nothing_of_the_words_anywhere(commands: Commands, phrase: str) -> None:
    for ref in ("S-0001", "S-0002"):
        assert commands("redact", ref, "--phrase-file", phrase, "--yes") == 0, commands.err
    assert commands.left("quill") == []
    assert commands.left("nobody was named")
    assert commands.left(REMOVED)


def test_redact_says_where_the_words_stand_and_never_what_they_are(
    commands: Commands, phrase: str
) -> None:
    assert commands("redact", "S-0001", "--phrase-file", phrase, "--yes") == 0
    for words in (
        "These words stand in S-0001 (Child AI):",
        "number 1: 3 times",
        "number 3: once",
        "the set-up: once",
        "the half-written text: once",
        "copies of it, such as in kept backups",
        "3 files of it in quarantine cannot be searched and will go as a whole.",
        f"They also stand in S-0002: learnsession --store {commands.root} redact S-0002",
        "Removed from S-0001 and its copies.",
        "what the disk itself may still hold",
    ):
        assert words in commands.out
    assert not [w for w in ("quill", "ring", "monday") if w in commands.out.casefold()]
    assert commands.err == ""


def test_the_words_are_asked_for_and_then_the_question(commands: Commands, asked: Asked) -> None:
    questions = asked(NAME, "n", NAME, "y")
    before = commands.store.read(first_id()).events
    assert commands("redact", "S-1") == 1
    assert "Nothing was removed. S-0001 is as it was." in commands.err
    assert commands.store.read(first_id()).events == before
    assert commands("redact", "S-1") == 0
    assert len(questions) == 4
    assert not any(NAME in question for question in questions)
    assert not [path for path in commands.left("quill") if "S-0001" in path]


def test_words_that_are_not_there_are_not_found_and_nothing_is_changed(
    commands: Commands, phrase: str
) -> None:
    before = commands.store.read(new_id(3)).events
    assert commands("redact", "S-3", "--phrase-file", phrase, "--yes") == 1
    assert "These words do not stand in S-0003; nothing was changed." in commands.err
    assert "They stand in S-0001: learnsession" in commands.err
    assert commands.store.read(new_id(3)).events == before
    Path(phrase).write_text("never said")
    assert commands("redact", "S-3", "--phrase-file", phrase, "--yes") == 1
    assert "show S-0003 --history" in commands.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "Nothing was given."),
        (b"x\n", "Only one character was given."),
        (b"\xff\xfe", "it is not UTF-8 text"),
        (b"a" * 100_001, "too long"),
    ],
    ids=["nothing", "one character", "no text", "too long"],
)
def test_a_phrase_that_cannot_be_used_is_refused(
    commands: Commands, phrase: str, given: bytes, said: str
) -> None:
    Path(phrase).write_bytes(given)
    assert commands("redact", "S-1", "--phrase-file", phrase, "--yes") == 1
    assert said in commands.err


def test_a_phrase_file_in_the_folder_of_nobody_is_not_there(commands: Commands) -> None:
    name = "~nobody-has-this-name/words"
    assert commands("redact", "S-1", "--phrase-file", name, "--yes") == 1
    assert commands.err == (
        f"{name}: The file with the words cannot be read: No such file or directory. "
        "Name another one.\n"
    )


def test_a_phrase_can_be_as_long_as_an_entry_in_any_alphabet(
    commands: Commands, phrase: str
) -> None:
    Path(phrase).write_text("ż" * MOST_CHARACTERS, "utf-8")
    assert commands("redact", "S-1", "--phrase-file", phrase, "--yes") == 1
    assert "do not stand in S-0001" in commands.err


def test_redact_needs_somebody_to_ask_or_all_the_answers(commands: Commands, phrase: str) -> None:
    before = everything(commands.root)
    for arguments in ((), ("--yes",), ("--phrase-file", phrase)):
        assert commands("redact", "S-1", *arguments) == 1
        assert commands.err == (
            "Nothing was removed: without a terminal to ask at, "
            "--phrase-file and --yes are needed.\n"
        )
    assert everything(commands.root) == before
    assert commands("redact", "S-1", "--phrase-file", "/nowhere", "--yes") == 1
    assert "cannot be read: No such file or directory." in commands.err


def test_a_closed_session_stays_closed_and_says_that_words_were_removed(
    commands: Commands, phrase: str
) -> None:
    session = commands.store.open(first_id())
    session.append(ev.SessionClosed(at=session.events[-1].at + timedelta(hours=1)))
    session.leave()
    assert commands("redact", "S-1", "--phrase-file", phrase, "--yes") == 0
    row = commands.store.find("S-1")
    assert (row.state, row.team) == ("closed", f"{REMOVED}'s team")
    assert isinstance(commands.store.read(first_id()).events[-1], ev.WordsRemoved)


def test_what_could_not_be_removed_everywhere_is_said_and_fails(
    commands: Commands, phrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redacting, "redact", lambda *_: ("A backup could not be changed.",))
    assert commands("redact", "S-1", "--phrase-file", phrase, "--yes") == 1
    assert "A backup could not be changed." in commands.err
    assert "Removed from" not in commands.out


# store expire

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def old(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Sessions closed long ago and lately, and one that was never closed."""
    commands = Commands(tmp_path / "store", False, capsys)
    now = datetime.now(UTC)
    for number, year, closed in ((1, 2012, True), (2, 2015, False), (3, now.year, True)):
        lately = now - timedelta(days=10)
        at = lately if number == 3 else datetime(year, 1, 2, 12, tzinfo=UTC)
        begun = started(number, team=f"Team {number}").model_copy(update={"at": at})
        session = commands.store.create(begun)
        session.append(heard(1, f"said in {year}").model_copy(update={"at": at}))
        if closed:
            session.append(ev.SessionClosed(at=at + timedelta(hours=1)))
        session.leave()
    change_setting(commands.root, "retain_years", 8)
    return commands


def test_expire_lists_what_is_past_its_date_and_erases_only_what_is_confirmed(
    old: Commands, asked: Asked
) -> None:
    asked("n", "y")
    assert old("store", "expire") == 0, old.err
    assert "Past their date, kept for 8 years:" in old.out
    assert "2 January 2020" in old.out
    assert "S-0001 is kept." in old.out
    assert "S-0002 is erased." in old.out
    assert "Erased: 1 of 2." in old.out
    assert sorted(row.ref for row in old.store.rows()) == ["S-0001", "S-0003"]
    assert old.left("said in 2015") == []
    assert old.left("said in 2012")


def test_expire_with_yes_erases_all_of_them_and_no_other(old: Commands) -> None:
    assert old("store", "expire", "--yes") == 0
    assert [row.ref for row in old.store.rows()] == ["S-0003"]
    assert old("store", "expire", "--yes") == 0
    assert old.out == "No session is past its date. They are kept for 8 years.\n"


def test_expire_only_lists_for_a_program_or_without_anybody_to_ask(old: Commands) -> None:
    before = everything(old.root)
    assert old("store", "expire") == 1
    assert "S-0002" in old.out
    assert old.err == (
        "Nothing was erased: without a terminal to ask at, --yes is needed to erase them.\n"
    )
    for arguments in (("--json",), ("--json", "--yes")):
        assert old("store", "expire", *arguments) == 0
        found = json.loads(old.out)
        assert found["retain_years"] == 8
        assert [(each["ref"], each["kept_until"]) for each in found["expired"]] == [
            ("S-0001", "2020-01-02"),
            ("S-0002", "2023-01-02"),
        ]
    assert everything(old.root) == before


def test_expire_goes_on_when_one_of_them_is_open_elsewhere(old: Commands) -> None:
    held = old.store.open(new_id(1))
    assert old("store", "expire", "--yes") == 1
    assert "S-0001 is open" in old.err
    assert "Erased: 1 of 2." in old.out
    held.leave()
    assert sorted(row.ref for row in old.store.rows()) == ["S-0001", "S-0003"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the clock of the machine wrong."""

    def by(how_much: timedelta) -> None:
        now = datetime.now(UTC) + how_much
        monkeypatch.setattr("learnsession.moment.utc_now", lambda: now)

    return by


def test_with_a_clock_far_ahead_yes_alone_erases_nothing(
    old: Commands, clock: Callable[[timedelta], None]
) -> None:
    clock(timedelta(days=8 * 366 + 30))
    before = everything(old.root)
    assert old("store", "expire", "--yes") == 1
    assert "S-0003" in old.out
    assert "Nothing has been written for over a year; is the clock right?" in old.err
    assert "--yes and --clock-is-right are needed to erase them." in old.err
    assert old("store", "expire", "--json", "--yes") == 0
    assert len(json.loads(old.out)["expired"]) == 3
    assert everything(old.root) == before
    assert old("store", "expire", "--yes", "--clock-is-right") == 0
    assert "Erased: 3 of 3." in old.out
    assert old.err == ""


def test_with_a_clock_far_ahead_somebody_is_asked_in_spite_of_yes(
    old: Commands, clock: Callable[[timedelta], None], asked: Asked
) -> None:
    clock(timedelta(days=8 * 366 + 30))
    questions = asked("y", "n", "n")
    assert old("store", "expire", "--yes") == 0
    assert "is the clock right?" in old.err
    assert len(questions) == 3
    assert "Erased: 1 of 3." in old.out


def test_with_a_clock_that_is_behind_nothing_is_listed(
    old: Commands, clock: Callable[[timedelta], None]
) -> None:
    clock(timedelta(days=-12))
    before = everything(old.root)
    for arguments in ((), ("--yes",), ("--json",)):
        assert old("store", "expire", *arguments) == 1
        assert "something was written after that. Set it right;" in old.err
        assert old.out == ""
    assert everything(old.root) == before
    assert old("store", "expire", "--json", "--clock-is-right") == 0


@pytest.mark.parametrize(
    ("days", "doubt"), [(-1.1, "behind"), (-0.9, None), (0, None), (399, None), (401, "ahead")]
)
def test_when_a_clock_is_doubted(old: Commands, days: float, doubt: str | None) -> None:
    rows = old.store.rows()
    assert doubt_of(rows, max(row.written for row in rows) + timedelta(days=days)) == doubt
    assert doubt_of((), datetime.now(UTC)) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("retain_years = = 8\n", ":1: This is not TOML"),
        ('theme = "dark"\nretain_years = -8\n', ":2: 'retain_years' cannot be '-8'."),
        ("retain_year = 8\n", ":1: There is no setting 'retain_year'"),
    ],
)
def test_settings_that_cannot_be_understood_are_named(old: Commands, text: str, said: str) -> None:
    file = old.root / "settings.toml"
    file.write_text(text)
    assert old("store", "expire", "--yes") == 1
    assert f"{file}{said}" in old.err
    assert "not decided" not in old.err
    assert "settings set" not in old.err
    assert len(old.store.rows()) == 3


@pytest.mark.parametrize("decided", [None, LATER])
def test_without_a_rule_nothing_is_past_its_date(old: Commands, decided: str | None) -> None:
    (old.root / "settings.toml").unlink()
    if decided:
        change_setting(old.root, "retain_years", decided)
    before = everything(old.root)
    assert old("store", "expire", "--yes") == 1
    assert "It is not decided for how many years sessions are kept" in old.err
    assert f"learnsession --store {old.root} settings set retain_years YEARS" in old.err
    assert everything(old.root) == before


@pytest.mark.parametrize(
    ("today", "refs"),
    [
        (date(2020, 1, 2), []),
        (date(2020, 1, 3), ["S-0001"]),
        (date(2023, 1, 2), ["S-0001"]),
        (date(2023, 1, 3), ["S-0001", "S-0002"]),
    ],
)
def test_the_last_day_is_kept(old: Commands, today: date, refs: list[str]) -> None:
    found = expired(old.store.rows(), 8, today, LONDON)
    assert [each.row.ref for each in found] == refs


def test_show_says_when_words_were_removed(program: Program) -> None:  # noqa: F811
    program.session("one\ntwo\n/remove 1 yes\n/quit\n")
    assert program("show", "last", "--history") == 0
    assert "Words were removed for good: " in program.out
    assert f"1. (heard) {REMOVED}" in program.out
    assert "Removed for good by facilitator." in program.out
    (at,) = program.json("show", "last")["words_removed"]
    assert at.endswith("Z")
    program.session("one\n/quit\n")
    assert program.json("show", "last")["words_removed"] == []
