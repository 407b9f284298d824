"""The one error boundary: whatever a command raises → lines on stderr and an exit code, never a traceback unasked."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from consistency import __version__
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FOUND, MISTAKE, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130


def guarded(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run `command` and give its exit code; a command's own return value is one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with command.make_context("consistency", given[:]) as context:
            code = command.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except UserError as error:
        told(*error.lines)
        return MISTAKE
    except click.UsageError as error:
        told(_usage(error))
        return MISTAKE
    except BrokenPipeError:
        # The reader of our output (`| head`) has what it wants; a later flush must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except Exception as error:
        if "--debug" in given:
            raise
        told(_bug(error, given))
        return OUR_BUG
    return code if isinstance(code, int) else DONE


def told(*lines: str) -> None:
    """Write messages to stderr, a line each."""
    for line in lines:
        click.echo(" ".join(line.splitlines()), err=True)


def counted(number: int, thing: str) -> str:
    """A number of things in words: "1 claim", "2 claims"."""
    return f"{number} {thing}{'s' * (number != 1)}"


def _usage(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return "consistency: a command is missing; 'consistency --help' lists them"
    path = error.ctx.command_path if error.ctx else "consistency"
    return f"{path}: {error.format_message().rstrip('.')} (see '{path} --help')"


def _bug(error: Exception, given: Sequence[str]) -> str:
    command = " ".join(("consistency", *given))
    return (
        f"consistency {__version__} failed in a way it never should; please report this line, and the traceback that "
        f"--debug adds: {command}: {type(error).__name__}: {error}"
    )
