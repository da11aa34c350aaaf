"""What can be typed after ``svdesk responses``."""

import argparse

from svdesk.cli.policy_arguments import add_password_file, folder_or_file

_JSON = "print JSON for another program to read"
_WHICH = "the project: its file, or the id of one that the window holds"


def add_responses_commands(responses: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what can be done with forms that came back; *shared* holds the options of every command."""
    commands = responses.add_subparsers(dest="responses_command", metavar="WHAT", required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
        )

    read = command("read", "read returned forms, report what is missing or changed, and keep them")
    read.add_argument("files", metavar="FILE", nargs="+", type=folder_or_file, help="a returned form")
    read.add_argument(
        "--project",
        metavar="P.svproj",
        type=folder_or_file,
        help="the project file that the forms were made from; they are kept in it",
    )
    read.add_argument(
        "--out",
        metavar="COPY.svproj",
        type=folder_or_file,
        help="keep the forms in this copy, and leave the project file as it is",
    )
    read.add_argument("--force", action="store_true", help="replace the copy if it is there already")
    read.add_argument("--dry-run", action="store_true", help="only report; keep nothing")
    read.add_argument("--json", action="store_true", help=_JSON)

    listed = command("list", "list the returned forms that are kept")
    show = command("show", "print the answers and findings of a returned form")
    export = command("export", "write the file of a returned form as it came, byte for byte")
    table = command("table", "write the answers side by side, a row for each box and a column for each form")
    for each in (show, export):
        each.add_argument(
            "form", metavar="ID", help="the form's id or the beginning of it, its file's name, or that file"
        )
    for each in (listed, show, export, table):
        each.add_argument("--project", metavar="WHICH", help=_WHICH)
    for each in (read, listed, show, export, table):
        add_password_file(each)
    for each in (listed, show):
        each.add_argument("--json", action="store_true", help=_JSON)
    for each, what in ((export, "FILE"), (table, "FILE.csv")):
        each.add_argument("--out", metavar=what, type=folder_or_file, required=True, help="the file to make")
        each.add_argument("--force", action="store_true", help="replace the file if it is there already")
