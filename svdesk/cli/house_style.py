"""The look of the documents on the command line: a logo, words for it, a colour."""

import argparse
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.cli.policy_arguments import folder_or_file
from svdesk.console import CommandError

if TYPE_CHECKING:
    from svdesk.domain.project import Project


def add_house_style(command: argparse.ArgumentParser) -> None:
    """Let *command* take the look of a project's documents."""
    command.add_argument(
        "--logo",
        metavar="FILE",
        type=folder_or_file,
        help="the organisation's logo, a PNG or JPEG of up to 5 MB",
    )
    command.add_argument(
        "--logo-words", metavar="TEXT", default="", help="what the logo shows, for people who can't see it"
    )
    command.add_argument(
        "--colour",
        metavar="#RRGGBB",
        default="",
        help="the organisation's colour, dark enough for white words",
    )


def with_house_style(project: "Project", read: Namespace) -> "Project":
    """Return *project* with the look that was asked for; raises :class:`CommandError`."""
    from svdesk.domain.entry import EntryError, FieldForm, Kind, read_entry

    words: str = read.logo_words.strip()
    if read.logo is None and words:
        raise CommandError("--logo-words says what a logo shows: give the logo as well, with --logo.")
    if read.logo is not None and not words:
        raise CommandError(
            "Say with --logo-words what the logo shows, such as the name of your organisation, for people "
            "who can't see it."
        )
    try:
        colour: str = read_entry(FieldForm(Kind.COLOUR), read.colour)
    except EntryError as error:
        raise CommandError(f"--colour: {error}") from error
    style = replace(project.house_style, colour=colour)
    if read.logo is not None:
        style = replace(style, logo=_logo(read.logo), logo_words=words)
    return replace(project, house_style=style)


def _logo(path: Path) -> str:
    from svdesk.rendering.logos import LogoError, read_logo

    try:
        return read_logo(path)
    except LogoError as error:
        raise CommandError(f"--logo: {error}") from error
