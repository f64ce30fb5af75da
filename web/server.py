"""The web server: listens, says so, and answers until it is told to stop."""

from __future__ import annotations

import errno
import ipaddress
import logging
import signal
import socket
import webbrowser
from contextlib import suppress
from types import FrameType
from typing import NoReturn, Protocol

import click
from waitress.server import create_server

from searcher.finding.collection import Collection
from searcher.settings import Settings
from searcher.wording.figures import counted
from web.app import App, make_app
from web.site.settings import WebSettings
from web.site.visit import Held

IN_USE = "Port {port} on {host} is in use already. Stop what uses it, or choose another with --port."


class Server(Protocol):
    """What is used of a waitress server."""

    def run(self) -> None:
        """Answer requests until the process is told to stop."""

    def close(self) -> None:
        """Stop listening."""


def serve_pages(
    settings: Settings, web_settings: WebSettings, host: str, port: int, threads: int, *, open_browser: bool
) -> None:
    """Serve the index of a data folder until Ctrl-C or a request to end.

    Raises:
        SearchIndexError: nothing has been indexed, or the index cannot be used.
        ClickException: the port is in use, or the host is not one of this machine.
    """
    app = make_app(Collection.open(settings.data, settings.engine), web_settings)
    try:
        _run(app, host, port, threads, open_browser=open_browser)
    finally:
        app.close()


def _run(app: App, host: str, port: int, threads: int, *, open_browser: bool) -> None:
    """Listen, say so, and answer until told to stop."""
    if not is_loopback(host):
        click.echo(
            f"Warning: {host} can be reached from other machines. Anyone who can reach it can read every report "
            "indexed here.",
            err=True,
        )
    # "Task queue depth is 1" means nothing to whoever started the server.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, _stop)
    listening = _listen(host, port)
    server: Server = create_server(app, sockets=[listening], threads=threads, ident=None)
    try:
        address = f"http://{_in_address(host)}:{listening.getsockname()[1]}/"
        click.echo(f"{serving(app.held)} on {app.site.settings.base_url or address}  (Ctrl-C stops)")
        if open_browser:
            webbrowser.open(address)
        with suppress(KeyboardInterrupt):
            server.run()
    finally:
        server.close()


def serving(held: Held) -> str:
    """Return ``Serving 15 reports, 754 passages``."""
    return f"Serving {counted(held.reports, 'report')}, {counted(held.passages, 'passage')}"


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine and reached from nowhere else."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    Raises:
        ClickException: the port is in use, or the host is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as refused:
        if refused.errno == errno.EADDRINUSE:
            raise click.ClickException(IN_USE.format(port=port, host=host)) from refused
        raise click.ClickException(f"Nothing can listen on {host}, port {port}: {refused.strerror}.") from refused


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
