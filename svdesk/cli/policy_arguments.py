"""What can be typed after ``svdesk policy``, and the choice of a policy pack for other commands."""

import argparse
from pathlib import Path

_JSON = "print JSON for another program to read"


def folder_or_file(text: str) -> Path:
    """Read a path; an empty one would silently mean the folder that the command runs in."""
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("give the name of a file or folder")
    return Path(text)


def add_pack(parser: argparse.ArgumentParser) -> None:
    """Let a command name the folder of the policy pack that it works with."""
    parser.add_argument(
        "--pack", metavar="FOLDER", type=folder_or_file, help="work with the policy pack in this folder"
    )


def add_password_file(parser: argparse.ArgumentParser) -> None:
    """Let a command that reads project files be given a password otherwise than by typing it."""
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        type=folder_or_file,
        help="where a project file opens with a password: the file that has it in its first line, or - for "
        "the standard input; without this it is asked for",
    )


def add_policy_commands(policy: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add what can be done with policy packs; *shared* holds the options of every command."""
    commands = policy.add_subparsers(dest="policy_command", metavar="WHAT", required=True)

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name, help=summary, description=f"{summary}.", parents=[shared], allow_abbrev=False
        )

    show_all = command("list", "list the items of one kind")
    show_all.add_argument(
        "kind",
        metavar="KIND",
        help="such as outcomes, measures, questions or rules; a kind that is not known lists the others",
    )
    show = command("show", "show one item whole")
    show.add_argument("id", metavar="ID", help="the item's id, such as PA-85")
    check = command("check", "prove that a pack is fit for use")
    check.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=folder_or_file, help="the pack; else the active one"
    )
    diff = command("diff", "say what differs between two packs")
    for name, which in (("old", "the one"), ("new", "the other")):
        diff.add_argument(
            name, metavar=name.upper(), help=f"{which}: a folder, or ID or ID@EDITION of a pack at hand"
        )
    diff.add_argument(
        "--project", metavar="P.svproj", type=folder_or_file, help="only what touches this project"
    )
    add_password_file(diff)
    packs = command("packs", "list the packs at hand and say which is active")
    for each in (show_all, show, check, diff, packs):
        each.add_argument("--json", action="store_true", help=_JSON)
    for each in (show_all, show):
        add_pack(each)

    new = command("new", "begin a policy pack of your own")
    new.add_argument("folder", metavar="FOLDER", type=folder_or_file, help="the folder to make")
    new.add_argument("--id", required=True, help="a short name without spaces, such as east-town")
    new.add_argument("--title", required=True, help="what people call it")
    new.add_argument(
        "--extends", metavar="ID", help="state only what is different from this pack, such as cheshire-east"
    )
    schema = command("schema", "print the form of a pack's files as JSON Schema")
    schema.add_argument("--overlay", action="store_true", help="the form of an overlay's files")
    command("fields", "print the fields of every kind of item")
    add_pack(
        command("law", "print the law that the rules go by as Markdown: whom it binds, since when, on what")
    )
