"""The commands for writing a pack of one's own: `new`, `preview`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from learnsession.cli import terminal
from learnsession.cli.around import Around, let_go, pack_argument, yes_option
from learnsession.errors import ExportError

if TYPE_CHECKING:
    from learnsession.room.desk import SetUp

_SCHEMA = "pack.schema.json"
_QUESTIONS = {
    "title": "What will people call it, such as Child B?",
    "review": "What is the title of the briefing, as printed?",
    "partnership": "Which partnership published it, as printed?",
    "about": "What is it about, in a sentence or two?",
}


@click.command()
@click.argument("file")
@click.option("--title", default="", help="What people call it, e.g. 'Child B'.")
@click.option("--partnership", default="", help="The body that published it, as printed.")
@click.option("--review", default="", help="The title as printed.")
@click.option("--about", default="", help="What it is about, in a sentence or two.")
@click.option("--schema", is_flag=True, help="Also the file that editors offer keys from.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@yes_option
@click.pass_obj
def new(
    around: Around,
    file: str,
    title: str,
    partnership: str,
    review: str,
    about: str,
    schema: bool,
    force: bool,
    yes: bool,
) -> None:
    """Write a new pack with comments into FILE, to be filled in."""
    from learnsession.packs.listing import ENDINGS
    from learnsession.packs.writing import Beginning, new_pack

    path = Path(file if file.lower().endswith(ENDINGS) else f"{file}.yaml")
    _must_be_free(path, force)
    given = {"title": title, "review": review, "partnership": partnership, "about": about}
    if terminal.at_terminal() and not yes:
        given = _asked(given)
    beside = _SCHEMA if schema else ""
    _write(path, new_pack(Beginning(path.stem, **given, schema=beside)), force)
    if schema:
        _write_schema(path.parent / _SCHEMA, force)
    preview_it = around.place.command(f"preview {quote(str(path))}")
    check_it = around.place.command(f"check {quote(str(path))}")
    click.echo(f"Written: {path}")
    click.echo("Open it in an editor and replace what stands there.")
    click.echo(f"To see it while you write: {preview_it}")
    click.echo(f"To check it: {check_it}")


def _asked(given: dict[str, str]) -> dict[str, str]:
    """What was not given, asked for; nothing leaves it to be written later."""
    if not all(given.values()):
        click.echo("A few questions. Enter alone leaves one for later.")
    return {
        name: text
        or click.prompt(_QUESTIONS[name], default="", show_default=False, prompt_suffix=" ")
        for name, text in given.items()
    }


def _write_schema(path: Path, force: bool) -> None:
    """The schema, beside the pack: so the pack needs no address of this computer in it."""
    from learnsession.packs.schema import schema_file

    if path.exists() and not force:
        click.echo(f"'{path}' was there already and was left as it is.")
        return
    _write(path, schema_file().read_text("utf-8"), force)
    click.echo(f"Written: {path}")


def _must_be_free(path: Path, force: bool) -> None:
    """Say before the questions, rather than after them, that there is a file."""
    with suppress(OSError):  # a name that is too long: that is said on writing
        if path.exists() and not path.is_dir() and not force:
            raise _is_there(path)


def _is_there(path: Path) -> ExportError:
    happened = f"'{path}' is there already and was left as it is."
    return ExportError(happened, "Give another name, or use --force to write over it.")


def _write(path: Path, text: str, force: bool) -> None:
    from learnsession.documents.files import write_export

    try:
        write_export(path, text.encode(), force)
    except ExportError as error:
        if "--force" in error.todo:
            raise _is_there(path) from None
        raise ExportError(error.happened, "Give the name of a file in a folder of yours.") from None


@click.command()
@pack_argument()
@click.option("--format", "form", default="team-30", show_default=True, help="How it runs.")
@click.option("--plain", is_flag=True, help="Lines in and lines out, without the app.")
@click.pass_obj
def preview(around: Around, pack: str, form: str, plain: bool) -> None:
    """Rehearse PACK, an id or a file, again whenever it is saved."""
    path = _file_of(pack, around.root)
    if plain:
        sys.exit(_in_lines(around, path, form))
    terminal.needs_terminal(f"learnsession preview {quote(pack)} --plain")
    from learnsession.tui.starting import run_app

    sys.exit(
        run_app(
            around.root, around.seal(), run=_setup(around, path, form), rehearse=True, watch=path
        )
    )


def _file_of(spec: str, root: Path) -> Path:
    """The file that was named, or the one of the pack with this id; broken ones are shown too."""
    from learnsession.packs.cards import cards
    from learnsession.packs.library import find_pack, is_path

    if is_path(spec):
        return Path(spec)
    with_this_id = [entry for entry in cards(root) if entry.id == spec]
    own_first = sorted(with_this_id, key=lambda entry: not entry.own)
    return own_first[0].path if own_first else find_pack(spec, root).path


def _setup(around: Around, path: Path, form: str) -> SetUp:
    from learnsession.packs.library import find_format
    from learnsession.packs.reader import read_pack
    from learnsession.room.desk import SetUp

    return SetUp(pack=read_pack(path), form=find_format(form, around.root))


def _in_lines(around: Around, path: Path, form: str) -> int:
    """Preview at the linear door; the exit code."""
    from learnsession.packs.library import find_format
    from learnsession.plain.lines import Lines, standard_input
    from learnsession.plain.output import Saying
    from learnsession.plain.preview import Preview

    find_format(form, around.root)
    desk = around.desk()
    try:
        asking = sys.stdin is not None and sys.stdin.isatty()
        saying = Saying(sys.stdout, sys.stderr, prompting=asking)
        code = Preview(
            path,
            lambda: desk.rehearse(_setup(around, path, form)),
            saying=saying,
            lines=Lines(standard_input()),
            place=around.place,
        ).run()
        if saying.unheard:
            let_go(sys.stdout)
    finally:
        desk.close()
    return code


COMMANDS = (new, preview)
