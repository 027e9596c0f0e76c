"""The register on the screen: found by typing, opened, added to and exported, by keyboard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from home_journeys import Stand, standing
from textual.widgets import Input, Static

from learnsession.errors import StoreError
from learnsession.room.registering import Registrar
from learnsession.tui.screens import register_shown
from learnsession.tui.screens.action import ActionScreen
from learnsession.tui.screens.home import HomeScreen
from learnsession.tui.screens.register import RegisterScreen
from learnsession.tui.screens.register_export import RegisterExportScreen
from learnsession.tui.screens.register_filter import RegisterFilterScreen
from learnsession.tui.screens.register_findings import RegisterFindingsScreen
from learnsession.tui.widgets.action_list import ActionList
from learnsession.tui.widgets.choice import Choice


@pytest.fixture
def stand(tmp_path):
    with standing(tmp_path) as made:
        yield made


def agreed(stand: Stand) -> Registrar:
    """Three open actions of two teams, one of them late, and a finished one."""
    registrar = Registrar(stand.desk)
    today = stand.now.date()
    registrar.enter("North team", "Put a chronology in each file", owner="team manager")
    registrar.enter("South team", "Ask the nursery", due=today + timedelta(days=20))
    registrar.enter("North team", "Ring the school", due=today + timedelta(days=3))
    over = registrar.enter("North team", "Read the review")
    registrar.answer(over, "done", "We asked more")
    stand.now += timedelta(days=7)
    return registrar


def words(app, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def listed(app) -> list[str]:
    """The lines of the list that are seen, without the headings."""
    shown = app.screen.query_one(ActionList)
    lines = [shown.render_line(y).text.strip() for y in range(1, shown.size.height)]
    return [line for line in lines if line]


def marked(app) -> str:
    state = app.screen.query_one(ActionList).marked
    return state["ref"] if state else ""


async def settle(app, pilot) -> None:
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


async def at_register(app, pilot) -> None:
    await pilot.press("a")
    await settle(app, pilot)
    assert isinstance(app.screen, RegisterScreen)


async def search(app, pilot, typed: str) -> None:
    app.screen.query_one("#search", Input).value = typed
    await pilot.pause()


async def test_what_is_open_is_listed_with_the_most_pressing_first(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert ("a", "Actions") in [(hint.key, hint.does) for hint in app.screen.hints()]
        await at_register(app, pilot)
        assert words(app, "#register-count") == "3 of 4 actions  ·  1 overdue"
        late, later, undated = listed(app)
        assert late.startswith("› A-0003    Ring the school")
        assert late.endswith("overdue, 24 Nov")
        assert later.endswith("due 11 Dec")
        assert undated.endswith("no date yet")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_a_wide_window_has_columns_for_owner_due_status_and_team(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(120, 36)) as pilot:
        await at_register(app, pilot)
        head = app.screen.query_one(ActionList).render_line(0).text.split()
        assert head == ["Ref", "Action", "Owner", "Due", "Status", "Team"]
        assert "Fri 11 Dec" in listed(app)[1]
        assert "team manager" in listed(app)[2]
        await search(app, pilot, "status:done")
        assert "finished 21 Nov" in listed(app)[0]
        assert "Complete" in listed(app)[0]


async def test_an_empty_register_explains_itself(stand: Stand):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert "What a team agrees in a session comes here" in words(app, "#register-words")
        assert words(app, "#register-count") == ""
        await pilot.press("x", "enter", "o", "c", "down", "end", "question_mark", "escape")
        assert isinstance(app.screen, RegisterScreen)


async def test_a_store_that_cannot_be_read_says_so_in_words(stand: Stand, monkeypatch):
    def refuse() -> None:
        raise StoreError("The folder may not be read.", "Ask whoever looks after it.")

    monkeypatch.setattr(stand.desk, "register", refuse)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert "may not be read. Ask whoever" in words(app, "#register-words")
        await pilot.press("f", "n", "x", "o", "enter", "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_typing_filters_at_once_and_says_what_was_understood(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("slash", *"team:n overdue")
        assert words(app, "#understood").startswith("team North team, open, overdue")
        assert [line[2:8] for line in listed(app)] == ["A-0003"]
        await pilot.press("down")
        assert isinstance(app.focused, ActionList)
        await pilot.press("c")
        assert len(listed(app)) == 3
        await search(app, pilot, "status:all team:East")
        assert "No action here has the team 'East'." in words(app, "#understood")
        assert "No action matches." in words(app, "#register-words")


async def test_letters_do_nothing_else_while_somebody_types(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("slash", *"qfocnxb")
        assert app.screen.query_one("#search", Input).value == "qfocnxb"
        await pilot.press("escape")
        assert isinstance(app.screen, RegisterScreen)


async def test_o_sorts_by_the_next_column_and_says_which(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        said = []
        for _ in range(7):
            await pilot.press("o")
            said.append(words(app, "#understood").rpartition("·")[2].strip())
        assert said[1] == "by reference"
        assert said[-1] == "most pressing first"
        assert len(set(said)) == 7
        await pilot.press("o", "o")
        shown = [line.lstrip("› ")[:6] for line in listed(app)]
        assert shown == ["A-0001", "A-0002", "A-0003"]


async def test_thirty_thousand_lines_are_drawn_only_where_they_are_seen(stand: Stand, monkeypatch):
    states = [
        {
            "id": f"01{number:024}",
            "ref": f"A-{number:04}",
            "action": f"Number {number}",
            "team": "North",
            "agreed": "2026-11-01T10:00:00Z",
            "history": [],
        }
        for number in range(1, 30_001)
    ]
    monkeypatch.setattr(stand.desk.store, "action_states", lambda: states)
    drawn: list[str] = []
    real = register_shown.ActionList.render_line
    monkeypatch.setattr(ActionList, "render_line", lambda *a: drawn.append("") or real(*a))
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert words(app, "#register-count") == "30,000 of 30,000 actions"
        assert len(drawn) < 200
        await pilot.press("end")
        assert marked(app) == "A-30000"
        assert listed(app)[-1].startswith("› A-30000")
        await pilot.press("up", "pageup")
        shown = listed(app)
        assert marked(app) in shown[0]
        await pilot.press("home", "pagedown")
        assert listed(app)[-1].startswith(f"› {marked(app)}")
        assert len(drawn) < 800


async def test_a_click_marks_and_a_click_on_what_is_marked_opens(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.click(ActionList, offset=(10, 2))
        assert marked(app) == "A-0002"
        await pilot.click(ActionList, offset=(10, 0))
        await pilot.click(ActionList, offset=(10, 9))
        assert marked(app) == "A-0002"
        await pilot.click(ActionList, offset=(10, 2))
        await settle(app, pilot)
        assert isinstance(app.screen, ActionScreen)


async def test_what_was_said_of_an_opened_action_is_in_the_list_when_one_comes_back(stand: Stand):
    registrar = agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("down", "enter")
        await settle(app, pilot)
        assert isinstance(app.screen, ActionScreen)
        registrar.answer(registrar.find("A-0002"), "stuck", "No reply", to="head of service")
        app.screen.dismiss()
        await settle(app, pilot)
        assert marked(app) == "A-0002"
        assert listed(app)[1].endswith("stuck")


async def test_what_is_finished_leaves_the_list_and_the_next_is_marked(stand: Stand):
    registrar = agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("down", "enter")
        await settle(app, pilot)
        registrar.answer(registrar.find("A-0002"), "done", "They come sooner")
        app.screen.dismiss()
        await settle(app, pilot)
        assert words(app, "#register-count") == "2 of 4 actions  ·  1 overdue"
        assert marked(app) == "A-0001"


async def test_the_form_writes_the_line_and_keeps_the_words(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await search(app, pilot, "the")
        await pilot.press("f")
        assert isinstance(app.screen, RegisterFilterScreen)
        await pilot.press("right", "down", "down", "s")
        assert app.screen.query_one("#team", Choice).value == "South team"
        app.screen.query_one("#due-before-input", Input).value = "99/99"
        await pilot.press("enter")
        assert isinstance(app.screen, RegisterFilterScreen)  # and the date is pointed out
        app.screen.query_one("#due-before-input", Input).value = "18/12"
        await pilot.press("enter")
        await pilot.pause()
        line = app.screen.query_one("#search", Input).value
        assert line == 'the team:"South team" status:all before 18/12/2026'
        assert [each[2:8] for each in listed(app)] == ["A-0002"]
        await pilot.press("f", "right", "escape")
        assert app.screen.query_one("#search", Input).value == line


async def test_a_new_action_is_kept_and_marked(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("n")
        app.screen.query_one("#new-team", Input).value = "South team"
        line = "Visit @team manager by 18/12 #professional-curiosity"
        app.screen.query_one("#new-line", Input).value = line
        await pilot.pause()
        assert words(app, "#new-understood") == (
            "Visit  ·  team manager  ·  due Friday 18 December 2026  ·  #professional-curiosity"
        )
        await pilot.press("enter")
        await settle(app, pilot)
        assert marked(app) == "A-0005"
        kept = stand.desk.register().find("A-0005")
        assert (kept.team, kept.owner, kept.due) == (
            "South team",
            "team manager",
            date(2026, 12, 18),
        )
        assert kept.themes == ("professional-curiosity",)
        assert not app.screen.query_one("#new-line", Input).value


@pytest.mark.parametrize(
    ("team", "line", "asks"),
    [
        ("", "Visit", "No team is named"),
        ("North team", "Visit by 1/2/2026", "has gone by"),
        ("North team", "Ring 07911 123456", "a phone number"),
    ],
)
async def test_what_looks_wrong_is_asked_once(stand: Stand, team: str, line: str, asks: str):
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("n")
        app.screen.query_one("#new-team", Input).value = team
        app.screen.query_one("#new-line", Input).value = line
        await pilot.press("tab")
        app.screen.query_one("#new-line", Input).focus()
        await pilot.press("enter")
        await settle(app, pilot)
        assert asks in words(app, "#new-understood")
        assert len(stand.desk.register()) == 0
        await pilot.press("enter")
        await settle(app, pilot)
        assert len(stand.desk.register()) == 1


async def test_esc_stops_typing_and_keeps_the_words(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("n", *"Visit", "escape")
        assert isinstance(app.focused, ActionList)
        await pilot.press("n")
        assert app.screen.query_one("#new-line", Input).value == "Visit"


async def exported(app, pilot, form: int) -> str:
    await pilot.press("x")
    assert isinstance(app.screen, RegisterExportScreen)
    await pilot.press(*["down"] * form, "space", "enter")
    await settle(app, pilot)
    return words(app, "#export-said").replace("\n", "")


@pytest.mark.parametrize(("form", "ending"), enumerate(("docx", "xlsx", "csv", "*", "ics", "md")))
async def test_what_is_shown_is_exported_and_nothing_is_written_over(
    stand: Stand, form: int, ending: str
):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        said = await exported(app, pilot, form)
        await pilot.press("k")
        assert isinstance(app.screen, RegisterScreen)
        again = await exported(app, pilot, form)
    assert "✓ Exported" in said
    name = "2026-11-28-agreed-actions"
    if ending == "*":
        assert "2 files are in this folder" in said
        assert len([*(stand.root / name).glob("*.ics")]) == 2
        assert len([*(stand.root / f"{name} (2)").glob("*.ics")]) == 2
    else:
        assert (stand.root / f"{name}.{ending}").is_file()
        assert (stand.root / f"{name} (2).{ending}").is_file()
        assert again.endswith(f"{name} (2).{ending}")


async def test_only_what_is_shown_is_exported_and_it_says_which(stand: Stand):
    agreed(stand)
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await search(app, pilot, "team:South")
        await exported(app, pilot, 5)
    (path,) = stand.root.glob("*.md")
    written = path.read_text("utf-8")
    assert "Ask the nursery" in written
    assert "Ring the school" not in written
    assert "team South team, open" in written


async def test_personal_details_are_asked_about_before_anything_is_written(stand: Stand):
    Registrar(stand.desk).enter("North team", "Ring 07911 123456")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        await pilot.press("x", "enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, RegisterFindingsScreen)
        assert "A-0001: looks like a phone number" in words(app, "#findings-lines")
        await pilot.press("n")
        await settle(app, pilot)
        assert not [*stand.root.glob("*.docx")]
        await pilot.press("enter")
        await pilot.pause(0.3)
        await pilot.press("y")
        await settle(app, pilot)
        assert "✓ Exported" in words(app, "#export-said")
    assert [*stand.root.glob("*.docx")]


async def test_a_calendar_without_any_date_says_so(stand: Stand):
    Registrar(stand.desk).enter("North team", "Visit")
    app = stand.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await at_register(app, pilot)
        assert "None of these actions has a due date" in await exported(app, pilot, 3)
