"""The command line: what can be typed after ``svdesk``."""

import argparse
from typing import NoReturn

from svdesk import __version__
from svdesk.cli.backups_arguments import add_backups_commands
from svdesk.cli.house_style import add_house_style
from svdesk.cli.keeping_arguments import add_bin_commands, add_records_commands
from svdesk.cli.policy_arguments import add_pack, add_password_file, add_policy_commands, folder_or_file
from svdesk.cli.responses_arguments import add_responses_commands
from svdesk.console import CommandError
from svdesk.domain.english import capitalised

WINDOW = "window"
"""What ``command`` is when no command is given: open the window."""

_DATA_DIR_HELP = "keep and look for all of your data in this folder instead of the usual one"


class _Parser(argparse.ArgumentParser):
    """A parser that says in a line what is wrong, and leaves how to end to its caller."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{capitalised(message)}.", f"See {self.prog} --help.")


def _parser() -> _Parser:
    shared = _Parser(add_help=False)
    # Suppressed, so that a command's default does not undo what stood before its name.
    shared.add_argument(
        "--data-dir", metavar="DIR", type=folder_or_file, default=argparse.SUPPRESS, help=_DATA_DIR_HELP
    )
    parser = _Parser(
        prog="svdesk",
        description="A guided desk for social value across the commissioning cycle. "
        "Without a command the window opens, with FILE.svproj where one is named.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"SVDesk {__version__}")
    parser.add_argument("--data-dir", metavar="DIR", type=folder_or_file, help=_DATA_DIR_HELP)
    parser.set_defaults(file=None, password_file=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=False)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
        )

    window = command(WINDOW, "open the window")
    window.add_argument("file", metavar="FILE.svproj", nargs="?", type=folder_or_file, help="a file to open")

    assess = command("assess", "say which rules apply to a contract, and why")
    assess.add_argument("case", metavar="CASE.json", type=folder_or_file, help="the contract's facts")
    assess.add_argument("--json", action="store_true", help="print JSON for another program to read")
    add_pack(assess)

    new = command("new", "make a project file from a contract's facts, or of the data in a document")
    source = new.add_mutually_exclusive_group(required=True)
    source.add_argument("--case", metavar="CASE.json", type=folder_or_file, help="the facts")
    source.add_argument(
        "--from-pdf",
        metavar="FILE.pdf",
        type=folder_or_file,
        help="a document that was made with --attach-project",
    )
    new.add_argument("--out", metavar="P.svproj", type=folder_or_file, required=True, help="the file to make")
    new.add_argument("--force", action="store_true", help="replace the file if it is there already")
    new.add_argument(
        "--accept-suggestions",
        action="store_true",
        help="draft outcomes, questions, weights and KPIs too, for a person to confirm",
    )
    add_house_style(new)
    add_pack(new)

    build = command("build", "make a project's documents")
    build.add_argument("project", metavar="P.svproj", type=folder_or_file, help="the project file")
    build.add_argument("--out", metavar="DIR", type=folder_or_file, required=True, help="the folder to fill")
    build.add_argument(
        "--document",
        metavar="WHICH",
        default="all",
        help="the ones to make, such as itt,annex; all is usual, and a name that is not known lists the "
        "others",
    )
    build.add_argument(
        "--format",
        metavar="WHICH",
        default="pdf",
        help="the kinds of file to make, such as pdf,csv; pdf is usual, and a name that is not known "
        "lists the others",
    )
    build.add_argument(
        "--attach-project",
        action="store_true",
        help="put the project's data into the PDFs for your own file (statement, plan, handover), so that "
        "they open again as a project; it holds notes and estimates too, so don't publish those",
    )
    add_pack(build)
    add_password_file(build)

    what_if = command("what-if", "say what a project's weight for social value would buy")
    what_if.add_argument("project", metavar="P.svproj", type=folder_or_file, help="the project file")
    what_if.add_argument("--json", action="store_true", help="print JSON for another program to read")
    add_password_file(what_if)

    dates = command("dates", "reckon a legal date, or list those of a project")
    dates.add_argument(
        "what",
        metavar="WHAT",
        nargs="?",
        help="a period, such as standstill, or an event, such as award-notice; without it all are listed",
    )
    dates.add_argument("day", metavar="DAY", nargs="?", help="the day of the event, such as 2026-12-07")
    dates.add_argument("--project", metavar="P.svproj", type=folder_or_file, help="the dates of this project")
    dates.add_argument("--json", action="store_true", help="print JSON for another program to read")
    add_pack(dates)
    add_password_file(dates)

    examples = command("example-packs", "make the documents of the example that comes with SVDesk")
    examples.add_argument(
        "--out", metavar="DIR", type=folder_or_file, required=True, help="the folder to fill"
    )

    check_pack = command("check", "find what to put right in a project before its documents go out")
    check_pack.add_argument("project", metavar="P.svproj", type=folder_or_file, help="the project file")
    check_pack.add_argument("--json", action="store_true", help="print JSON for another program to read")
    check_pack.add_argument("--fix", action="store_true", help="write a copy with every safe repair made")
    check_pack.add_argument("--out", metavar="COPY.svproj", type=folder_or_file, help="the repaired copy")
    check_pack.add_argument("--force", action="store_true", help="replace the copy if it is there already")
    add_pack(check_pack)
    add_password_file(check_pack)

    verify = command("verify", "say whether files are what was issued, and what has changed since")
    verify.add_argument("files", metavar="FILE", nargs="+", type=folder_or_file, help="a file to look at")
    verify.add_argument("--json", action="store_true", help="print JSON for another program to read")
    verify.add_argument(
        "--project",
        metavar="P.svproj",
        type=folder_or_file,
        action="append",
        default=[],
        help="the project file that it was made from, to see what changed, or where no record of it is known",
    )
    add_password_file(verify)

    add_responses_commands(
        command("responses", "read returned forms, and look at those that are kept"), shared
    )
    add_policy_commands(command("policy", "read, check, compare and begin policy packs"), shared)

    add_backups_commands(command("backups", "make, list, test and restore backups"), shared)
    _add_projects_commands(command("projects", "list the projects that the window holds"), shared)
    add_records_commands(command("records", "look at what was decided, by whom, when and why"), shared)
    check = command("self-check", "try every part of this installation")
    check.add_argument("--only-forms", action="store_true", help="load the window's forms and no more")
    # Without a help line it is left out of the list: the window starts it, people do not.
    worker = commands.add_parser(
        "worker", description="Build documents for the window, which starts this itself.", parents=[shared]
    )
    worker.add_argument("--stay", action="store_true", help="serve one order after the other")
    return parser


def _add_projects_commands(projects: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what can be done with projects; *shared* holds the options of every command."""
    commands = projects.add_subparsers(dest="projects_command", metavar="WHAT", required=False)
    summary = "add the project of a file, or compare it with the one that is here"
    taken = commands.add_parser(
        "import", help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
    )
    taken.add_argument(
        "file", metavar="FILE", type=folder_or_file, help="a project file, or a PDF that carries its project"
    )
    way = taken.add_mutually_exclusive_group()
    way.add_argument("--as-copy", action="store_true", help="add it as a project of its own, with a new id")
    way.add_argument("--replace", action="store_true", help="take all of the file's where it is here already")
    way.add_argument("--compare", action="store_true", help="say what differs, and change nothing")
    taken.add_argument("--json", action="store_true", help="with --compare: print JSON for another program")
    add_password_file(taken)
    add_bin_commands(
        lambda name, summary: commands.add_parser(
            name, help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
        )
    )


def _name_the_window(arguments: list[str]) -> list[str]:
    """Put the window's name before a project file that stands alone, as a file manager gives it."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        place += 2 if arguments[place] == "--data-dir" else 1
    if place < len(arguments) and arguments[place].lower().endswith(".svproj"):
        return [*arguments[:place], WINDOW, *arguments[place:]]
    return arguments


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    """Read a command line: ``command``, ``data_dir`` (None where not given) and the command's own.

    Raises :class:`CommandError` for one that cannot be understood, and ``SystemExit(0)`` once
    ``--help`` or ``--version`` has been printed.
    """
    read = _parser().parse_args(_name_the_window(arguments))
    read.command = read.command or WINDOW
    return read
