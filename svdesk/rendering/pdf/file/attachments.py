"""Files that travel inside a PDF, in the way that PDF/A-3 asks for."""

import hashlib
from datetime import datetime

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from svdesk.documents.model.blocks import Attachment
from svdesk.rendering.pdf.file.objects import File
from svdesk.rendering.pdf.file.repairs import Stream, allow, text_string


def attach(file: File, attachments: tuple[Attachment, ...], made: datetime) -> None:
    """Put *attachments* into *file*, dated *made*, as what the document was made from."""
    if not attachments:
        return
    listed = sorted(attachments, key=lambda each: each.name)  # a name tree is searched by halves
    specifications = [(each.name, file.reference(_specification(file, each, made))) for each in listed]
    tree = [part for name, reference in specifications for part in (text_string(name), reference)]
    catalogue = file.catalogue
    allow(catalogue, "AF")
    catalogue.AF = PDFArray([reference for _, reference in specifications])
    catalogue.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(tree)})})


def _specification(file: File, attachment: Attachment, made: datetime) -> PDFDictionary:
    when = PDFString(f"D:{made:%Y%m%d%H%M%S}+00'00'")
    digest = hashlib.md5(attachment.content, usedforsecurity=False).digest()
    content = Stream(
        attachment.content,
        {
            "Type": PDFName("EmbeddedFile"),
            "Subtype": "/" + attachment.mime.replace("/", "#2F"),  # PDFName leaves a slash as it is
            "Params": PDFDictionary(
                {
                    "Size": len(attachment.content),
                    "CreationDate": when,
                    "ModDate": when,
                    "CheckSum": PDFString(digest, enc="raw"),
                }
            ),
        },
    )
    embedded = file.reference(content)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": text_string(attachment.name),
            "UF": text_string(attachment.name),
            "Desc": text_string(attachment.description),
            "AFRelationship": PDFName("Source"),
            "EF": PDFDictionary({"F": embedded, "UF": embedded}),
        }
    )
