"""A file is brought to this version whole or not at all, after a copy was made."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import head_of
from svdesk.domain.keeping.record_chain import linked
from svdesk.domain.project import Award, HouseStyle, Project
from svdesk.domain.subject import WHOLE
from svdesk.services.exchange.project_file import project_json, read_project_json
from svdesk.services.issuing.record import project_digest
from svdesk.services.ports import StoreError
from svdesk.services.project.project_sources import shipped_example
from svdesk.storage.images import TABLES, table_of
from svdesk.storage.opening.database import begin_logging, open_database
from svdesk.storage.opening.engine import engine_over
from svdesk.storage.opening.migrate import SCRIPTS, migrate, newest_revision
from svdesk.storage.part_tables import SEALED_PARTS
from svdesk.storage.schema import SCHEMA, revision_id
from svdesk.storage.store import SqliteProjectStore
from svdesk.storage.tables.bin_rows import BIN_TABLES
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.issue_rows import ISSUE_TABLES
from svdesk.storage.tables.project_rows import PROJECT_TABLES
from svdesk.storage.tables.record_rows import RECORD_TABLES
from svdesk.storage.tables.returned_form_rows import RETURN_TABLES
from svdesk.storage.tables.seal_rows import SEAL_TABLES
from svdesk.storage.tables.seals import Seals
from tests.projects import full_project, without_later_facts
from tests.services.exchange.test_exchange_returned_forms import a_return
from tests.storage.conftest import FailingConnection, OpenStore
from tests.storage.test_issues import an_issue

FILES = Path(__file__).parent / "files"
"""Databases as released versions left them, written out as SQL."""


def example_of_before() -> Project:
    """The example as the databases here hold it: made under the edition of that time."""
    return replace(shipped_example(), pack_edition="2026.11")


NEXT = '''
"""A made-up next version: rebuilds a table that others refer to."""
import sqlalchemy as sa
from alembic import op
revision = "{revision}"
down_revision = "{before}"
def upgrade():
    with op.batch_alter_table("kpi", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.String(), nullable=False, server_default="blue"))
    {more}
'''


def next_scripts(tmp_path: Path, more: str = "") -> Path:
    """The shipped migrations and one more, in a folder with an awkward name."""
    scripts = tmp_path / "50% of, the scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT.format(revision=revision_id(SCHEMA + 1), before=revision_id(SCHEMA), more=more)
    (scripts / "versions" / "next.py").write_text(text)
    return scripts


def migrate_file(path: Path, scripts: Path) -> None:
    connection, found = open_database(path, newest=SCHEMA + 1)
    with closing(connection):
        engine = engine_over(connection)
        migrate(connection, engine, path, found, schema=SCHEMA + 1, scripts=scripts)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        begin_logging(connection)


@pytest.fixture
def filled(store: SqliteProjectStore, database_path: Path) -> Path:
    """A closed database with work in it."""
    store.save(full_project())
    store.close()
    return database_path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, and the schema."""
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        found = {name: database.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}
        found["user_version"] = database.execute("PRAGMA user_version").fetchall()
        return found


def named_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every table by the names of its columns, without what counts the version."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
            for (name,) in tables
            if name != "alembic_version"
        }


MOVED = {("project", "revision")}
"""Columns that a later version keeps elsewhere: that their values are not lost is told by loading."""


def check_kept(before: dict[str, list[dict[str, object]]], path: Path) -> None:
    """What stood in a column stands there still; tables and columns may have been added."""
    after = named_rows(path)
    for table, old in before.items():
        kept = [[name for name in row if (table, name) not in MOVED] for row in old]
        wanted = [{name: row[name] for name in names} for names, row in zip(kept, old, strict=True)]
        found = [{name: row[name] for name in names} for names, row in zip(kept, after[table], strict=True)]
        assert found == wanted, table


def backup_beside(path: Path, schema: int) -> Path:
    """The one backup that was made before the update."""
    (made,) = (path.parent / "backups").glob(f"svdesk-000001-*-update-s{schema}.db")
    return made


def from_file(version: int, path: Path) -> Path:
    """A database as that version left it."""
    with closing(sqlite3.connect(path)) as old:
        old.executescript((FILES / f"schema-{version}.sql").read_text(encoding="utf-8"))
    return path


def parts(sql: str) -> tuple[list[str], list[str]]:
    """The columns and keys of a table in their order, and its checks, which a rebuild puts elsewhere."""
    check = r"CONSTRAINT (ck_\w+ CHECK \([^()]*\))"
    rest = re.sub(rf",?\s*{check}", "", sql.replace('"', ""))
    return [line.strip().rstrip(",") for line in rest.splitlines()], sorted(re.findall(check, sql))


def test_the_migrations_make_exactly_the_tables_of_the_models(
    store: SqliteProjectStore, database_path: Path, tmp_path: Path
):
    store.close()
    migrated, modelled = database_path, tmp_path / "models.db"
    engine = create_engine(f"sqlite:///{modelled.as_posix()}")
    Stored.metadata.create_all(engine)
    engine.dispose()
    engine = create_engine(f"sqlite:///{migrated.as_posix()}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, Stored.metadata) == []
    engine.dispose()
    # The comparison above does not see CHECK constraints; the text of the schema does. Triggers are the
    # migrations' own: what they refuse is told in test_records.
    wanted = (
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'alembic%' AND sql IS NOT NULL "
        "AND type <> 'trigger' ORDER BY 1"
    )
    with closing(sqlite3.connect(migrated)) as one, closing(sqlite3.connect(modelled)) as other:
        made, meant = one.execute(wanted).fetchall(), other.execute(wanted).fetchall()
    assert [(name, parts(sql)) for name, sql in made] == [(name, parts(sql)) for name, sql in meant]


def test_every_table_of_the_models_is_read_and_written():
    read_and_written = {
        table_of(row).name
        for row in (
            *PROJECT_TABLES,
            *TABLES,
            *ISSUE_TABLES,
            *RETURN_TABLES,
            *RECORD_TABLES,
            *SEAL_TABLES,
            *BIN_TABLES,
        )
    }
    assert read_and_written == set(Stored.metadata.tables)


def test_every_constraint_has_a_name(filled: Path):
    with closing(sqlite3.connect(filled)) as database:
        tables = database.execute(
            "SELECT sql FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%' AND name <> 'alembic_version'"
        ).fetchall()
    schema = "\n".join(sql for (sql,) in tables)
    constraints = len(re.findall(r"PRIMARY KEY|FOREIGN KEY|CHECK", schema))
    assert constraints > 50
    assert (
        len(re.findall(r"CONSTRAINT (pk|fk|ck)_[a-z_]+ (PRIMARY KEY|FOREIGN KEY|CHECK)", schema))
        == constraints
    )


def test_the_newest_migration_is_the_schema_of_this_program():
    assert newest_revision() == revision_id(SCHEMA)


def test_a_new_file_is_made_without_a_copy(store: SqliteProjectStore, database_path: Path):
    store.close()
    assert not (database_path.parent / "backups").exists()
    assert rows(database_path)["alembic_version"] == [(revision_id(SCHEMA),)]


def test_alembic_is_not_loaded_for_a_file_of_this_version(filled: Path):
    opened = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom pathlib import Path\nfrom svdesk.storage.store import SqliteProjectStore\n"
            "store = SqliteProjectStore(Path(sys.argv[1]))\n"
            "print(len(store.list_projects()), 'alembic' in sys.modules)\nstore.close()\n",
            str(filled),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert opened.stdout.split() == ["1", "False"]


def test_an_older_file_is_migrated_with_all_its_rows_and_a_checked_copy(filled: Path, tmp_path: Path):
    before = rows(filled)
    migrate_file(filled, next_scripts(tmp_path))
    after = rows(filled)
    assert after["user_version"] == [(SCHEMA + 1,)]
    assert after["alembic_version"] == [(revision_id(SCHEMA + 1),)]
    assert [row[-1] for row in after["kpi"]] == ["blue", "blue"]
    assert len(after["kpi_target"]) == 4
    untouched = before.keys() - {"kpi", "alembic_version", "user_version", "seal"}
    assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
    copy = backup_beside(filled, SCHEMA)
    assert rows(copy) == before


def test_the_copy_made_before_a_migration_opens_as_a_store(
    filled: Path, tmp_path: Path, open_store: OpenStore
):
    migrate_file(filled, next_scripts(tmp_path))
    copy = backup_beside(filled, SCHEMA)
    assert open_store(copy).load(full_project().id) == full_project()


def test_a_file_of_the_first_version_opens_with_its_work_and_the_new_answers_empty(
    tmp_path: Path, open_store: OpenStore
):
    path = tmp_path / "svdesk.db"
    with closing(sqlite3.connect(path)) as old:
        old.executescript((FILES / "schema-1.sql").read_text(encoding="utf-8"))
        before = {row[0]: row for row in old.execute("SELECT id, text, good_answer FROM question")}
    store = open_store(path)
    project = store.load(full_project().id)
    assert project.facts.workforce is None
    assert (project.facts.first_step, project.facts.award_route, project.facts.as_deed) == (None,) * 3
    assert project.evaluation.winner_only_method is None
    assert project.evaluation.weight_reason == "The policy's minimum."
    assert (project.profile, project.proposals) == ((), ())
    assert {question.marking for question in project.questions} == {""}
    assert {question.text for question in project.questions} == {text for _, text, _ in before.values()}
    assert project.kpis == full_project().kpis
    assert project.facts.cpv == full_project().facts.cpv
    store.save(replace(full_project(), revision=project.revision + 1))
    assert store.load(project.id).proposals == full_project().proposals


def test_a_file_of_the_second_version_opens_with_its_work_and_nothing_issued(
    tmp_path: Path, open_store: OpenStore
):
    path = from_file(2, tmp_path / "svdesk.db")
    before = named_rows(path)
    store = open_store(path)
    project = without_later_facts(full_project())
    assert store.load(project.id) == replace(
        project,
        evaluation=replace(project.evaluation, form_for_each_lot=None),
        house_style=HouseStyle(),
        award=Award(),
    )
    assert store.issues_of(project.id) == ()
    content = project_json(project)
    store.record_issue((an_issue(project),), content)
    assert store.issues_of(project.id) == (an_issue(project),)
    store.close()
    check_kept(before, path)


def test_a_file_of_the_third_version_opens_with_its_work_and_record_and_takes_forms_that_come_back(
    tmp_path: Path, open_store: OpenStore
):
    path = from_file(3, tmp_path / "svdesk.db")
    before = named_rows(path)
    store = open_store(path)
    projects = [without_later_facts(full_project(number)) for number in (1, 2)]
    for project in projects:
        # What schema 4 asks for the first time was never answered.
        asked_now = replace(project.evaluation, form_for_each_lot=None)
        assert store.load(project.id) == replace(
            project, evaluation=asked_now, house_style=HouseStyle(), award=Award()
        )
    issued = store.issues_of(projects[0].id)
    assert {each.document for each in issued} == {"itt", "annex"}
    for each in issued:
        assert not each.attached
        content = store.project_as_issued(each)
        assert content is not None
        assert project_digest(content) == each.project_sha256
        assert read_project_json(content).kpis == projects[0].kpis
    assert store.returned_forms_of(projects[0].id) == ()
    back = a_return()
    assert store.keep_returned_form(back.form, back.original)
    assert store.returned_forms_of(projects[0].id) == (back.form,)
    assert store.returned_file_of(back.form) == back.original
    store.close()
    check_kept(before, path)


def test_a_file_of_the_fourth_version_opens_with_all_its_work_its_record_and_what_came_back(
    tmp_path: Path, open_store: OpenStore
):
    path = from_file(4, tmp_path / "svdesk.db")
    before = named_rows(path)
    store = open_store(path)
    assert {line.id for line in store.list_projects()} == {UUID(row["id"]) for row in before["project"]}
    for each in (full_project(1), full_project(2), example_of_before()):
        # What schemas 7 and 8 ask for the first time was never answered.
        project = replace(without_later_facts(each), award=Award())
        assert store.load(project.id) == project
        assert store.head(project.id) == head_of(project)
        assert store.parts_of(project.id) == (project.part_id,)
        assert store.records_of(project.id) == ()
    (issued,) = store.issues_of(example_of_before().id)
    assert (issued.document, issued.subject) == ("itt", WHOLE)
    content = store.project_as_issued(issued)
    assert content is not None
    assert project_digest(content) == issued.project_sha256
    back = a_return()
    assert store.returned_forms_of(full_project().id) == (back.form,)
    assert store.returned_file_of(back.form) == back.original
    store.close()
    check_kept(before, path)
    assert backup_beside(path, 4).exists()


def test_a_file_of_the_fifth_version_opens_with_all_its_work_and_its_records(
    tmp_path: Path, open_store: OpenStore
):
    path = from_file(5, tmp_path / "svdesk.db")
    before = named_rows(path)
    store = open_store(path)
    assert {line.id for line in store.list_projects()} == {UUID(row["id"]) for row in before["project"]}
    for project in (full_project(1), full_project(2), example_of_before()):
        assert store.load(project.id) == replace(without_later_facts(project), award=Award())
    assert store.head(full_project(2).id).stage is ProjectStage.RUNNING
    first, correction = store.records_of(full_project(1).id)
    assert (correction.corrects, correction.why) == (first.id, "A slip.")
    (issued,) = store.issues_of(example_of_before().id)
    assert store.project_as_issued(issued) == project_json(example_of_before())
    back = a_return()
    assert store.returned_forms_of(full_project().id) == (back.form,)
    assert store.returned_file_of(back.form) == back.original
    store.close()
    check_kept(before, path)
    assert backup_beside(path, 5)


def test_a_file_of_the_sixth_version_opens_with_its_work_and_its_records_are_linked(
    tmp_path: Path, open_store: OpenStore
):
    path = from_file(6, tmp_path / "svdesk.db")
    before = named_rows(path)
    store = open_store(path)
    assert {line.id for line in store.list_projects()} == {UUID(row["id"]) for row in before["project"]}
    for each in (full_project(1), full_project(2), example_of_before()):
        assert store.load(each.id) == replace(without_later_facts(each), award=Award())
    for number, count in ((1, 2), (2, 1)):
        chain = store.record_chain_of(full_project(number).id)
        assert (len(chain.links), chain.faults) == (count, ())
        # As they are linked by the program when they are written.
        assert chain == linked(store.records_of(full_project(number).id))
    store.close()
    check_kept({name: held for name, held in before.items() if name != "seal"}, path)
    with closing(sqlite3.connect(path)) as database:
        for statement in ("UPDATE record SET link = ''", "DELETE FROM record"):
            with pytest.raises(sqlite3.IntegrityError, match="a record"):
                database.execute(statement)
    assert backup_beside(path, 6)


def test_a_file_of_the_seventh_version_opens_with_its_work_and_how_contracts_are_awarded_is_not_known(
    tmp_path: Path, open_store: OpenStore
):
    path = from_file(7, tmp_path / "svdesk.db")
    before = named_rows(path)
    store = open_store(path)
    for each in (full_project(1), full_project(2)):
        assert store.load(each.id) == replace(without_later_facts(each), revision=each.revision + 1)
        assert store.record_chain_of(each.id).faults == ()
    assert store.load(example_of_before().id) == without_later_facts(example_of_before())
    # The new answers are kept from now on.
    answered = replace(full_project(1), revision=full_project(1).revision + 2)
    store.save(answered)
    assert store.load(answered.id) == answered
    store.close()
    kept = {name: held for name, held in before.items() if name not in ("seal", "project", "part")}
    check_kept(kept, path)
    assert rows(backup_beside(path, 7))["user_version"] == [(7,)]


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6, 7])
def test_a_populated_file_whose_migration_fails_keeps_every_row(
    tmp_path: Path, open_store: OpenStore, connections: list[FailingConnection], version: int
):
    path = from_file(version, tmp_path / "svdesk.db")
    before = rows(path)
    with (
        patch.object(FailingConnection, "fail_on", "INSERT INTO seal"),
        pytest.raises(StoreError, match=r"are as they were\. A copy is in"),
    ):
        open_store(path)
    assert connections
    assert rows(path) == before
    assert open_store(path).load(full_project(1).id).kpis == full_project(1).kpis


def test_what_was_damaged_before_a_migration_is_damaged_after_it(filled: Path, tmp_path: Path):
    with closing(sqlite3.connect(filled)) as database:
        database.execute("UPDATE kpi SET title = 'Meals shored'")
        database.commit()
    migrate_file(filled, next_scripts(tmp_path))
    connection, _ = open_database(filled, newest=SCHEMA + 1)
    with closing(connection):
        assert {(each.kind, each.key) for each in Seals(connection, SEALED_PARTS).unsound()} == {("plan", "")}


@pytest.mark.parametrize(
    "more",
    [
        "op.execute('SELECT * FROM no_such_table')",
        "raise KeyError('a mistake in the script')",
        "op.execute('PRAGMA defer_foreign_keys=ON'); op.execute('DELETE FROM project')",
    ],
    ids=["bad statement", "bad script", "rows left without their parent"],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(filled: Path, tmp_path: Path, more: str):
    before = rows(filled)
    with pytest.raises(
        StoreError, match="could not be brought to this version of SVDesk, and are as they were"
    ):
        migrate_file(filled, next_scripts(tmp_path, more))
    assert rows(filled) == before
    copy = backup_beside(filled, SCHEMA)
    assert rows(copy) == before


def test_a_copy_that_cannot_be_made_stops_the_migration(filled: Path, tmp_path: Path):
    (filled.parent / "backups").write_text("in the way")
    before = rows(filled)
    with pytest.raises(StoreError, match="are as they were"):
        migrate_file(filled, next_scripts(tmp_path))
    assert rows(filled) == before


def test_a_first_migration_that_fails_says_that_no_place_can_be_made(tmp_path: Path, database_path: Path):
    with pytest.raises(StoreError, match="A place for your projects can't be made"):
        migrate_file(database_path, next_scripts(tmp_path, "raise KeyError('a mistake')"))
    assert database_path.stat().st_size == 0
