"""The documents of the example against their reference text in ``tests/reference``.

After a change that is meant, write the texts anew and read the difference before committing it:
``SVDESK_WRITE_REFERENCE=1 python -m pytest tests/documents/test_reference.py``.
"""

import os
from pathlib import Path

import pytest

from svdesk.documents.catalogue import CATALOGUE
from svdesk.domain.project import Project
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import text_of, with_selection

REFERENCE = Path(__file__).parent.parent / "reference"


@pytest.mark.parametrize("key", [kind.key for kind in CATALOGUE])
def test_a_document_of_the_example_reads_as_its_reference_text(key: str, example: Project, pack: PolicyPack):
    project = with_selection(example) if key == "selection" else example
    text = text_of(key, project, pack)
    file = REFERENCE / f"{key}.txt"
    if os.environ.get("SVDESK_WRITE_REFERENCE"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")
