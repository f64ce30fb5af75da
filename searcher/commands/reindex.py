"""``searcher reindex``: builds the index anew from what was read already."""

from __future__ import annotations

import click

from searcher.settings import Settings

EXAMPLE = """\b
Example:
  searcher reindex
  searcher reindex --engine tantivy
"""


@click.command(epilog=EXAMPLE)
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
@click.pass_obj
def reindex(settings: Settings, /, quiet: bool) -> None:
    """Build the index anew from what was read.

    No report is opened. For an index that is damaged, was built by another version, or is wanted for another engine.
    Searches go on with the old one until the new one is complete.
    """
    from searcher.upkeep.indexing import rebuild  # noqa: PLC0415 - takes long to load; help does without
    from searcher.upkeep.progress import WorkProgress  # noqa: PLC0415
    from searcher.wording.figures import counted  # noqa: PLC0415

    built = rebuild(settings, WorkProgress(quiet=quiet))
    held = f"{counted(built.reports, 'report')} and {counted(built.passages, 'passage')}"
    click.echo(f"The {settings.engine} index was built anew with {held} ({built.seconds:.1f} seconds).")
