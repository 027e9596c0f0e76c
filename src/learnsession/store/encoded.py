"""The tables of a session as the bytes of a file; what was encoded before is not encoded again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic_core import to_json

Document = Mapping[str, Any]


@dataclass(slots=True)
class Encoded:
    """A table as it was saved, and the bytes that stand for it in the file."""

    ids: list[str]
    documents: list[Document]
    """Not to be changed: an `update` in place would fail here rather than be lost."""
    text: bytes

    def as_kept(self) -> dict[str, Any]:
        """The table, as `storage.Tables` has it."""
        return dict(zip(self.ids, self.documents, strict=True))

    def take(self, more: Encoded, text: bytes) -> None:
        """Another's documents stand behind its own from now on; `text` is both together."""
        self.text = text
        self.ids += more.ids
        self.documents += more.documents


def encode(table: Mapping[str, Document], before: Encoded | None) -> Encoded:
    """A table as bytes; what was saved before is taken over when it stands first and unchanged.

    A session of 100 entries takes longer to encode than to flush to the disk. Comparing lists of
    the very same documents looks at no document inside.
    """
    ids, documents = list(table), list(table.values())
    known = len(before.ids) if before else 0
    if before and (ids[:known] != before.ids or documents[:known] != before.documents):
        before, known = None, 0
    parts = [before.text] if before and known else []
    for place in range(known, len(ids)):
        plain = dict(documents[place])
        documents[place] = MappingProxyType(plain)
        parts.append(b"%b:%b" % (to_json(ids[place]), to_json(plain)))
    return Encoded(ids, documents, b",".join(parts))


def parts_of(texts: Mapping[str, bytes]) -> Iterator[bytes]:
    """The tables as JSON, part by part."""
    between = b"{"
    for name, text in texts.items():
        yield between + to_json(name) + b":{"
        yield text
        between = b"},"
    yield b"}}" if texts else b"{}"
