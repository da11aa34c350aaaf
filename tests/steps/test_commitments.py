from dataclasses import replace

from svdesk.domain.choices import Decision
from svdesk.domain.project import CommitmentDecision
from svdesk.steps.order import step_of
from tests.steps.ground import MISSING, finished, found, item_changed, look, pack


def test_every_commitment_of_the_policy_is_asked_for():
    bare = replace(finished(), commitments=())
    wanted = {(f"commitments.{commitment.id}.decision", MISSING) for commitment in pack().commitments}
    assert found(bare, "commitments") == wanted


def test_a_commitment_left_out_needs_a_reason():
    key = pack().commitments[0].id
    project = item_changed("commitments", 0, decision=Decision.LEFT_OUT)
    assert found(project, "commitments") == {(f"commitments.{key}.reason", MISSING)}
    reasoned = item_changed("commitments", 0, decision=Decision.LEFT_OUT, reason="No subcontractors.")
    assert found(reasoned, "commitments") == set()


def test_the_summary_counts_the_decisions_on_what_the_policy_offers():
    project = finished()
    gone = CommitmentDecision(commitment_id="gone", decision=Decision.CHOSEN)
    project = replace(project, commitments=(*project.commitments[1:], gone))
    count = len(pack().commitments)
    summary = step_of("commitments").summary
    assert summary(look(project)) == f"{count - 1} of {count} decided"
    assert summary(look(replace(project, commitments=()))) == ""
