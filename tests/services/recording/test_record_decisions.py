"""One record for what was decided when a step is left, in plain words, and none for each key."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.domain.choices import Decision
from svdesk.domain.project import Award, OutcomeDecision, Project
from svdesk.domain.records import Record
from svdesk.policy.case import case_of
from svdesk.policy.loading.load import bundled_pack
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.issue import FileToIssue, write_down
from svdesk.services.project.project_sources import shipped_example
from svdesk.services.recording.record_decisions import documents_in, record_decisions
from svdesk.services.recording.write_record import DECISIONS, ISSUED, NOBODY
from svdesk.storage.store import SqliteProjectStore

EXAMPLE = shipped_example()
PACK = bundled_pack()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteProjectStore]:
    found = SqliteProjectStore(tmp_path / "svdesk.db")
    found.save(EXAMPLE)
    yield found
    found.close()


def left(store: SqliteProjectStore, project: Project) -> tuple[Record, ...]:
    """What is written down when somebody leaves a step of *project*."""
    issued = bool(store.issues_of(project.id))
    return record_decisions(case_of(project, PACK), store, issued=issued)


def outcome(project: Project, **changes: object) -> Project:
    first, *others = project.outcomes
    return replace(project, outcomes=(replace(first, **changes), *others))


def weighted(project: Project, weight: int) -> Project:
    return replace(project, evaluation=replace(project.evaluation, social_value_weight=Decimal(weight)))


def test_the_first_record_says_how_all_decisions_stand_and_the_next_only_what_is_different(
    store: SqliteProjectStore,
) -> None:
    (first,) = left(store, EXAMPLE)
    assert (first.kind, first.who) == (DECISIONS, EXAMPLE.about.officer)
    title = PACK.outcome(EXAMPLE.outcomes[0].outcome_id).title.rstrip(".")
    assert f"Outcome “{title}”: " in first.what
    assert EXAMPLE.outcomes[0].reason.split(".")[0] in first.why
    assert left(store, EXAMPLE) == (), "nothing was decided since"
    changed = outcome(
        EXAMPLE, decision=Decision.LEFT_OUT, reason="No such work here.", decided_by="", decided_on=None
    )
    (second,) = left(store, changed)
    assert second.what.startswith(f"Outcome “{title}”: left out (before: chosen")
    assert second.why == f"Outcome “{title}”: No such work here."
    assert store.records_of(EXAMPLE.id) == (first, second)
    assert store.record_chain_of(EXAMPLE.id).faults == ()


def test_a_mind_that_was_changed_and_changed_back_leaves_no_record(store: SqliteProjectStore) -> None:
    left(store, EXAMPLE)
    assert left(store, EXAMPLE) == ()
    assert len(store.records_of(EXAMPLE.id)) == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda p: weighted(p, 15), "Weights, social value: 15% (before: "),
        (lambda p: replace(p, questions=p.questions[1:]), "taken back (it was: asked in the tender"),
        (lambda p: replace(p, kpis=p.kpis[1:]), "KPI “"),
        (
            lambda p: replace(p, award=Award(entered_into_on=date(2026, 2, 16))),
            "Contract entered into on: 16 February 2026.",
        ),
        (
            lambda p: replace(p, control=replace(p.control, version="9.0", approved_by="The board")),
            "version 9.0, ",
        ),
        (
            lambda p: outcome(p, reason="For another reason."),
            "the reason was changed; still chosen",
        ),
    ],
    ids=["weight", "question", "kpi", "award", "approval", "reason"],
)
def test_each_kind_of_decision_is_told_in_plain_words(store: SqliteProjectStore, change, said: str) -> None:  # noqa: ANN001
    left(store, EXAMPLE)
    (record,) = left(store, change(EXAMPLE))
    assert said in record.what


def test_while_nobody_is_named_nothing_is_written_and_nothing_is_lost(store: SqliteProjectStore) -> None:
    nobody = replace(EXAMPLE, about=replace(EXAMPLE.about, officer="", officer_role=""))
    assert left(store, nobody) == ()
    (record,) = left(store, EXAMPLE)
    assert record.who == EXAMPLE.about.officer
    assert "Outcome “" in record.what


def issued(store: SqliteProjectStore, project: Project, folder: Path) -> None:
    file = folder / "itt.pdf"
    file.write_bytes(b"%PDF-1.7 a document")
    write_down(project, PACK, [FileToIssue("itt", file)], store)


def test_documents_that_are_given_out_are_recorded_after_the_decisions_they_rest_on(
    store: SqliteProjectStore, tmp_path: Path
) -> None:
    issued(store, EXAMPLE, tmp_path)
    decided, given = store.records_of(EXAMPLE.id)
    assert (decided.kind, given.kind) == (DECISIONS, ISSUED)
    assert documents_in(given) == ("itt.pdf",)
    (line,) = store.issues_of(EXAMPLE.id)
    assert given.rests_on == line.project_sha256
    content = store.project_as_issued(line)
    assert content == project_json(EXAMPLE)
    assert "Contract fact" not in decided.what + given.what, "facts are no decisions while nothing is out"


def test_facts_that_change_after_a_document_went_out_are_recorded_and_none_before(
    store: SqliteProjectStore, tmp_path: Path
) -> None:
    dearer = replace(EXAMPLE, facts=replace(EXAMPLE.facts, value=Decimal(140_000)))
    left(store, EXAMPLE)
    assert left(store, dearer) == ()
    issued(store, dearer, tmp_path)
    cheaper = replace(dearer, facts=replace(dearer.facts, value=Decimal(120_000)))
    (record,) = left(store, cheaper)
    assert record.what == ("Contract fact “Estimated value, whole contract”: £120,000 (before: £140,000).")


def test_a_document_of_a_project_without_an_officer_is_recorded_under_nobody(
    store: SqliteProjectStore, tmp_path: Path
) -> None:
    nobody = replace(EXAMPLE, about=replace(EXAMPLE.about, officer="", officer_role=""))
    issued(store, nobody, tmp_path)
    assert {record.who for record in store.records_of(EXAMPLE.id)} == {NOBODY}


def test_many_decisions_make_a_few_records_and_are_all_in_them(store: SqliteProjectStore) -> None:
    many = replace(
        EXAMPLE,
        outcomes=tuple(
            OutcomeDecision(outcome_id=f"o-{n}", decision=Decision.CHOSEN, reason="x" * 3_000)
            for n in range(450)
        ),
    )
    written = left(store, many)
    assert 4 <= len(written) <= 6
    assert left(store, many) == ()


def test_a_correction_of_a_record_lets_the_decisions_be_recorded_again(store: SqliteProjectStore) -> None:
    (first,) = left(store, EXAMPLE)
    store.add_record(
        replace(first, id=type(first.id)(int=7), corrects=first.id, why="Written by mistake.", content="")
    )
    (again,) = left(store, EXAMPLE)
    assert again.what == first.what
