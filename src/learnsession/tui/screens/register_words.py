"""What the register says: its orders, its help, and why its list is empty."""

from __future__ import annotations

from learnsession.actions.filters import Sort

SORT_WORDS: dict[Sort | None, str] = {
    None: "most pressing first",
    "due": "by due date",
    "ref": "by reference",
    "owner": "by owner",
    "team": "by team",
    "status": "by status",
    "agreed": "newest first",
}
"""In which order actions are listed; `o` goes from one to the next."""

NOTHING_YET = (
    "Nothing has been agreed yet.\n\n"
    "What a team agrees in a session comes here: what will be done, by whom and by when. "
    "It stays until it is done, and the team is asked about it in its next session.\n\n"
    "To write down something that was agreed elsewhere, press n."
)
NOTHING_READ = "Nothing that was agreed can be shown."
NOTHING_OPEN = (
    "Nothing is open: all that was agreed is finished.\n\nTo see it, press / and type status:all"
)
NO_MATCH = (
    "No action matches.\n\n"
    "To look among what is finished too, add status:all\n"
    "To begin anew: Esc, then c"
)

HELP: tuple[tuple[str, str], ...] = (
    ("↑ ↓, PageUp, PageDown", "choose an action; Home and End: first and last"),
    ("Enter", "open it: its whole story, and to update it"),
    ("/", "search; what is typed filters at once"),
    ("words", "stand somewhere in the action"),
    ("@owner  #theme  #1.4", "an owner, a theme, a practice standard"),
    ("team:North  review:child-ai", "a team, a source review"),
    ("status:done  status:all", "a status; all: finished actions too"),
    ("overdue  before 18/12", "what is late; what is due before a day"),
    ("f", "filter by choosing instead of typing"),
    ("o", "sort by the next column"),
    ("c", "clear the search"),
    ("n", "write down an action that no session agreed"),
    ("x", "export what is shown: Word, Excel, calendar and more"),
    ("!, F9", "live concern page; F9 also while you type"),
    ("Esc, q", "back"),
)
"""The keys, and what can be typed to search."""
