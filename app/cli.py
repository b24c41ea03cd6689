"""`masa`: opens the window, or runs one of the commands; an error ends in one line, never a traceback.

Exit codes: 0 done, 1 bad input or an unexpected error, 2 wrong usage, 130 and 143 asked to stop.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from app import __version__, log, stopping
from app.commands.common import FilePath, done, fail, language, report
from app.commands.figures import import_
from app.commands.outputs import export
from app.commands.projects import new, show, templates
from app.commands.samples import demo
from app.qt_missing import window_missing
from resources.words import words


class Commands(click.Group):
    """A group whose first word may also be a file to open: `masa plan.masa`, `masa ./show`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        word = args[0]
        if word not in self.commands and _is_file(word):
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[FILE]")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...")


def _is_file(word: str) -> bool:
    """Whether a word that is no command is meant as a file: it looks like one, or there is one."""
    separators = {os.sep, os.altsep or os.sep}
    return bool(Path(word).suffix) or Path(word).exists() or not separators.isdisjoint(word)


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="masa", message="%(prog)s %(version)s")
@click.pass_context
def masa(ctx: click.Context) -> None:
    """Design customer journey maps offline, in Hebrew and in English.

    Without a command, masa opens its window: on FILE, a project (*.masa), or on the start page.
    A file that is named like a command is opened with its folder: masa ./show

    Every command also works while the window has the file open; masa import, which changes the file, asks
    you to close it first.

    \b
    A first look, with pictures, PDF and Excel of two sample projects:
      masa demo out
    From a template and two spreadsheets to a PDF:
      masa templates
      masa new shop.masa --template five-stages --language en
      masa import shop.masa funnel.csv --new-stages
      masa import shop.masa answers.xlsx
      masa export shop.masa shop.pdf --paper A3
      masa show shop.masa --json

    \b
    Exit codes: 0 done; 2 wrong usage;
    1 bad input, and one line on standard error names the file and the remedy;
    130 stopped by Ctrl+C, 143 by the system.
    """
    if ctx.invoked_subcommand is None:
        _open_window(None)


@masa.command("open", hidden=True)
@click.argument("file", type=FilePath())
def open_(file: Path) -> None:
    """Open the window on FILE."""
    if not file.exists():
        _ = words(language())
        fail(_("%(file)s is not there; masa new makes a project") % {"file": file})
    _open_window(file)


def _open_window(file: Path | None) -> None:
    lacking = window_missing(language())
    if lacking:
        raise click.ClickException(lacking)
    from app.gui import run as run_window

    stopping.leave_to_system()
    sys.exit(run_window(file))


for command in (demo, templates, new, import_, export, show):
    masa.add_command(command)


def run(arguments: list[str]) -> int:
    """The exit code of `masa` with these arguments; whatever goes wrong is told in one line."""
    log.take_over()
    try:
        with masa.make_context("masa", arguments) as context:  # not `main`: to it a closed pipe is an error
            masa.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        if error.ctx is not None and error.ctx.command is open_:  # nobody typed this hidden command
            error.ctx = error.ctx.parent
        error.show()
        return 2
    except stopping.Stopped as stopped:
        stopping.end(stopped.code, done())
    except BrokenPipeError:  # the reader of our output is gone, as with `masa templates | head -1`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        report(error)
        return 1
    return 0
