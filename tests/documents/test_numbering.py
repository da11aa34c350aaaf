"""Parts are numbered where they stand, and every sentence that points at one follows it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import svdesk.documents
from svdesk.documents.catalogue import CATALOGUE
from svdesk.documents.contract import annex, commitments_schedule, handover, monitoring_return, pmf
from svdesk.documents.contract.clauses import clauses
from svdesk.documents.model.blocks import Block, Document, Together
from svdesk.documents.model.frame import frame, part, say, section
from svdesk.documents.model.numbering import Ref, UnresolvedReferenceError
from svdesk.documents.model.plain import headings, plain_text
from svdesk.documents.record import project_plan, statement
from svdesk.documents.tender import itt, selection
from svdesk.domain.choices import Procedure
from svdesk.domain.project import Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of
from tests.documents.test_in_proportion import small
from tests.rendering.project_states import STATES

Blocks = Callable[[Case], tuple[Block, ...]]

POINTING: dict[str, Blocks] = {
    "annex": annex.blocks,
    "commitments": commitments_schedule.blocks,
    "handover": handover.blocks,
    "itt": itt.blocks,
    "pmf": pmf.blocks,
    "statement": statement.blocks,
}
"""The documents of which sentences point at parts."""

NEW = part("Something new", id="something-new")


def composed(case: Case, *blocks: Block, elsewhere: dict[str, Blocks] | None = None) -> Document:
    return frame(
        case,
        kind="made-here",
        title="Made here",
        what="A test",
        cover=(),
        summary=None,
        blocks=blocks,
        elsewhere=elsewhere or {},
    )


def with_new(blocks: Blocks) -> Blocks:
    return lambda case: (NEW, *blocks(case))


def titles(document: Document) -> dict[str, str]:
    """The titles of a document's parts, by their number or letter."""
    found = {}
    for heading in headings(document.blocks):
        numbered = re.match(r"(\d+) (.+)|Part ([A-Z]): (.+)", heading.text)
        if numbered and heading.id:
            number, title, letter, of_letter = numbered.groups()
            found[number or letter] = title or of_letter
    return found


def pointed_at(document: Document) -> Iterator[tuple[str, str]]:
    """Each sentence that points at parts, without their numbers, and the titles that it points at."""
    known = titles(document)
    for line in plain_text(document).splitlines():
        if not line.startswith("#") and "nnex, part" not in line:
            for found in re.finditer(r"\b[Pp]arts? (\d+|[A-Z])\b(?: (?:to|and) (\d+|[A-Z])\b)?", line):
                of_an_act = re.search(r"\b(Act|Regulations)\b[^.;]*$", line[: found.start()])
                for number in () if of_an_act else filter(None, found.groups()):
                    yield re.sub(r"\b(\d+|[A-Z])\b", "", line), known.get(number, "")


@pytest.mark.parametrize("key", POINTING)
def test_a_part_that_is_put_in_moves_every_sentence_that_points(key: str, case: Case):
    elsewhere: dict[str, Blocks] = {"itt": itt.blocks, "annex": annex.blocks}
    before = composed(case, *POINTING[key](case), elsewhere=elsewhere)
    after = composed(case, *with_new(POINTING[key])(case), elsewhere=elsewhere)
    assert titles(after)["1"] == "Something new"
    own = [(line, title) for line, title in pointed_at(before) if title]
    assert own
    assert [(line, title) for line, title in pointed_at(after) if title] == own


def test_another_documents_part_is_followed_too(case: Case):
    def where(elsewhere: Blocks) -> list[str]:
        document = composed(case, *handover.blocks(case), elsewhere={"annex": elsewhere})
        table = section_of(plain_text(document), "# 7 Who decides what")
        return re.findall(r"Annex, part (\d+)", table)

    assert where(annex.blocks) == ["4", "7", "8", "9", "10", "11", "12", "11", "9"]
    assert where(with_new(annex.blocks)) == ["5", "8", "9", "10", "11", "12", "13", "12", "10"]


def test_clauses_follow_their_part_and_are_counted_on_within_it(case: Case):
    document = composed(
        case,
        part("One", id="one"),
        *clauses("First."),
        say("Between."),
        *clauses("Second.", "Third."),
        part("Two", id="two"),
        *clauses("Fourth."),
    )
    text = plain_text(document)
    assert "1.1 First.\nBetween.\n1.2 Second.\n1.3 Third.\n# 2 Two\n2.1 Fourth.\n# 3 About this" in text


def test_a_document_without_numbered_parts_has_no_number_on_its_last(case: Case):
    assert "# About this document" in plain_text(composed(case, part("Free"), say("Text.")))


def test_what_was_typed_is_never_taken_for_a_reference(case: Case):
    typed = f"{{Ref('one')}} {Ref.__name__}('one') <one>"
    assert typed in plain_text(composed(case, part("One", id="one"), say(typed)))


def test_a_reference_that_leads_nowhere_is_an_error(case: Case):
    one = part("One", id="one")
    with pytest.raises(UnresolvedReferenceError, match=r"No part is called two\."):
        composed(case, one, say(f"See part {Ref('two')}."))
    with pytest.raises(UnresolvedReferenceError, match=r"No part is called annex\.two\."):
        composed(case, one, say(f"See part {Ref('annex.two')}."), elsewhere={"annex": annex.blocks})
    with pytest.raises(UnresolvedReferenceError, match=r"No part is called other\.one\."):
        composed(case, one, say(f"See part {Ref('other.one')}."))
    with pytest.raises(UnresolvedReferenceError, match=r"Two parts are called one\."):
        composed(case, one, Together(blocks=(section("One", id="one"),)))


ROUTES = (Procedure.IN_HOUSE, Procedure.DIRECT_AWARD, Procedure.QUOTATION, Procedure.COMPETITIVE_FLEXIBLE)


def projects(example: Project) -> Iterator[Project]:
    yield from (make() for make in STATES.values())
    yield small(example)
    yield replace(small(example), kpis=(), commitments=())
    for procedure in ROUTES:
        yield replace(example, facts=replace(example.facts, procedure=procedure))


def test_every_reference_of_every_document_resolves_in_every_state(example: Project, pack: PolicyPack):
    for project in projects(example):
        case = case_of(project, pack)
        for kind in CATALOGUE:
            for file_format in kind.formats:
                document = kind.composer(file_format)(case)
                # The letters of a mark that was not filled in are of no script.
                assert "\\U000f00" not in repr(document), (kind.key, file_format)


def test_nobody_types_the_number_of_a_part(case: Case):
    for blocks in (*POINTING.values(), monitoring_return.blocks, project_plan.blocks, selection.blocks):
        for heading in headings(blocks(case)):
            if heading.level == 1:
                assert heading.id
                assert not heading.text[0].isdecimal()


def test_levels_of_headings_are_the_frames_to_give():
    """A composer that makes a heading by itself gives it a level by itself."""
    folder = Path(svdesk.documents.__file__).parent
    composers = [file for file in folder.rglob("*.py") if file.parent.name != "model"]
    by_hand = [
        file.name
        for file in composers
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Heading"
    ]
    assert by_hand == [], "use part, section or item_heading of documents/model/frame.py"


def test_the_hand_over_of_a_small_order_points_into_its_terms_sheet(example: Project, pack: PolicyPack):
    project = small(example)
    parts = titles(made("annex", project, pack))
    table = section_of(text_of("handover", project, pack), "# 7 Who decides what")
    (change,) = re.findall(r"changed or swapped.*Annex, part (\d)", table)
    assert parts[change] == "Reporting, and what follows a miss"
    assert "| The delivery plan is agreed | " in table
    assert table.count("Not in the annex") == 4
    assert set(re.findall(r"Annex, part (\d+)", table)) <= set(parts)
