"""What can be typed after ``svdesk backups``."""

import argparse

from svdesk.cli.policy_arguments import folder_or_file

_JSON = "print JSON for another program to read"
_WHICH = "a backup: its number in the list, or its file; without it, the newest"


def add_backups_commands(backups: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what can be done with backups; *shared* holds the options of every command."""
    commands = backups.add_subparsers(dest="backups_command", metavar="WHAT", required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
        )

    command("make", "make a backup, unless nothing has changed since the last one")
    listed = command("list", "list the backups, and what in their folder is none")
    show = command("show", "say which projects a backup holds, beside what is there now")
    test = command("test", "test a backup: its structure, its digest, and what it holds")
    restore = command("restore", "restore all projects of a backup, or one of them")
    for each in (show, test):
        each.add_argument("backup", metavar="BACKUP", nargs="?", help=_WHICH)
    restore.add_argument("backup", metavar="BACKUP", help=_WHICH.partition(";")[0])
    what = restore.add_mutually_exclusive_group(required=True)
    what.add_argument("--all", action="store_true", help="put everything back as it was then")
    what.add_argument("--project", metavar="ID", help="restore one project, as a copy beside the one there")
    restore.add_argument(
        "--in-place", action="store_true", help="with --project: put it in the place of the one there"
    )
    for each in (listed, show, test):
        each.add_argument("--json", action="store_true", help=_JSON)
    second = command("second-folder", "say where backups are copied to as well, or choose that")
    way = second.add_mutually_exclusive_group()
    way.add_argument("--choose", metavar="DIR", type=folder_or_file, help="copy them into a folder in DIR")
    way.add_argument("--none", action="store_true", help="copy them no more; what is there stays")
