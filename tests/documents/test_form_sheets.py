"""The workbook of a document has the fields of its PDF form, and only what is needed to fill them in."""

import pytest
from hypothesis import HealthCheck, given, settings

from svdesk.documents.catalogue import CATALOGUE, document_kind
from svdesk.documents.model.blocks import Document, Heading, Holds
from svdesk.documents.model.forms import Entry, FormField, form_of
from svdesk.documents.model.plain import plain_text
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import bundled_pack
from tests.documents.making import with_selection
from tests.projects import full_project, projects

FORMS = ("itt", "selection", "commitments", "return")


def both(key: str, project: Project, pack: PolicyPack) -> tuple[Document, Document]:
    """The document as it is read, and as a workbook."""
    kind, case = document_kind(key), case_of(project, pack)
    return kind.compose(case), kind.composer("xlsx")(case)


@pytest.mark.parametrize("key", FORMS)
def test_the_workbook_has_the_fields_of_the_form(key: str, example: Project, pack: PolicyPack):
    read, sheets = both(key, with_selection(example) if key == "selection" else example, pack)
    assert form_of(read)
    assert form_of(sheets) == form_of(read)
    assert sheets.origin == read.origin


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_the_workbook_of_any_project_has_the_fields_of_the_form(project: Project):
    pack = bundled_pack()
    case = case_of(project, pack)
    for key in FORMS:
        read, sheets = both(key, project, pack)
        assert form_of(sheets) == form_of(read)
        assert bool(document_kind(key).unsuited("xlsx", case)) == (not form_of(read))


def test_every_document_with_fields_comes_as_a_workbook(pack: PolicyPack):
    project = full_project()
    for kind in CATALOGUE:
        if form_of(kind.compose(case_of(project, pack))):
            assert "xlsx" in kind.formats


def test_the_workbook_of_the_question_pack_holds_the_form_and_no_more(example: Project, pack: PolicyPack):
    _, sheets = both("itt", example, pack)
    text = plain_text(sheets)
    for question in example.questions:
        assert question.text.split("\n")[0] in text
    assert "What the upper marks need" in text
    assert "Up to 300 words." in text
    assert "What matters here" not in text
    names = [block.sheet for block in sheets.blocks if isinstance(block, Heading) and block.sheet]
    assert names[0] == "A Numbers"
    assert "B Question 1" in names
    assert names[-1] == "C About you"


def fields(key: str, project: Project, pack: PolicyPack) -> dict[str, FormField]:
    return {field.name: field for field in form_of(both(key, project, pack)[0])}


def test_offers_are_numbers_with_their_unit_and_totals_name_their_years(example: Project, pack: PolicyPack):
    found = fields("itt", example, pack)
    kpi = example.kpis[0]
    first = found[f"offer_{kpi.id.hex}_year_1"]
    assert (first.entry, first.unit) == (Entry.NUMBER, kpi.unit)
    total = found[f"offer_{kpi.id.hex}_total"]
    assert total.sums == tuple(f"offer_{kpi.id.hex}_year_{year}" for year in (1, 2, 3))
    assert all(found[name].entry is Entry.NUMBER for name in total.sums)
    assert found["signed_on"].entry is Entry.DATE
    assert Holds.DATE.value == Entry.DATE.value


def test_the_figures_of_a_return_are_numbers(example: Project, pack: PolicyPack):
    found = fields("return", example, pack)
    kpi = example.kpis[0]
    assert found[f"number_{kpi.id.hex}"].entry is Entry.NUMBER
    assert found[f"total_{kpi.id.hex}"].unit == kpi.unit


def test_where_nothing_is_filled_in_there_is_no_workbook(pack: PolicyPack):
    empty = Project(id=full_project().id)
    case = case_of(empty, pack)
    assert "no KPI" in document_kind("annex").unsuited("xlsx", case)
    assert document_kind("briefing").unsuited("xlsx", case).startswith("It can be made as")
