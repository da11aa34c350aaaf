"""What is shown of one bidder's work says for what it stands."""

from dataclasses import replace

from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.proposing.in_proportion import in_proportion
from svdesk.steps.order import step_of


def test_the_hours_are_for_one_lot_where_each_has_its_own_answers():
    example, pack = shipped_example(), bundled_pack()
    by_lot = replace(example, evaluation=replace(example.evaluation, form_for_each_lot=True))
    single = replace(by_lot, lots=by_lot.lots[:1])

    def says(project: object) -> bool:
        case = case_of(project, pack)
        return any("for one lot" in note for note in in_proportion(case, step_of("evaluation")).notes)

    assert says(by_lot)
    assert not says(example)
    assert not says(single)
