"""The one error boundary: whatever a command raises → lines on stderr and an exit code, never a traceback unasked."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from consistency import __version__
from consistency.problems import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import FrameType

DONE, FOUND, MISTAKE, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130
STOPS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def guarded(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run `command` and give its exit code; a command's own return value is one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    with _stoppable():
        code = _run(command, given)
    _let_go()
    return code


def _run(command: click.Command, given: list[str]) -> int:
    try:
        with command.make_context("consistency", given[:]) as context:
            code = command.invoke(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except UserError as error:
        told(*error.lines)
        return MISTAKE
    except click.UsageError as error:
        told(_usage(error))
        return MISTAKE
    except BrokenPipeError:  # the reader of our output (`| head`) has what it wants
        return DONE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except SystemExit as error:
        code = error.code
    except Exception as error:
        if "--debug" in given:
            raise
        told(_refusal(error) if isinstance(error, OSError) else _bug(error, given))
        return MISTAKE if isinstance(error, OSError) else OUR_BUG
    return code if isinstance(code, int) else DONE


@contextmanager
def _stoppable() -> Iterator[None]:
    """Turn a request to stop into SystemExit(128 + its number), so that what is half done is cleared away.

    A request that is to be ignored, as under nohup, stays so.
    """
    heard = threading.current_thread() is threading.main_thread()
    taken = [number for number in STOPS if heard and signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in taken:
            signal.signal(number, _stop)
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _let_go() -> None:
    """Give up what a standard stream does not take, or Python would complain of it at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def shown(text: str) -> None:
    """Write text to stderr and end the line; where stderr takes nothing, the exit code must do."""
    with suppress(OSError):
        click.echo(text, err=True)


def watched() -> bool:
    """Whether stderr is a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def told(*lines: str) -> None:
    """Write messages to stderr, a line each."""
    for line in lines:
        shown(" ".join(line.splitlines()))


def counted(number: int, thing: str) -> str:
    """A number of things in words: "1 claim", "2 claims"."""
    return f"{number} {thing}{'s' * (number != 1)}"


def _usage(error: click.UsageError) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return "consistency: a command is missing; 'consistency --help' lists them"
    path = error.ctx.command_path if error.ctx else "consistency"
    return f"{path}: {error.format_message().rstrip('.')} (see '{path} --help')"


def _refusal(error: OSError) -> str:
    """What the machine refused: a full disk, a file that may not be read."""
    reason = (error.strerror or str(error)).lower()
    return f"{error.filename}: {reason}" if error.filename else f"consistency: {reason}"


def _bug(error: Exception, given: Sequence[str]) -> str:
    command = " ".join(("consistency", *given))
    return (
        f"consistency {__version__} failed in a way it never should; please report this line, and the traceback that "
        f"--debug adds: {command}: {type(error).__name__}: {error}"
    )
