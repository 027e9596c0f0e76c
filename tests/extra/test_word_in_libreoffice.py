"""The Word note, opened by another program: converted to PDF with LibreOffice and read back."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from learnsession.documents.word import to_word

pytestmark = pytest.mark.extra

MADE_UP = runpy.run_path(str(Path(__file__).parents[1] / "notes" / "made_up.py"))


def needed(program: str) -> str:
    """Where a program is. It is a failure when it is missing: nothing would be tested."""
    found = shutil.which(program)
    assert found, f"{program} is needed for this test and is not installed"
    return found


def said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    return done.stdout


def converted(telling: Any, folder: Path) -> Path:
    word = folder / "note.docx"
    word.write_bytes(to_word(telling.note()))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    said(
        *(needed("soffice"), home, "--headless", "--convert-to", "pdf"),
        *("--outdir", str(folder), str(word)),
    )
    return folder / "note.pdf"


def pages(pdf: Path) -> list[str]:
    text = said(needed("pdftotext"), "-layout", str(pdf), "-")
    return text.split("\f")[:-1]


def long() -> Any:
    telling = MADE_UP["full"]()
    closed = telling.events.pop()
    for number in range(60):
        telling.heard(f"Reflection {number}: Łódź, Ŵyn.\nOn a second line.", prompt="see")
        telling.agreed(f"Agreed thing {number}, in some more words than fit", owner="Team manager")
    telling.events.append(closed.model_copy(update={"at": telling.at}))
    return telling


def test_a_long_note_is_a4_whole_and_repeats_the_header_of_its_table(tmp_path: Path) -> None:
    pdf = converted(long(), tmp_path)
    info = said(needed("pdfinfo"), str(pdf))
    assert re.search(r"Page size: .*\(A4\)", info)
    seen = pages(pdf)
    assert 8 <= len(seen) <= 20
    together = " ".join(" ".join(seen).split())
    assert all(f"Reflection {number}: Łódź, Ŵyn." in together for number in range(60))
    with_header = [page for page in seen if re.search(r"No\.\s+Action\s+Owner", page)]
    assert len(with_header) >= 4
    for number, page in enumerate(seen, 1):
        assert f"Page {number} of {len(seen)}" in page
        assert "Sensitive: safeguarding learning." in page


def test_an_empty_note_is_short_and_says_what_is_not_there(tmp_path: Path) -> None:
    seen = pages(converted(MADE_UP["empty"](), tmp_path))
    assert len(seen) <= 5
    together = " ".join(" ".join(seen).split())
    assert together.count("None recorded") >= 7
    assert "Draft: the session is still open." in together
    assert re.search(r"Agreed by \(role\): _+", together)


def test_an_action_longer_than_a_page_loses_nothing(tmp_path: Path) -> None:
    telling = MADE_UP["empty"]()
    telling.agreed(" ".join(f"word{number}" for number in range(1500)))
    together = " ".join(pages(converted(telling, tmp_path)))
    assert "word0" in together
    assert "word1499" in together
