"""The commands about what there is to learn from: `packs`, `check`."""

from __future__ import annotations

from pathlib import Path

import click

from learnsession.cli.around import FAILED, Around, json_option, pack_argument, print_json, warn
from learnsession.errors import NotFoundError, PackError, Problem
from learnsession.wording import counted


@click.command()
@pack_argument(required=False)
@json_option
@click.pass_obj
def packs(around: Around, pack: str | None, as_json: bool) -> None:
    """List the packs; with PACK, show that one."""
    if pack is not None:
        _one(around, pack, as_json)
        return
    from learnsession.packs.library import packs as all_packs
    from learnsession.packs.listing import own

    listed = all_packs(around.root)
    if as_json:
        from learnsession.cli.views import listed_pack

        print_json([row for each in listed if (row := listed_pack(each))])
        for each in listed:
            if not each.file:
                warn(str(each.problems[0]))
        return
    from learnsession.cli.reading import pack_table

    click.echo(pack_table(listed, own(around.root)))


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@json_option
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Check files you wrote: what is wrong, and advice."""
    root = ctx.obj.root
    found = {name: _problems(Path(name), root) for name in files}
    absent = [name for name in files if not Path(name).is_file()]
    if as_json:
        from learnsession.cli.views import checked

        print_json(
            [
                checked(name, problems, () if problems else _advice(Path(name), root))
                for name, problems in found.items()
            ]
        )
    for name, problems in found.items():
        for problem in problems:
            # What is no file has no line.
            text = f"{problem.file}: {problem.wrong} {problem.todo}"
            warn(text if name in absent else str(problem))
        if not problems and not as_json:
            click.echo(f"{name}: good ({_what(Path(name))})")
            for advice in _advice(Path(name), root):
                click.echo(f"advice {advice}")
    if any(found.values()):
        ctx.exit(FAILED)


def _problems(path: Path, root: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a file; that it is not there is one thing."""
    from learnsession.packs.reader import check as problems_of
    from learnsession.packs.tagging import tag_problems

    try:
        return problems_of(path) or tag_problems(path, root)
    except NotFoundError as error:
        return (Problem(str(path), 1, error.happened, error.todo),)


def _advice(path: Path, root: Path) -> tuple[Problem, ...]:
    """What might be better in a good pack; nothing for any other file."""
    from learnsession.packs.advice import advise
    from learnsession.packs.library import formats
    from learnsession.packs.reader import read_pack
    from learnsession.session.planning import talk_budget

    try:
        read_pack(path)
    except PackError:
        return ()
    return advise(path, max(talk_budget(each.file.form) for each in formats(root) if each.file))


def _what(path: Path) -> str:
    """What sort of file a good one is, in a few words."""
    from learnsession.packs.reader import read_format, read_framework, read_layout, read_pack

    try:
        pack = read_pack(path).pack
    except PackError:
        pass
    else:
        activities = counted(len(pack.activities), "activity", "activities")
        return f"a pack, {pack.id}: {activities}, {counted(pack.minutes, 'minute')}"
    try:
        form = read_format(path).form
    except PackError:
        pass
    else:
        phases = counted(len(form.phases), "phase")
        return f"a format, {form.id}: {phases}, {counted(form.minutes, 'minute')}"
    try:
        layout = read_layout(path).layout
    except PackError:
        pass
    else:
        return f"a layout of a note, {layout.id}: {counted(len(layout.order), 'part')}"
    try:
        framework = read_framework(path).framework
    except PackError:
        return "the team's own details"
    held = (
        counted(len(framework.quadrants), "quadrant"),
        counted(len(framework.themes), "theme"),
        counted(len(framework.practice_standards), "practice standard"),
    )
    return f"a framework, {framework.id}: {', '.join(held)}"


def _one(around: Around, spec: str, as_json: bool) -> None:
    from learnsession.packs.library import find_pack

    found = find_pack(spec, around.root)
    if as_json:
        from learnsession.packs.reader import to_plain

        print_json(to_plain(found.pack))
        return
    from learnsession.cli.reading import pack_words

    click.echo(pack_words(found.pack, around.place))


COMMANDS = (packs, check)
