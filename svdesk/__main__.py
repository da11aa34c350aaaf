"""Where SVDesk starts, with a window or without: ``svdesk`` or ``python -m svdesk``."""

import sys
from argparse import Namespace
from pathlib import Path

from svdesk import console
from svdesk.cli.arguments import WINDOW, read_arguments
from svdesk.console import CommandError

STOPPED = 130
"""The exit status after Ctrl+C."""


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit status.

    0 is success, 2 a mistake in what was asked or given, 1 anything else.
    """
    console.prepare()
    try:
        read = read_arguments(sys.argv[1:] if arguments is None else arguments)
        return _start(read)
    except CommandError as error:
        for problem in error.problems:
            console.complain(problem)
        return 2
    except KeyboardInterrupt:
        return STOPPED


def _start(read: Namespace) -> int:
    from svdesk.paths import data_directory

    data_dir = data_directory(read.data_dir)
    try:
        if read.command == WINDOW:
            return _open_window(data_dir, read.file)
        if read.command == "self-check":
            from svdesk import self_check

            return self_check.run(only_forms=read.only_forms)
        if read.command == "worker":
            from svdesk import logs, worker

            logs.start(data_dir, "worker")
            logs.watch(data_dir, "worker")
            return worker.run(data_dir, stay=read.stay)
        from svdesk.cli.commands import COMMANDS

        return COMMANDS[read.command](read, data_dir)
    except CommandError:
        raise
    except Exception as error:
        from svdesk import logs

        console.complain(logs.record_unexpected(error, data_dir, "command"))
        return 1


def _open_window(data_dir: Path, file: Path | None) -> int:
    from svdesk import logs
    from svdesk.desktop.shell.display import missing_library, why_no_window

    if why := why_no_window():
        raise CommandError(why)
    try:
        from svdesk.app import run_window
    except ImportError as error:
        if why := missing_library(error):
            raise CommandError(why) from error
        raise
    logs.start(data_dir, "svdesk")
    logs.watch(data_dir, "svdesk")
    return run_window(data_dir, file)


if __name__ == "__main__":
    sys.exit(main())
