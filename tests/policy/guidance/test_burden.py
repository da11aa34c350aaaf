"""The burden meter: what answering costs a bidder, and what could be cut."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from svdesk.domain.choices import Procedure, Stage
from svdesk.domain.project import Evaluation, Kpi, Project, Question
from svdesk.policy.case import case_of
from svdesk.policy.guidance.burden import Burden, burden
from svdesk.policy.loading.load import bundled_pack
from tests.policy.rules.contracts import contract


def question(number: int, words: int, stage: Stage = Stage.TENDER, weight: int = 25) -> Question:
    return Question(id=UUID(int=number), stage=stage, text="How?", word_limit=words, weight=Decimal(weight))


def project(*questions: Question, kpis: int = 0, **facts: object) -> Project:
    return Project(
        id=UUID(int=99),
        facts=contract(**facts),
        questions=questions,
        kpis=tuple(Kpi(id=UUID(int=500 + number)) for number in range(kpis)),
    )


def measured(made: Project) -> Burden:
    return burden(case_of(made, bundled_pack()))


def test_words_questions_rows_and_forms_make_the_hours() -> None:
    rates = bundled_pack().burden
    found = measured(project(question(1, 400), question(2, 200), kpis=3))
    assert (found.words, found.questions, found.rows, found.documents) == (600, 2, 3, 1)
    expected = (
        Decimal(600) / rates.words_an_hour
        + 2 * rates.hours_a_question
        + 3 * rates.hours_a_row
        + rates.hours_a_document
    )
    assert abs(found.hours - expected) <= Decimal("0.05")
    assert not found.over
    assert found.cuts == ()


def test_nothing_asked_is_nothing_to_do() -> None:
    found = measured(project(value=Decimal(6000)))
    assert (found.words, found.hours, found.documents) == (0, 0, 0)
    assert found.value_an_hour is None


def test_questions_on_experience_that_move_into_the_tender_are_counted() -> None:
    found = measured(project(question(1, 300), question(2, 150, Stage.SELECTION)))
    assert (found.words, found.questions, found.documents) == (450, 2, 1)
    open_stage = measured(
        project(
            question(1, 300),
            question(2, 150, Stage.SELECTION),
            procedure=Procedure.COMPETITIVE_FLEXIBLE,
            value=Decimal(9_000_000),
        )
    )
    assert open_stage.documents == 2


def test_a_route_without_a_tender_asks_bidders_for_nothing() -> None:
    found = measured(project(question(1, 300), kpis=2, procedure=Procedure.DIRECT_AWARD))
    assert (found.questions, found.rows) == (0, 0)


def test_too_much_says_what_to_cut_the_largest_saving_first() -> None:
    asked = [question(number, 1500, weight=number) for number in range(1, 6)]
    made = project(*asked, kpis=9)
    found = measured(made)
    assert found.over
    assert found.usual_hours is not None
    assert found.hours > found.usual_hours
    saved = [cut.hours_saved for cut in found.cuts]
    assert saved == sorted(saved, reverse=True)
    assert all(hours > 0 for hours in saved)
    paths = {cut.path for cut in found.cuts}
    assert "evaluation.winner_only_method" in paths
    assert f"questions.{asked[0].id}" in paths, "the question that earns the fewest marks goes first"
    assert f"questions.{asked[-1].id}" not in paths
    assert f"questions.{asked[-1].id}.word_limit" in paths
    assert f"kpis.{made.kpis[-1].id}" in paths


def test_leaving_out_a_question_saves_the_hours_that_its_cut_names() -> None:
    asked = [question(number, 1500, weight=number) for number in range(1, 6)]
    before = measured(project(*asked))
    cut = next(each for each in before.cuts if each.path == f"questions.{asked[0].id}")
    after = measured(project(*asked[1:]))
    assert abs(before.hours - after.hours - cut.hours_saved) <= Decimal("0.1")


def test_a_winner_only_method_statement_saves_what_it_promised() -> None:
    made = project(question(1, 1500), question(2, 1500))
    before = measured(made)
    after = measured(replace(made, evaluation=Evaluation(winner_only_method=True)))
    assert before.winner_only_hours < before.hours
    assert after.winner_only
    assert after.hours == before.winner_only_hours
    assert after.words == before.winner_only_words
    assert "evaluation.winner_only_method" not in {cut.path for cut in after.cuts}


def test_without_a_size_nothing_is_called_too_much() -> None:
    found = measured(project(question(1, 5000), value=None))
    assert found.usual_hours is None
    assert not found.over


def test_it_is_guidance_with_its_evidence() -> None:
    found = measured(project(question(1, 400)))
    assert found.label == "Guidance"
    assert "five days" in found.evidence
    assert found.citations


def test_only_the_scored_questions_get_short_where_the_winner_writes_the_method() -> None:
    made = project(question(1, 1500), question(2, 250, Stage.SELECTION))
    assert measured(made).winner_only_words == bundled_pack().burden.short_words + 250


def test_what_is_done_already_is_not_proposed_as_a_cut() -> None:
    asked = [question(number, 1500) for number in range(1, 20)]
    made = replace(project(*asked), evaluation=Evaluation(winner_only_method=True))
    found = measured(made)
    assert found.over
    assert found.cuts
    assert not any(cut.path.startswith("evaluation") or cut.path.endswith("word_limit") for cut in found.cuts)
