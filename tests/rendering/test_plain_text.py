"""Text to paste holds each question, its guidance, limit and weight, in order and as typed."""

from pathlib import Path

from svdesk.documents.catalogue import document_kind
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.plain_text import TextRenderer
from svdesk.services.project.project_sources import example_project
from tests.rendering.samples import document, every_block


def test_every_question_can_be_copied_piece_by_piece(tmp_path: Path) -> None:
    project, pack = example_project(), bundled_pack()
    made = document_kind("itt").composer("txt")(case_of(project, pack))
    path = tmp_path / "a.txt"
    TextRenderer().render(made, path)
    data = path.read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    text = data.decode().replace("\r\n", "\n")
    places = [text.index(f"Question\n--------\n{question.text.strip()}\n") for question in project.questions]
    assert len(places) == len(set(places)) == len(project.questions)
    assert text.count("\nWord limit\n") == text.count("\nWeight\n") == len(project.questions)
    assert "30% of the social value marks; 3% of all marks" in text


def test_any_document_can_be_written_and_a_draft_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    TextRenderer().render(document(*every_block(), draft=True), path)
    text = path.read_text(encoding="utf-8")
    assert "Draft: this document has not been issued" in text
    assert "A card of tone take_care" in text
    assert "NX59" in text
