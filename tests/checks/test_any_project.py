"""The linter on projects that nobody would write: it answers, and its fixes can be made."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svdesk.cli.check_words import findings_json, findings_text
from svdesk.domain.project import Project
from svdesk.services.project.fixing import fixed
from svdesk.steps.order import owner_of
from tests.checks.corpus import CORPUS
from tests.checks.scenes import clean, findings, pack
from tests.projects import projects

SENTENCES = st.sampled_from([sentence for pair in CORPUS.values() for part in pair for sentence in part])
ODD = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@ODD
@given(project=projects())
def test_any_project_can_be_checked_and_each_fix_made(project: Project):
    found = findings(project)
    assert findings_json(found)
    assert findings_text(found, project)
    for finding in found:
        assert owner_of(finding.path, project) is not None, finding.path
        if finding.fix is not None:
            assert fixed(project, finding.fix, pack()) != project, finding


@ODD
@given(text=st.lists(SENTENCES, max_size=5).map(" ".join), other=st.text(max_size=200))
def test_any_text_can_be_checked_and_each_fix_made(text: str, other: str):
    base = clean()
    kpi = replace(base.kpis[0], title=other, counts=text)
    question = replace(base.questions[0], text=text, good_answer=other)
    about = replace(base.about, purpose=other)
    project = replace(base, questions=(question, base.questions[1]), kpis=(kpi, base.kpis[1]), about=about)
    for finding in findings(project):
        assert "{" not in finding.title
        if finding.fix is not None:
            assert fixed(project, finding.fix, pack()) != project, finding
