"""The question pack: weights, what moved in, the form, and the rules that hang on the facts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from svdesk.documents.model.blocks import CheckField, TextField
from svdesk.documents.model.plain import fields
from svdesk.domain.choices import Decision, Procedure, Stage
from svdesk.domain.project import Evaluation, Project
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, section_of, text_of, with_selection


def test_the_cover_carries_what_a_bidder_looks_for_first(example: Project, pack: PolicyPack):
    document = made("itt", example, pack)
    cover = {label: "".join(run.text for run in content) for label, content in document.cover}
    assert cover == {
        "Reference": "DN776889",
        "Lots": "1 Oakmere (Middlewich) · 2 Willowmere (Handforth)",
        "Tenders by": "Monday 10 November 2025, 12:00, through The Chest",
        "Questions by": "Friday 31 October 2025",
        "Social value weight": "10% of the marks",
        "Version": "1.0, issued 13 October 2025",
    }


def test_each_question_says_what_it_is_worth_of_the_marks_for_social_value(
    example: Project, pack: PolicyPack
):
    text = text_of("itt", example, pack)
    assert "[Worth 4 of the 10% for social value]\n## Question 2: People who find it hard" in text
    assert "| Total |  | 100% | 10%" in text
    assert "A mark of 4 out of 5 earns 4 ÷ 5 \N{MULTIPLICATION SIGN} 3 = 2.4 points." in text


def test_weights_that_do_not_divide_are_shown_with_two_figures(example: Project, pack: PolicyPack):
    thirds = tuple(
        replace(question, weight=Decimal("33.333")) if question.stage is Stage.TENDER else question
        for question in example.questions
    )
    text = text_of("itt", replace(example, questions=thirds), pack)
    assert "[Worth 3.33 of the 10% for social value]" in text
    assert "| Total |  | 100% | 10%" in text


def test_a_question_without_a_weight_and_a_tender_without_one_say_so(example: Project, pack: PolicyPack):
    unweighted = tuple(replace(question, weight=None) for question in example.questions)
    text = text_of("itt", replace(example, questions=unweighted), pack)
    assert "[Weight not yet answered]" in text
    assert "How a mark becomes points" not in text
    no_overall = replace(example, evaluation=replace(example.evaluation, social_value_weight=None))
    assert "[Worth 40% of the social value marks]" in text_of("itt", no_overall, pack)


def test_numbers_are_marked_apart_only_where_they_have_a_share(example: Project, pack: PolicyPack):
    assert "give one mark for both" in text_of("itt", example, pack)
    split = replace(example.evaluation, quantitative_share=Decimal(40), qualitative_share=Decimal("60.0"))
    text = text_of("itt", replace(example, evaluation=split), pack)
    assert "carry 40% of each question's marks and the answers 60%" in text


@pytest.mark.parametrize(
    ("mark", "rule", "printed"),
    [
        (None, "", "There is no minimum mark for a question."),
        (0, "", "There is no minimum mark for a question."),
        (2, "", "The minimum for each question is 2 out of 5. What happens below it: Not yet answered."),
        (2, "Not taken further.", "The minimum for each question is 2 out of 5. Not taken further."),
        (None, "Not taken further.", "Minimum mark. Not taken further."),
    ],
)
def test_the_minimum_mark_is_stated_with_what_follows(
    mark: int | None, rule: str, printed: str, example: Project, pack: PolicyPack
):
    evaluation = Evaluation(minimum_mark=mark, minimum_mark_rule=rule)
    assert printed in text_of("itt", replace(example, evaluation=evaluation), pack)


def test_selection_questions_stand_in_the_tender_where_no_selection_stage_is_lawful(
    example: Project, pack: PolicyPack
):
    text = section_of(text_of("itt", example, pack), "## Questions about your experience")
    assert "the law doesn't let us choose beforehand who may tender" in text
    assert "Source: Procurement Act 2023, section 85" in text
    assert text.count("### Experience question") == 3
    for question in example.questions:
        if question.stage is Stage.SELECTION:
            assert all(line in text.splitlines() for line in question.text.splitlines() if line)
            assert f"[experience_{question.id.hex}: " in text


def test_selection_questions_move_in_where_the_procedure_has_no_such_stage(
    example: Project, pack: PolicyPack
):
    above = with_selection(example)
    project = replace(above, facts=replace(above.facts, procedure=Procedure.OPEN))
    text = section_of(text_of("itt", project, pack), "## Questions about your experience")
    assert "The procedure that we use has no separate selection stage." in text


def test_selection_questions_stay_out_where_a_selection_stage_is_open(example: Project, pack: PolicyPack):
    text = text_of("itt", with_selection(example), pack)
    assert "Questions about your experience" not in text
    assert "Three questions about what this contract can do for people" in text


def test_the_pack_says_what_is_missing_where_the_stage_of_questions_cannot_be_told(
    example: Project, pack: PolicyPack
):
    unknown = replace(
        example, facts=replace(example.facts, value=None, procedure=Procedure.COMPETITIVE_FLEXIBLE)
    )
    text = text_of("itt", unknown, pack)
    assert "(cannot_tell) Not yet known: where the experience questions are asked" in text
    assert "Three questions about experience are asked either before the tender or here." in text
    assert "Still needed: the estimated value" in text
    one = replace(unknown, questions=unknown.questions[:4])
    assert "One question about experience is asked either" in text_of("itt", one, pack)


def test_the_form_has_a_box_for_each_measure_and_year_and_a_total_where_years_add_up(
    example: Project, pack: PolicyPack
):
    document = made("itt", example, pack)
    names = [field.name for field in fields(document.blocks)]
    for kpi in example.kpis:
        assert [name for name in names if name.startswith(f"offer_{kpi.id.hex}")] == [
            f"offer_{kpi.id.hex}_year_1",
            f"offer_{kpi.id.hex}_year_2",
            f"offer_{kpi.id.hex}_year_3",
            *([f"offer_{kpi.id.hex}_total"] if kpi.unit != "percent" else []),
        ]


def test_the_boxes_for_answers_carry_the_word_limits_and_are_high_enough_for_them(
    example: Project, pack: PolicyPack
):
    answers = {
        field.name: field
        for field in fields(made("itt", example, pack).blocks)
        if isinstance(field, TextField)
    }
    for question in example.questions:
        kind = "answer" if question.stage is Stage.TENDER else "experience"
        box = answers[f"{kind}_{question.id.hex}"]
        assert box.word_limit == question.word_limit
        assert box.lines * 20 >= (question.word_limit or 0)


def test_a_short_question_asks_for_less(example: Project, pack: PolicyPack):
    def asked(limit: int | None) -> set[str]:
        question = replace(example.questions[0], word_limit=limit)
        document = made("itt", replace(example, questions=(question,)), pack)
        return {
            field.name.replace(question.id.hex, "q")
            for field in fields(document.blocks)
            if question.id.hex in field.name
        }

    assert {"promise_q", "answer_q", "lead_q", "plan_q_2_step"} < asked(250)
    assert asked(251) - asked(250) == {
        "checks_q",
        "plan_q_3_step",
        "plan_q_3_when",
        "plan_q_3_who",
    }
    assert asked(None) == asked(251)


def test_bidders_tick_their_lots_only_where_there_are_several(example: Project, pack: PolicyPack):
    def lots(project: Project) -> list[str]:
        boxes = fields(made("itt", project, pack).blocks)
        return [box.label for box in boxes if isinstance(box, CheckField) and box.name.startswith("lot_")]

    assert lots(example) == ["Lot 1: Oakmere (Middlewich)", "Lot 2: Willowmere (Handforth)"]
    single = replace(example, lots=example.lots[:1])
    assert lots(single) == []
    assert "win only some of" in text_of("itt", example, pack)
    assert "win only some of" not in text_of("itt", single, pack)


def test_a_long_contract_spreads_its_years_over_several_tables(example: Project, pack: PolicyPack):
    project = replace(example, facts=replace(example.facts, term_months=84))
    text = text_of("itt", project, pack)
    assert "| Your offer, years 1 to 5 | Ref | Measure and unit | Year 1 |" in text
    assert "| Your offer, years 6 to 7 | Ref | Measure and unit | Year 6 | Year 7 | Total" in text


def test_only_commitments_that_were_chosen_are_expected(example: Project, pack: PolicyPack):
    first, second, *rest = example.commitments
    project = replace(
        example,
        commitments=(
            replace(first, decision=Decision.LEFT_OUT),
            replace(second, decision=None),
            *rest,
        ),
    )
    text = section_of(text_of("itt", project, pack), "# 7 What we expect of every provider")
    titles = {commitment.id: commitment.title for commitment in pack.commitments}
    assert titles[first.commitment_id] not in text
    assert titles[second.commitment_id] not in text
    assert "One of the policy's commitments is still to be decided." in text
    assert all(titles[made_.commitment_id] in text for made_ in rest)


def test_the_help_explains_only_words_that_the_pack_uses(example: Project, pack: PolicyPack):
    text = section_of(text_of("itt", example, pack), "## Words we use")
    assert "- Consortium. " in text
    assert "CPV" not in text
    no_words = replace(pack, glossary=())
    assert "## Words we use" not in text_of("itt", example, no_words)


def test_a_contract_that_cannot_be_extended_says_nothing_of_an_extension_after_award(
    example: Project, pack: PolicyPack
):
    fixed = replace(example, facts=replace(example.facts, extension_months=0))
    text = text_of("itt", fixed, pack)
    assert "Extension: None" in text
    assert "If the contract is extended." not in text


def test_consortia_are_invited_only_where_they_are_welcome(example: Project, pack: PolicyPack):
    closed = replace(example, access=replace(example.access, consortia_welcome=False))
    assert "You may bid on your own or together with others" in text_of("itt", example, pack)
    assert "You may bid on your own or together with others" not in text_of("itt", closed, pack)
