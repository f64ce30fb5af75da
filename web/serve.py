"""``searcher serve``: the web pages on this machine."""

from __future__ import annotations

import click

from searcher.settings import Settings

THREADS = 4
EXAMPLE = """\b
Example:
  searcher serve
  searcher serve --port 8080 --open
"""


@click.command(epilog=EXAMPLE)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Port. 0 uses any free port."
)
@click.option("--open/--no-open", "open_browser", default=False, help="Open the pages in a browser.")
@click.option(
    "--threads",
    default=THREADS,
    show_default=True,
    type=click.IntRange(1, 64),
    help="How many requests to answer at once.",
)
@click.option("--base-url", metavar="URL", help="The address that people use, if there is a proxy in front.")
@click.option(
    "--embed-in",
    metavar="SITE",
    multiple=True,
    envvar="SEARCHER_EMBED_IN",
    help="A site whose pages may show results in a frame, such as https://www.example.org; you can repeat this option. "
    "[default: none]",
)
@click.option(
    "--files/--no-files",
    default=None,
    help="Let people open the PDF files that the reports were read from. [default: only if the pages "
    "can be reached from this machine alone]",
)
@click.option("--operator", metavar="NAME", help="Who runs the site, for its accessibility statement.")
@click.option("--contact", metavar="ADDRESS", help="Where to write to about it: an email address or a page.")
@click.pass_obj
def serve(
    settings: Settings,
    /,
    host: str,
    port: int,
    open_browser: bool,
    threads: int,
    embed_in: tuple[str, ...],
    files: bool | None,
    **site: str | None,
) -> None:
    """Show the search pages in a browser until stopped with Ctrl-C."""
    from web.server import is_loopback, serve_pages  # noqa: PLC0415 - takes long to load; help does without
    from web.site.settings import WebSettings  # noqa: PLC0415

    try:
        web_settings = WebSettings(
            base_url=site["base_url"],
            operator=site["operator"],
            contact=site["contact"],
            embed_parents=embed_in,
            # Behind a proxy anybody may reach what listens here alone.
            files=files if files is not None else is_loopback(host) and site["base_url"] is None,
        )
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    serve_pages(settings, web_settings, host, port, threads, open_browser=open_browser)
