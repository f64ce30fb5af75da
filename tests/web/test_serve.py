"""The serve command: what it says when it listens, and when it cannot."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from searcher.settings import Settings
from web.serve import serve
from web.server import is_loopback

COMMAND = [
    sys.executable,
    "-c",
    "import signal, sys; from pathlib import Path; from searcher.settings import Settings; "
    "from web.serve import serve; "
    # A shell has what it starts in the background ignore Ctrl-C, and tests may be started so.
    "signal.signal(signal.SIGINT, signal.default_int_handler); "
    "serve.main(sys.argv[2:], obj=Settings(Path(sys.argv[1]), 'whoosh'))",
]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_listens_answers_and_stops_cleanly(data: Path, stop: signal.Signals) -> None:
    with subprocess.Popen(
        [*COMMAND, str(data), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            said = re.fullmatch(
                r"Serving 16 reports, 98 passages on (http://127\.0\.0\.1:[0-9]+/)  \(Ctrl-C stops\)\n", line
            )
            assert said, line
            with urlopen(said[1] + "health") as answer:  # noqa: S310 (an address of this machine)
                assert json.load(answer)["ok"] is True
            process.send_signal(stop)
            out, err = process.communicate(timeout=20)
            assert (process.returncode, out, err) == (0, "", "")
        finally:
            process.kill()


def test_a_port_in_use_is_told(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve, ["--port", str(port)], obj=Settings(data, "whoosh"))
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: Port {port} on 127.0.0.1 is in use already. Stop what uses it, or choose another with --port.\n"
    )


def test_without_an_index_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    from searcher.cli import main  # noqa: PLC0415 (the group turns errors into sentences)

    result = CliRunner().invoke(main, ["--data", str(tmp_path), "serve"])
    assert result.exit_code == 1
    assert "searcher index FOLDER" in result.stderr
    assert result.stdout == ""


def test_a_base_url_that_is_none_is_a_usage_error(data: Path) -> None:
    result = CliRunner().invoke(serve, ["--base-url", "nonsense"], obj=Settings(data, "whoosh"))
    assert result.exit_code == 2
    assert "is not an address" in result.stderr


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.4", False)],  # noqa: S104
)
def test_which_hosts_are_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) is own
