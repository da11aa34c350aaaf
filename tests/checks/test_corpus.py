"""Every check that reads words, tried on sentences that it has not seen."""

import pytest

from svdesk.domain.project import Project
from tests.checks.corpus import CORPUS
from tests.checks.scenes import asking, found, measuring, pack

FAULTY = [(code, sentence) for code, (faulty, _) in CORPUS.items() for sentence in faulty]
INNOCENT = [(code, sentence) for code, (_, innocent) in CORPUS.items() for sentence in innocent]


def project_with(code: str, sentence: str) -> Project:
    if code == "no-equivalent-in-contract":
        return measuring(evidence=sentence)
    return asking(sentence)


@pytest.mark.parametrize(("code", "sentence"), FAULTY)
def test_a_faulty_sentence_is_found(code: str, sentence: str):
    assert found(project_with(code, sentence), code), sentence


@pytest.mark.parametrize(("code", "sentence"), INNOCENT)
def test_an_innocent_sentence_is_left_alone(code: str, sentence: str):
    assert [finding.message for finding in found(project_with(code, sentence), code)] == []


def test_the_corpus_is_large_and_even():
    assert len(FAULTY) + len(INNOCENT) >= 240
    assert abs(len(FAULTY) - len(INNOCENT)) <= len(FAULTY) // 10
    assert all(len(faulty) >= 5 and len(innocent) >= 5 for faulty, innocent in CORPUS.values())


def test_every_check_that_reads_words_is_tried():
    reading = {check.id for check in pack().checks if check.phrases or check.swaps or check.needs}
    assert reading <= set(CORPUS)
