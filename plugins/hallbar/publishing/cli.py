"""`hallbar release`: shows a site that was built aside."""

import shlex
from pathlib import Path

import click

from hallbar import commands
from hallbar.messages import Messages
from hallbar.publishing.folder import MARKER
from hallbar.publishing.release import DEFAULT_KEEP, Plan, ReleaseError, make_current
from hallbar.site_dir import few

message = Messages(__file__)


@commands.command("release")
@commands.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@commands.option("--keep", type=click.IntRange(min=1), default=DEFAULT_KEEP, show_default=True)
@commands.option("--dry-run", is_flag=True)
def command(site: Path, keep: int, dry_run: bool) -> None:
    """Verify a built site and show it."""
    try:
        plan, faults = make_current(site, keep, dry_run)
    except ReleaseError as error:
        raise click.ClickException(
            "\n".join([message("not_released"), *map(_printable, error.args)])
        ) from error
    for line in [*_notes(plan, keep), *(message("shown_but", error=fault) for fault in faults)]:
        click.echo(_printable(line), err=True)
    click.echo(_printable(_result(plan, dry_run)))


def _result(plan: Plan, dry_run: bool) -> str:
    shows, dropped = ("would_show", "would_drop") if dry_run else ("shows", "dropped")
    names = ", ".join(path.name for path in plan.dropped if dry_run or not path.exists())
    parts = [message(shows, current=plan.current, release=plan.release.name)]
    parts += [message(dropped, names=names)] if names else []
    return "; ".join(parts)


def _notes(plan: Plan, keep: int) -> list[str]:
    """Return notes about what is left alone, and why."""
    parent, names = plan.release.parent, few(plan.others)
    if plan.marked:
        return [message("left_alone", names=names)] if names else []
    if plan.marks:
        old = few([path.name for path in plan.old])
        return [message("dropped_next_time", keep=keep, folder=parent, names=old)] if old else []
    marker = shlex.quote(str(parent / MARKER))
    return [message("nothing_dropped", folder=parent, names=names, marker=marker)]


def _printable(line: str) -> str:
    """Return a line without signs that break it: a file name may hold any."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)
