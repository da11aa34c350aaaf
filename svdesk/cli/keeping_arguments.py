"""What can be typed to delete and restore projects, and to look at the record of decisions."""

import argparse
from collections.abc import Callable

from svdesk.cli.policy_arguments import folder_or_file

_JSON = "print JSON for another program to read"
_WHICH = "the project: its file, or the id of one that the window holds"

AddCommand = Callable[[str, str], argparse.ArgumentParser]
"""Adds a command by its name and its summary."""


def add_bin_commands(command: AddCommand) -> None:
    """Add what can be done with the bin to the commands of ``svdesk projects``."""
    delete = command("delete", "put projects into the bin, from which they can be restored for a while")
    delete.add_argument("projects", metavar="ID", nargs="+", help="its id, from svdesk projects")
    delete.add_argument("--reason", default="", help="why; needed where the records are still to be kept")
    delete.add_argument("--by", metavar="NAME", default="", help="who deletes them; the officer unless given")
    delete.add_argument(
        "--for-good", action="store_true", help="remove projects that are in the bin, for good and at once"
    )
    listed = command("bin", "list the deleted projects, and when each goes for good")
    listed.add_argument("--json", action="store_true", help=_JSON)
    restore = command("restore", "take projects out of the bin")
    restore.add_argument("projects", metavar="ID", nargs="+", help="its id, from svdesk projects bin")
    restore.add_argument("--by", metavar="NAME", default="", help="who restores them")


def add_records_commands(records: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what can be done with the record of decisions; *shared* holds the options of every command."""
    commands = records.add_subparsers(dest="records_command", metavar="WHAT", required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        found = commands.add_parser(
            name, help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
        )
        found.add_argument("project", metavar="WHICH", help=_WHICH)
        return found

    command("list", "list what was decided, by whom, when and why").add_argument(
        "--json", action="store_true", help=_JSON
    )
    verify = command("verify", "say whether the records are as they were written; the status is 1 where not")
    verify.add_argument(
        "--against",
        metavar="FILE",
        type=folder_or_file,
        help="a project file or an export (JSON) from before, to see what was cut off since",
    )
    export = command("export", "write the records to a file, as CSV or JSON by its ending")
    export.add_argument("--out", metavar="FILE", type=folder_or_file, required=True, help="the file to make")
    export.add_argument("--force", action="store_true", help="replace the file if it is there already")
