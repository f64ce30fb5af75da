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
@click.option("-q", "--quiet", is_flag=True, help="Do not show progress.")
@click.pass_obj
def reindex(settings: Settings, /, quiet: bool) -> None:
    """Build the index again from the reports already read.

    Use it if the index is damaged, was built by another version, or if you want another engine. No report is
    opened. Searches use the old index until the new one is complete.
    """
    from searcher.upkeep.indexing import rebuild  # noqa: PLC0415 - takes long to load; help does without
    from searcher.upkeep.progress import WorkProgress  # noqa: PLC0415
    from searcher.wording.figures import counted  # noqa: PLC0415

    built = rebuild(settings, WorkProgress(quiet=quiet))
    held = f"{counted(built.reports, 'report')} and {counted(built.passages, 'passage')}"
    click.echo(f"The {settings.engine} index was built anew with {held} ({built.seconds:.1f} seconds).")
