"""The command line: arguments → a run, its output and an exit code.

0 nothing at or above `--fail-on`; 1 findings at or above it; 2 a mistake in what was given, or a machine that refuses
(a full disk), each told in one line on stderr; 3 a mistake of ours; 128 + n stopped by signal n. stdout carries the
output that was asked for, alone; all else goes to stderr.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from consistency import __version__
from consistency.cli.accept import accept, prune
from consistency.cli.boundary import guarded
from consistency.cli.check import check
from consistency.cli.explain import explain
from consistency.cli.extract import extract
from consistency.cli.lsp import lsp
from consistency.cli.options import debug
from consistency.cli.report import report
from consistency.cli.review import review
from consistency.cli.rules import rules

__all__ = ["command", "main", "run"]

OBJECTS = 100_000  # made between two searches for cycles


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="consistency %(version)s")
@debug
def command() -> None:
    """Find out which figures in news articles agree, and which contradict each other."""


for _subcommand in (extract, report, check, accept, prune, review, explain, rules, lsp):
    command.add_command(_subcommand)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line on `arguments` (those of the process by default) and give its exit code."""
    gc.set_threshold(OBJECTS)  # hardly anything of a run forms a cycle
    return guarded(command, arguments)


def run() -> NoReturn:
    """Run the command line as a process, and leave at once: taking apart all that was read would cost as much again as
    some of the reading, and there is nothing to wait for (mypy leaves in the same way).
    """
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
