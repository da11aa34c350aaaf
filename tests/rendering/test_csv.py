"""Rows hold exactly what the officer wrote, for spreadsheet programs and portals, and run nothing."""

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import Column, Table, words
from svdesk.domain.project import Project
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.csv_rows import CsvRenderer, as_text
from svdesk.services.project.project_sources import example_project
from tests.projects import full_project
from tests.rendering.samples import document, paragraph

SHARE, OF_ALL = "Weight (% of social value)", "Weight (% of all marks)"


def rows_of(key: str, project: Project, folder: Path) -> list[dict[str, str]]:
    pack = bundled_pack()
    made = document_kind(key).composer("csv")(case_of(project, pack))
    CsvRenderer().render(made, folder / "a.csv")
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def why_not(key: str, project: Project) -> str:
    return document_kind(key).unsuited("csv", case_of(project, bundled_pack()))


def test_each_criterion_is_a_row_and_the_weights_make_exactly_a_hundred(tmp_path: Path) -> None:
    project = example_project()
    rows = rows_of("itt", project, tmp_path)
    marked = [row for row in rows if row["Reference"].startswith("Question")]
    assert [row["Question"].split("\n")[0] for row in marked] == [
        question.text.split("\n")[0] for question in project.questions if question.weight is not None
    ]
    assert sum(Decimal(row[SHARE]) for row in rows) == 100
    assert sum(Decimal(row[OF_ALL]) for row in rows) == project.evaluation.social_value_weight
    assert all(row["Guidance"].startswith("What good looks like:\n- ") for row in marked)
    assert all(row["Word limit"].isdecimal() for row in marked)


def test_thirds_are_not_rounded(tmp_path: Path) -> None:
    project = example_project()
    weights = iter(map(Decimal, ("33.333", "33.333", "33.334")))
    questions = tuple(
        replace(question, weight=next(weights)) if question.weight is not None else question
        for question in project.questions
    )
    evaluation = replace(project.evaluation, social_value_weight=Decimal("12.5"))
    rows = rows_of("itt", replace(project, questions=questions, evaluation=evaluation), tmp_path)
    assert sum(Decimal(row[SHARE]) for row in rows) == 100
    assert sum(Decimal(row[OF_ALL]) for row in rows) == Decimal("12.5")
    assert rows[0][OF_ALL] == "4.166625"


def test_experience_questions_carry_no_marks_and_say_so(tmp_path: Path) -> None:
    rows = [row for row in rows_of("itt", example_project(), tmp_path) if "xperience" in row["Reference"]]
    assert rows
    assert {(row[SHARE], row[OF_ALL]) for row in rows} == {("0", "0")}
    assert all(row["Guidance"].startswith("Carries no marks") for row in rows)


def test_weights_that_a_portal_would_refuse_are_not_written() -> None:
    project = example_project()
    short = tuple(
        replace(question, weight=Decimal(20)) if question.weight else question
        for question in project.questions
    )
    assert "add up to 60%" in why_not("itt", replace(project, questions=short))
    assert why_not("itt", project) == ""
    empty = Project(id=project.id)
    assert "no question" in why_not("itt", empty)
    assert "no KPI" in why_not("annex", empty)


def test_each_kpi_is_a_row_with_its_targets_as_numbers(tmp_path: Path) -> None:
    project = replace(
        example_project(),
        kpis=(replace(example_project().kpis[0], targets=(Decimal(1200), None, Decimal("2.50"))),),
    )
    (row,) = rows_of("annex", project, tmp_path)
    assert row["KPI"] == "K1"
    assert [row[f"Target year {year}"] for year in (1, 2, 3)] == ["1200", "As tendered", "2.5"]
    assert row["Review date"] == "2027-03-15"
    assert len(rows_of("pmf", full_project(), tmp_path)) == len(full_project().kpis)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44 1270",
        "-x",
        "@SUM(A1)",
        "\t=x",
        "\r=1",
        "  =1",
        "\N{FULLWIDTH EQUALS SIGN}1",
        "-1-1",
        "-5",
    ],
)
def test_text_that_could_run_as_a_formula_stays_text(text: str) -> None:
    assert as_text(text).startswith("'")


@pytest.mark.parametrize("text", ["12", "5.25", "a=b", "", "K1", "'=1"])
def test_figures_and_other_text_are_left_as_they_are(text: str) -> None:
    assert as_text(text) == text


def test_a_file_opens_in_spreadsheet_programs_as_it_was_written(tmp_path: Path) -> None:
    texts = ('a "quoted", text\nof lines', "ŵ 資 👍", "bell\x07", "=cmd|' /C calc'!A0", "semi;colon")
    table = Table(
        caption="", columns=tuple(Column(title=text) for text in texts), rows=(tuple(map(words, texts)),)
    )
    told = list[tuple[int, int]]()
    path = tmp_path / "a.csv"
    CsvRenderer().render(
        document(paragraph("not a row"), table), path, lambda done, total: told.append((done, total))
    )
    data = path.read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.endswith(b"\r\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    assert (
        head
        == row
        == ['a "quoted", text\nof lines', "ŵ 資 👍", "bell[U+0007]", "'=cmd|' /C calc'!A0", "semi;colon"]
    )
    assert told == [(0, 1), (1, 1)]
