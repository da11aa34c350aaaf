"""Taking over from a file changes what was chosen in one go, or nothing, and says what follows from it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.choices import Decision, ProjectStage, Stage
from svdesk.domain.project import OutcomeDecision, Question
from svdesk.paths import backup_folder, database_file
from svdesk.policy.loading.load import bundled_pack
from svdesk.rendering.file_formats import BundledFormats
from svdesk.services.backups import BackupReason
from svdesk.services.exchange.project_file import Opened
from svdesk.services.merging.comparing import Side
from svdesk.services.ports import StoreError
from svdesk.services.use_cases import backups, comparing
from svdesk.services.use_cases.backend import Backend
from svdesk.storage.backups.keeper import FileBackups
from svdesk.storage.opening.projects_file import ProjectsFile
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return

PACK = bundled_pack()
MINE = replace(full_project(), pack_id=PACK.id, pack_edition=PACK.edition)
THEIRS = replace(MINE, revision=9, about=replace(MINE.about, title="Meals for all", need="Theirs"))
TITLE = {"plan.about.title": Side.THEIRS}


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[Backend]:
    file = database_file(tmp_path)
    backend = Backend(tmp_path, ProjectsFile(file), BundledFormats(), lambda: FileBackups(file))
    backend.database.save(MINE)
    yield backend
    backend.close()


def test_what_was_chosen_is_kept_with_what_came_back(backend: Backend) -> None:
    compared = comparing.compare_file(backend, Opened(THEIRS, returns=(a_return(),)))
    assert compared is not None
    before, after = comparing.take_over(backend, compared, TITLE)
    assert before.project == MINE
    assert after.project == replace(MINE, revision=10, about=replace(MINE.about, title="Meals for all"))
    assert backend.database.load(MINE.id) == after.project
    assert backend.database.returned_forms_of(MINE.id) == (a_return().form,)
    (kept,) = backups.found(backend).backups
    assert kept.backup.reason is BackupReason.BEFORE_IMPORT
    (project,) = backend.backups.content(kept.backup.path).projects
    assert project.title == MINE.about.title


def test_where_no_backup_can_be_made_nothing_is_taken_over(backend: Backend, tmp_path: Path) -> None:
    compared = comparing.compare_file(backend, Opened(THEIRS))
    assert compared is not None
    backup_folder(database_file(tmp_path)).write_text("a file where the folder belongs")
    with pytest.raises(StoreError):
        comparing.take_over(backend, compared, TITLE)
    assert backend.database.load(MINE.id) == MINE


def test_nothing_is_written_where_all_of_mine_is_kept_and_nothing_came_along(backend: Backend) -> None:
    changed = backend.database.list_projects()[0].changed_at
    compared = comparing.compare_file(backend, Opened(THEIRS))
    assert compared is not None
    assert comparing.take_over(backend, compared, {}).after.project == MINE
    assert backend.database.list_projects()[0].changed_at == changed


def test_what_was_changed_here_since_is_not_written_over(backend: Backend) -> None:
    compared = comparing.compare_file(backend, Opened(THEIRS, returns=(a_return(),)))
    assert compared is not None
    newer = replace(MINE, revision=8, about=replace(MINE.about, department="Newer"))
    backend.database.save(newer)
    with pytest.raises(StoreError, match="changed, added or removed in the meantime"):
        comparing.take_over(backend, compared, TITLE)
    assert backend.database.load(MINE.id) == newer
    assert backend.database.returned_forms_of(MINE.id) == ()


def test_a_project_that_is_not_here_is_compared_with_nothing(backend: Backend) -> None:
    assert comparing.compare_file(backend, Opened(full_project(5))) is None


def test_what_only_the_mixture_lacks_is_said(backend: Backend) -> None:
    outcome = PACK.outcomes[0]
    question = Question(
        id=UUID(int=77),
        stage=Stage.TENDER,
        outcome_id=outcome.id,
        text="How many people do you train each year?",
    )
    decided = OutcomeDecision(outcome_id=outcome.id, decision=Decision.CHOSEN, reason="They need it")
    theirs = replace(THEIRS, questions=(*MINE.questions, question), outcomes=(*MINE.outcomes, decided))
    compared = comparing.compare_file(backend, Opened(theirs, stage=ProjectStage.PLANNING))
    assert compared is not None
    without_outcome = {f"plan.questions.{question.id}": Side.THEIRS}
    said = comparing.consequences(backend, compared, without_outcome)
    assert any("outcome" in line for line in said), said
    with_outcome = without_outcome | {
        each.id: Side.THEIRS for each in compared.comparison.differences if each.section == "outcomes"
    }
    assert not any(
        "outcome" in line.lower() for line in comparing.consequences(backend, compared, with_outcome)
    )
    assert comparing.consequences(backend, compared, {}) == ()
