"""`hallbar release`: show a site that has been built aside."""

import shlex
from pathlib import Path

import click

from hallbar.publishing.folder import MARKER
from hallbar.publishing.release import DEFAULT_KEEP, Plan, ReleaseError, make_current
from hallbar.site_dir import few


@click.command("release")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=DEFAULT_KEEP,
    show_default=True,
    help="Releases that stay for going back to, the shown one included.",
)
@click.option("--dry-run", is_flag=True, help="Verify, and list what would change; change nothing.")
def command(site: Path, keep: int, dry_run: bool) -> None:
    """Verify the built site in the folder SITE and let the link `current` beside it lead there.

    To go back, name an older release. Old ones are dropped only where .hallbar-releases marks their folder.
    """
    try:
        plan, faults = make_current(site, keep, dry_run)
    except ReleaseError as error:
        raise click.ClickException("\n".join(["not released:", *map(_plain, error.args)])) from error
    for line in [*_notes(plan, keep), *(f"the site is shown, but {fault}" for fault in faults)]:
        click.echo(_plain(line), err=True)
    click.echo(_plain(_result(plan, dry_run)))


def _result(plan: Plan, dry_run: bool) -> str:
    verb, dropped = ("would show", "would be dropped") if dry_run else ("now shows", "dropped")
    names = ", ".join(path.name for path in plan.dropped if dry_run or not path.exists())
    return f"{plan.current} {verb} {plan.release.name}" + (f"; {dropped}: {names}" if names else "")


def _notes(plan: Plan, keep: int) -> list[str]:
    """Say what is left alone, and why."""
    parent, names = plan.release.parent, few(plan.others)
    if plan.marked:
        return [f"left alone, as they are not ours to drop: {names}"] if names else []
    if plan.marks:
        old = few([path.name for path in plan.old])
        return [f"from the next release on, only {keep} stay in {parent}; too old: {old}"] if old else []
    mark = shlex.quote(str(parent / MARKER))
    return [
        f"nothing is dropped, as {parent} holds other things: {names}; release into a folder of its own, "
        f"or let old releases be dropped here: touch {mark}"
    ]


def _plain(line: str) -> str:
    """A name may hold anything; a line stays one line."""
    return "".join(sign if sign.isprintable() else "?" for sign in line)
