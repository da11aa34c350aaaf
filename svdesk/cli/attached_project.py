"""The project's data inside documents: what ``build`` says of it, and how ``new`` takes it out again."""

from argparse import Namespace
from typing import TYPE_CHECKING

from svdesk.console import CommandError, complain, say

if TYPE_CHECKING:
    from pathlib import Path

    from svdesk.services.issuing.build_documents import BuildReport


def take_out(read: Namespace) -> int:
    """Make the project file ``read.out`` of the project that the PDF ``read.from_pdf`` carries."""
    from svdesk.rendering.attachments import PdfAttachments
    from svdesk.services.exchange.project_file import ExchangeError, write_exchange
    from svdesk.services.issuing.attaching import project_in

    if read.accept_suggestions or read.pack or read.logo or read.logo_words or read.colour:
        raise CommandError(
            "--from-pdf takes the project as it is. Leave the other options out, or use --case instead."
        )
    out: Path = read.out
    try:
        project = project_in(read.from_pdf, PdfAttachments())
        write_exchange(project, out)
    except ExchangeError as error:
        raise CommandError(str(error)) from error
    say(f"Made {out}, with the project as it was at revision {project.revision:,}")
    return 0


def tell_of_attached(report: "BuildReport") -> None:
    """Say which documents hold the project's data, and what that means for them."""
    from svdesk.documents.catalogue import document_kind
    from svdesk.services.issuing.attaching import can_carry

    holding = [each.path.name for each in report.made if can_carry(document_kind(each.document), each.format)]
    if holding:
        complain(
            f"The project's data is in {', '.join(holding)}: everything in it, also notes and estimates. "
            "Keep these in your own file and don't publish them."
        )
    else:
        complain(
            "The project's data is in none of these. It goes only into PDFs for your own file, such as the "
            "statement (--document statement)."
        )
