"""The selection pack: only where lawful, declarations that may be asked, and nothing else."""

from dataclasses import replace
from decimal import Decimal

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.plain import fields
from svdesk.domain.choices import Framework, Procedure
from svdesk.domain.project import Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.rules.assess import assess
from tests.documents.making import made, section_of, text_of, with_selection


def why_not(project: Project, pack: PolicyPack) -> str:
    return document_kind("selection").available(case_of(project, pack))


def test_the_pack_can_be_made_where_a_selection_stage_is_lawful(example: Project, pack: PolicyPack):
    assert why_not(with_selection(example), pack) == ""


def test_below_the_threshold_the_reason_gives_the_officers_own_figures(example: Project, pack: PolicyPack):
    reason = why_not(example, pack)
    assert reason.startswith("No separate selection stage. Your estimate, £130,000 including VAT, is below")


def test_an_open_procedure_has_no_selection_stage_at_any_value(example: Project, pack: PolicyPack):
    above = with_selection(example)
    project = replace(above, facts=replace(above.facts, procedure=Procedure.OPEN))
    assert assess(project.facts, pack).selection_stage is False
    assert why_not(project, pack)


def test_a_call_off_is_told_what_decides_how_suppliers_are_chosen(example: Project, pack: PolicyPack):
    facts = replace(example.facts, framework=Framework.CALL_OFF, procedure=Procedure.OPEN)
    reason = why_not(replace(example, facts=facts), pack)
    assert reason.startswith("The procedure that you chose has no separate selection stage.")
    assert "the framework's own rules say how suppliers are chosen" in reason


def test_where_it_cannot_be_told_the_reason_names_what_is_missing(example: Project, pack: PolicyPack):
    facts = replace(example.facts, value=None, procedure=Procedure.COMPETITIVE_FLEXIBLE)
    reason = why_not(replace(example, facts=facts), pack)
    assert reason.startswith("It can't be told yet whether a separate selection stage is allowed here.")
    assert "Still needed: the estimated value" in reason


def test_without_determinations_the_reasons_are_still_plain(example: Project, pack: PolicyPack):
    def reason(stage: bool | None) -> str:
        silent = Assessment(
            pack_id=pack.id,
            pack_edition=pack.edition,
            determinations=(),
            selection_stage=stage,
            tender_stage=None,
            minimum_weighting=None,
        )
        return document_kind("selection").available(Case(example, silent, pack))

    assert reason(False) == "The procedure that you chose has no separate selection stage."
    assert reason(None) == "It can't be told yet whether a separate selection stage is allowed here."


def test_a_pack_made_in_spite_of_the_law_says_so_on_its_first_page(example: Project, pack: PolicyPack):
    text = section_of(text_of("selection", example, pack), "# 1 Why we ask at this stage")
    assert "(not_allowed) Do not issue this pack" in text
    facts = replace(example.facts, value=None, procedure=Procedure.COMPETITIVE_FLEXIBLE)
    unknown = text_of("selection", replace(example, facts=facts), pack)
    assert "(cannot_tell) Do not issue this pack" in unknown


def test_the_questions_ask_for_a_track_record_and_for_how_promises_are_kept(
    example: Project, pack: PolicyPack
):
    text = section_of(text_of("selection", with_selection(example), pack), "# 3 Questions")
    assert text.count("## Question ") == 4
    assert "## Question 4: Keeping track of promises" in text
    assert "Up to 100 words." in text


def test_suppliers_declare_what_may_be_asked_now_and_only_read_what_binds_the_winner(
    example: Project, pack: PolicyPack
):
    project = with_selection(example)
    document = made("selection", project, pack)
    asked = {field.name for field in fields(document.blocks) if field.name.startswith("declare_")}
    assert asked == {
        "declare_no-criminal-conduct",
        "declare_labour-and-environmental-law",
        "declare_modern-slavery",
        "declare_trade-unions",
        "declare_human-rights",
        "declare_environmental-abuses",
        "declare_note",
    }
    text = section_of(text_of("selection", project, pack), "## Commitments for the contract")
    assert "Cheshire and Merseyside Social Value Award" in text
    assert "We don't ask for these now." in text


def test_a_selection_question_left_without_text_or_points_is_printed_as_unanswered(
    example: Project, pack: PolicyPack
):
    above = with_selection(example)
    bare = tuple(
        replace(question, text="", good_answer="", word_limit=None, outcome_id="", weight=Decimal(1))
        for question in above.questions[3:4]
    )
    text = section_of(text_of("selection", replace(above, questions=bare), pack), "# 3 Questions")
    assert "## Question 1\nNot yet answered\nWord limit: Not yet answered.\n" in text
