"""A project from elsewhere is bounded as a whole; one that is stored already is not."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from svdesk.domain.facts import Lot
from svdesk.domain.planning import About
from svdesk.domain.project import Kpi, Project, Proposal
from svdesk.services.exchange.project_file import (
    ExchangeError,
    project_json,
    read_exchange,
    read_project_json,
    write_exchange,
)
from svdesk.services.exchange.whole_limits import (
    MOST_CHARACTERS_IN_ALL,
    MOST_ENTRIES_IN_ALL,
    MOST_IN_A_LIST,
    MOST_ITEMS_IN_ALL,
)
from svdesk.storage.store import SqliteProjectStore
from tests.hostile.heavy_projects import packed
from tests.projects import full_project


def lots(count: int) -> tuple[Lot, ...]:
    return tuple(Lot(id=UUID(int=number + 1)) for number in range(count))


def kpis(count: int, years: int = 0) -> tuple[Kpi, ...]:
    return tuple(Kpi(id=UUID(int=number + 1), targets=(None,) * years) for number in range(count))


def proposals(count: int) -> tuple[Proposal, ...]:
    return tuple(Proposal(target=str(number)) for number in range(count))


BEYOND = {
    "one list": (
        {"lots": lots(MOST_IN_A_LIST + 1)},
        r"lots has 1,001 items, and at most 1,000 can be worked with",
    ),
    "all lists": (
        {
            "lots": lots(1_000),
            "kpis": kpis(1_000),
            "proposals": proposals(1_000),
            "estimates": (),
            "review_dates": (),
        },
        r"it has 4,\d\d\d items in all, and at most 4,000",
    ),
    "lists in items": (
        {"kpis": kpis(MOST_ENTRIES_IN_ALL // 100 + 1, years=100)},
        r"entries of lists within items, and at most 20,000",
    ),
    "texts": (
        {"about": About(purpose="x" * 600_001, need="y" * (MOST_CHARACTERS_IN_ALL - 600_000))},
        r"it has 1,2\d\d,\d\d\d characters of text, and at most 1,200,000",
    ),
}


def _beyond(name: str) -> Project:
    project = replace(full_project(), **BEYOND[name][0])
    if name == "all lists":
        more = MOST_ITEMS_IN_ALL - 3_000 + 1
        entries = tuple(replace(project.questions[0], id=UUID(int=number)) for number in range(1, more))
        project = replace(project, questions=entries)
    return project


@pytest.mark.parametrize("name", BEYOND)
def test_a_file_beyond_the_limits_of_the_whole_is_neither_taken_nor_written(name: str, tmp_path: Path):
    file, project = tmp_path / "a.svproj", _beyond(name)
    file.write_bytes(packed(project_json(project), project))
    with pytest.raises(ExchangeError, match=BEYOND[name][1]):
        read_exchange(file)
    with pytest.raises(ExchangeError, match=BEYOND[name][1]):
        write_exchange(project, tmp_path / "b.svproj")
    assert not (tmp_path / "b.svproj").exists()


@pytest.mark.parametrize("name", BEYOND)
def test_a_project_that_is_stored_already_is_opened_and_shown_all_the_same(name: str, tmp_path: Path):
    project = _beyond(name)
    store = SqliteProjectStore(tmp_path / "svdesk.db")
    store.save(project)
    store.close()
    again = SqliteProjectStore(tmp_path / "svdesk.db")
    assert again.load(project.id) == project
    again.close()
    # The preview and documents made again go by the same JSON.
    assert read_project_json(project_json(project)) == project
