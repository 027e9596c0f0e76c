"""The events of a session as TinyDB has them: a table that only ever grows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Document, Table

from learnsession.store.reading import EVENTS
from learnsession.store.storage import SessionStorage


class EventTable(Table):
    """Ids stay the text that they are in the file, and an addition touches no other document."""

    document_id_class: Any = str

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Add documents that carry their ids, in one save."""
        added = {str(cast("Document", each).doc_id): dict(each) for each in documents}
        cast("SessionStorage", self.storage).add(self.name, added)
        self.clear_cache()
        return cast("list[int]", list(added))


def event_table(storage: SessionStorage) -> EventTable:
    """The events in a session's file."""
    return cast("EventTable", _Database(storage=lambda: storage).table(EVENTS))


class _Database(TinyDB):
    table_class = EventTable
