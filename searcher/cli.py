"""The command line: global options, the commands, and the one place where errors become exit codes.

Commands are imported when they are used, so that help and completion answer at once. Other
packages add commands through the entry point group ``searcher.commands``.
"""

from __future__ import annotations

import difflib
import errno
import io
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import IO, Any

import click

from searcher.settings import DATA_VARIABLE, ENGINE_VARIABLE, Settings, default_data, default_engine

COMMANDS = {
    "index": "searcher.commands.index",
    "search": "searcher.commands.search",
    "mentions": "searcher.commands.mentions",
    "compare": "searcher.commands.compare",
    "show": "searcher.commands.show",
    "reports": "searcher.commands.reports",
    "acronyms": "searcher.commands.acronyms",
    "stats": "searcher.commands.stats",
    "reindex": "searcher.commands.reindex",
    "check": "searcher.commands.check",
}
"""The commands of this package: where each is, in the order of the help. The name is that of the function."""
COMMAND_GROUP = "searcher.commands"
USAGE, INTERRUPTED = 2, 130

EXAMPLES = """\b
Example:
  searcher index ~/reports
  searcher search '"annual reviews"' --area staffordshire
  searcher serve
"""


class Failed(click.ClickException):
    """An expected end that is not a success: its sentence goes to stderr, without a traceback."""


class Misused(Failed):
    """The command line asks for something that does not exist."""

    exit_code = USAGE


class Stopped(Failed):
    """The person at the keyboard stopped the program."""

    exit_code = INTERRUPTED

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence, below the ``^C`` of the terminal."""
        click.echo(f"\n{self.format_message()}", file=file, err=file is None)


class CommandGroup(click.Group):
    """Loads each command when it is asked for, and ends every expected error with a sentence."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line, safely for any text and any terminal."""
        prepare_streams()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command.

        Raises:
            Failed: for every error whose message is for the person at the keyboard.
        """
        from searcher.errors import EXPECTED, outcome_of  # noqa: PLC0415 - help does without

        try:
            return super().invoke(ctx)
        except EXPECTED as error:
            outcome = outcome_of(error)
            raise (Misused if outcome.exit_code == USAGE else Failed)(outcome.message) from error
        except KeyboardInterrupt as interruption:
            raise Stopped(str(interruption) or "Stopped.") from interruption
        except OSError as error:
            if _is_closed_pipe(error):
                raise
            raise Failed(_refusal(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands: ours first, in order of use."""
        return [*COMMANDS, *sorted(_added().keys() - COMMANDS.keys())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name, or ``None`` where there is none."""
        if cmd_name in COMMANDS:
            command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
            return _with_global_options(command)
        found = _added().get(cmd_name)
        return _with_global_options(_load(found)) if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; of an unknown one say which comes near."""
        name = args[0]
        near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
        if near and near[0] != name and not name.startswith("-"):
            ctx.fail(f"No such command '{name}'. Did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)


def _data_option(**attributes: Any) -> Callable[[Any], Any]:
    return click.option("--data", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), **attributes)


def _engine_option(**attributes: Any) -> Callable[[Any], Any]:
    return click.option("--engine", metavar="NAME", **attributes)


def _with_global_options(command: click.Command) -> click.Command:
    """Return a command that takes the global options too: ``searcher reindex --engine tantivy``."""
    if not any(parameter.name == "engine" for parameter in command.params):
        for option in (_data_option, _engine_option):
            option(hidden=True, expose_value=False, callback=_settle)(command)
    return command


def _settle(ctx: click.Context, parameter: click.Parameter, value: Path | str | None) -> None:
    if value is not None:
        held = value.expanduser() if isinstance(value, Path) else value
        ctx.obj = replace(ctx.obj, **{str(parameter.name): held})


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=EXAMPLES)
@_data_option(
    envvar=DATA_VARIABLE,
    show_envvar=True,
    help="The folder for the catalogue and the index. By default, a folder in your home folder.",
)
@_engine_option(
    envvar=ENGINE_VARIABLE,
    show_envvar=True,
    help="The search engine: whoosh, if you do not name one, or tantivy.",
)
@click.version_option(package_name="inspection-searcher", prog_name="searcher")
@click.pass_context
def main(ctx: click.Context, data: Path | None, engine: str | None) -> None:
    """Find what inspectors said: search inspection reports on local areas.

    First 'searcher index' with your folder of reports, then 'searcher search' with words, or
    'searcher serve' to search in the browser.
    """
    ctx.obj = Settings(data.expanduser() if data else default_data(), engine or default_engine())


def prepare_streams() -> None:
    """Make stdout and stderr take any text: what cannot be written as it is comes out as an escape.

    What goes to a file or another program is UTF-8 with plain line ends, unless
    ``PYTHONIOENCODING`` asks for another encoding.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        encoding = None if stream.isatty() or "PYTHONIOENCODING" in os.environ else "utf-8"
        stream.reconfigure(encoding=encoding, errors="backslashreplace", newline=None if stream.isatty() else "\n")


def _added() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=COMMAND_GROUP)}


def _load(point: EntryPoint) -> click.Command:
    try:
        command: click.Command = point.load()
    except ImportError as error:
        return _not_loaded(point.name, str(error))
    return command


def _not_loaded(name: str, reason: str) -> click.Command:
    """Return a command that says why the real one is not there."""
    message = f"'searcher {name}' cannot be used here: {reason}. Install inspection-searcher again."

    def refuse() -> None:
        raise Failed(message)

    return click.Command(name, callback=refuse, help=message, context_settings={"ignore_unknown_options": True})


def _refusal(error: OSError) -> str:
    what = f"{error.filename} cannot be read or written" if error.filename else "The system refused"
    return f"{what}: {error.strerror or error}."


def _is_closed_pipe(error: OSError) -> bool:
    return isinstance(error, BrokenPipeError) or error.errno == errno.EPIPE
