"""The command line: each command loads, calls and echoes. Commands are imported when they are used.

The only place that prints an error and sets an exit code: 0 done, 1 problems found, 2 wrong usage,
130 on Ctrl-C.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import sys
from importlib import import_module
from typing import Any

import click

from quizgen import __version__
from quizgen.cli.streams import never_fail
from quizgen.problem import DeckError, QuizgenError, plain

# Name: one line of help, so that `quizgen --help` imports click alone.
COMMANDS = {
    "play": "Study in the terminal: what is due, then a few new facts.",
    "stats": "Show how well a deck is known, and what comes due.",
    "progress": "Export or import what you have learned.",
    "export": "Write a deck for Anki, paper, schools and games.",
    "mark": "Mark what students answered on paper, and say how the items did.",
    "form": "Say what became of printed forms since.",
    "show": "Show what is in a deck: all of it, a fact or an item.",
    "check": "Name every fault of a deck with its file and line.",
    "diff": "Say what changed between two versions of a deck, for its learners.",
    "release": "Give a deck its next version, with history and changelog.",
    "stale": "List what has grown old: past its date, unconfirmed.",
    "draft": "Draft a digest from an article, for an editor to finish.",
    "cite": "Print the evidence for the words of an article.",
    "verify": "Check a deck's evidence against an article.",
    "edit": "Walk through what is open in a deck, one point at a time.",
    "init": "Make a new small deck to start from.",
    "import": "Make a deck of questions from Moodle, Anki or a table.",
    "schema": "Print the JSON Schema of a deck's files.",
}


class _Commands(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module: Any = import_module(f"quizgen.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from quizgen.bank.suggest import suggest

            raise click.UsageError(f"no command “{args[0]}”{suggest(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


EXAMPLES = """\b
Examples:
  quizgen play                          what is due, then a few new facts
  quizgen export ukraine.apkg           an Anki deck
  quizgen export quiz.pdf --count 10    a printed quiz with its key
  quizgen check decks/my-deck           every fault, with file and line
"""


@click.group(cls=_Commands, epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizgen", message="%(prog)s %(version)s")
def commands() -> None:
    """Quizzes from a bank of news facts that keeps who said so, as of when, and where it stands."""


def run() -> None:
    """The program: `main`, and out at once.

    To take apart all that a process holds before the system takes it back is a tenth of the time
    that a printed quiz needs. What is registered for the end is done, and what was written is out.
    """
    try:
        main()
    except SystemExit as leave:
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(leave.code if isinstance(leave.code, int) else bool(leave.code))


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    never_fail()
    try:
        code = commands.main(args=arguments, prog_name="quizgen", standalone_mode=False)
        if sys.stdout:  # it can be closed from outside
            sys.stdout.flush()
    except SystemExit as leave:
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":
            sys.exit(0)  # whoever read us through a pipe has read enough
        raise leave
    except click.exceptions.Exit as leave:
        sys.exit(leave.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        sys.exit(130)
    except DeckError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except QuizgenError as error:
        click.echo(plain(f"quizgen: {error}"), err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        where = f" {name}:" if (name := error.filename or _unnamed(error)) else ""
        click.echo(plain(f"quizgen:{where} {error.strerror or error}"), err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _unnamed(error: OSError) -> str:
    """Where there is no room, for an error that does not say: outputs name their own files."""
    import errno
    import tempfile

    full = error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT)
    return f"standard output, or a temporary file in {tempfile.gettempdir()}" if full else ""
