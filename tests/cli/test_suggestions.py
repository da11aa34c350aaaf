"""``svdesk new --accept-suggestions``: from facts alone to packs that read sensibly, as drafts."""

from pathlib import Path

import pypdf
import pytest

from svdesk.domain.choices import Decision, DocumentStatus
from svdesk.services.exchange.project_file import read_exchange
from tests.cases import CASES, case_path
from tests.cli.running import case_file, refused, svdesk


def words_of(pdf: Path) -> str:
    """The text of a PDF on one line, as another library reads it."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())


def drafted(name: str, folder: Path) -> Path:
    file = folder / f"{name}.svproj"
    done = svdesk("new", "--case", case_path(name), "--out", file, "--accept-suggestions")
    assert done.returncode == 0, done.stderr
    assert "draft" in done.stdout
    return file


@pytest.mark.parametrize("name", CASES)
def test_every_contract_gives_suggestions_that_wait_for_a_person(name: str, tmp_path: Path) -> None:
    project = read_exchange(drafted(name, tmp_path))
    assert project.proposals
    assert all(proposal.confirmed_on is None for proposal in project.proposals)
    assert project.control.status is DocumentStatus.DRAFT
    assert any(made.decision is Decision.CHOSEN for made in project.outcomes)


@pytest.mark.parametrize("name", ["office-furniture", "roof-repairs", "care-at-home-framework"])
def test_its_packs_are_built_as_drafts_that_say_so(name: str, tmp_path: Path) -> None:
    file = drafted(name, tmp_path)
    done = svdesk("build", file, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    made = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(made) >= 3
    for pdf in made:
        text = words_of(pdf)
        assert "DRAFT" in text
        assert "Not yet confirmed" in text


def test_no_question_pack_is_made_for_an_award_without_a_tender(tmp_path: Path) -> None:
    file = drafted("sexual-health-direct-award", tmp_path)
    done = svdesk("build", file, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "has no tender" in done.stderr
    made = [pdf.name for pdf in (tmp_path / "out").glob("*.pdf")]
    assert any(name.endswith("social-value-specification-annex.pdf") for name in made)
    assert not any("question-pack" in name or "briefing" in name for name in made)


def test_facts_that_do_not_say_what_is_bought_give_a_project_without_suggestions(tmp_path: Path) -> None:
    file = tmp_path / "p.svproj"
    done = svdesk("new", "--case", case_path("empty"), "--out", file, "--accept-suggestions")
    assert done.returncode == 0, done.stderr
    assert "Nothing was suggested" in done.stdout
    assert read_exchange(file).proposals == ()


def test_without_the_flag_nothing_is_suggested(tmp_path: Path) -> None:
    file = tmp_path / "p.svproj"
    assert svdesk("new", "--case", case_path("school-meals"), "--out", file).returncode == 0
    project = read_exchange(file)
    assert project.proposals == ()
    assert project.outcomes == ()
    assert project.questions == ()


def test_a_case_file_can_say_what_is_bought_why_and_with_how_many_posts(tmp_path: Path) -> None:
    file = tmp_path / "p.svproj"
    case = case_file(
        tmp_path, purpose="Meals.", need="Company.", workforce=7, answers={"food": True, "land": False}
    )
    assert svdesk("new", "--case", case, "--out", file).returncode == 0
    project = read_exchange(file)
    assert (project.about.purpose, project.about.need, project.facts.workforce) == ("Meals.", "Company.", 7)
    assert [(given.question_id, given.answer) for given in project.profile] == [
        ("food", True),
        ("land", False),
    ]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"workforce": "7"}, "workforce"),
        ({"workforce": 2.5}, "workforce"),
        ({"answers": ["food"]}, "answers"),
        ({"answers": {"food": "yes"}}, "answers.food"),
        ({"answers": {"foood": True}}, "Did you mean food?"),
        ({"purpose": 3}, "purpose"),
    ],
)
def test_a_slip_in_them_is_told(changes: dict[str, object], named: str, tmp_path: Path) -> None:
    (line,) = refused("new", "--case", case_file(tmp_path, **changes), "--out", tmp_path / "p.svproj")
    assert named in line
    assert not (tmp_path / "p.svproj").exists()
