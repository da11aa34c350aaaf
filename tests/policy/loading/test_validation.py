"""The validator finds what a reader of a pack would stumble over."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.loading.load import PackError, bundled_pack, load_pack
from svdesk.policy.loading.pack_finding import Level, PackFinding
from svdesk.policy.loading.validation import PackReport, validate
from svdesk.steps.order import STEPS
from tests.policy.loading.overlays import SHIPPED, write_overlay

JOBS = "employment.lasting-jobs"
QUESTION = f'[[outcome]]\nid = "{JOBS}"\n[[outcome.tender_questions]]\nid = "{JOBS}.tender"\n'
RULE = """
[[rule]]
id = "OURS"
title = "Ours"
severity = "information"
headlines = { applies = "Yes", does_not_apply = "No", cannot_tell = "Open" }
cases = [{ status = "applies", reason = "It is so." }]
citations = [{ title = "Ours" }]
confidence = "verified"
checked = 2026-11-22
"""
MEASURE = f'[[outcome]]\nid = "{JOBS}"\n[[outcome.measures]]\nid = "{JOBS}.sustained"\n'


def checked(pack: PolicyPack, today: date | None = None) -> PackReport:
    """What the validator finds in *pack*."""
    return validate(pack, [step.key for step in STEPS], today)


@cache
def shipped_findings() -> frozenset[PackFinding]:
    """What is found in the shipped pack."""
    return frozenset(checked(bundled_pack()).findings)


def found(folder: Path, text: str, today: date | None = None) -> list[PackFinding]:
    """What an overlay with *text* adds to what is found in the shipped pack."""
    shipped = {replace(finding, file="") for finding in shipped_findings()}
    return [
        finding
        for finding in checked(load_pack(write_overlay(folder, text)), today).findings
        if replace(finding, file="") not in shipped
    ]


def test_the_shipped_pack_is_fit_for_use_and_leaves_nothing_to_look_at() -> None:
    assert shipped_findings() == frozenset()


def test_the_shipped_library_has_at_least_as_many_measures_as_was_promised() -> None:
    assert len(list(bundled_pack().measures())) >= 120


@pytest.mark.parametrize(
    ("text", "kind", "field", "says"),
    [
        (f'{MEASURE}unit = "person"\n', "measure", "unit", "“person” is nothing that the pack has"),
        (f'{MEASURE}needs = ["need.x"]\n', "measure", "needs", "“need.x” is nothing"),
        (f'{MEASURE}life_cycle = ["life.x"]\n', "measure", "life_cycle", "“life.x” is nothing"),
        (f'{MEASURE}double_counts = ["x"]\n', "measure", "double_counts", "“x” is nothing"),
        (
            f'{MEASURE}double_counts = ["{JOBS}.sustained"]\n',
            "measure",
            "double_counts",
            "the measure itself",
        ),
        (f'{MEASURE}cpv = ["5a"]\n', "measure", "cpv", "“5a” is not the beginning of a code"),
        (f'{MEASURE}cpv = ["99"]\n', "measure", "cpv", "no code of the vocabulary begins with “99”"),
        (
            '[[code_list]]\nid = "mine"\ntitle = "My codes"\ncodes = ["99999999"]\n',
            "code_list",
            "codes",
            "no code of the vocabulary begins with “99999999”",
        ),
        (f'{MEASURE}owner = " "\n', "measure", "owner", "nobody looks after it"),
        (f"{MEASURE}review_on = 2020-01-01\n", "measure", "review_on", "is not after 20"),
        (
            f'{MEASURE}counts = "As NT12 does."\n',
            "measure",
            "counts",
            "“NT12” is a code of the National TOMs",
        ),
        (f'{MEASURE}counts = "As HACT has it."\n', "measure", "counts", "“HACT” is HACT's values"),
        (
            f'{MEASURE}method = "Use the proxy value."\n',
            "measure",
            "method",
            "“proxy value” is a money value",
        ),
        (f'{MEASURE}method = "To be written."\n', "measure", "method", "“To be written” is a gap"),
        (
            f'{MEASURE}unit = "percent"\nguide = {{ amount = 140, basis = "each_year" }}\n',
            "measure",
            "guide",
            "no more than the whole",
        ),
        (
            f'[[outcome]]\nid = "{JOBS}"\n[outcome.fit]\nyes = ["nobody-asks"]\n',
            "outcome",
            "fit.yes",
            "“nobody-asks” is nothing that the pack has",
        ),
        (
            f'[[outcome]]\nid = "{JOBS}"\n[outcome.fit]\ncpv = []\nwords = []\ncategories = []\nyes = []\n'
            "no = []\nplace = false\nlots = false\n",
            "outcome",
            "fit",
            "nothing links it to a subject-matter",
        ),
        (
            "[relevance]\nstrong_from = 9999\npossible_from = 9998\n",
            "outcome",
            "fit",
            "9998 make it possible",
        ),
        (
            f'[[outcome]]\nid = "{JOBS}"\n[outcome.selection_question]\nequivalents = ""\n',
            "question",
            "equivalents",
            "says what counts as much",
        ),
        (
            '[[crosswalk]]\nid = "ours"\nmodel = "Ours"\ntitle = "Ours"\noutcomes = ["x"]\n',
            "crosswalk",
            "outcomes",
            "“x” is nothing",
        ),
        ('[[figure]]\nid = "ce.weighted"\nchecked = 2099-01-01\n', "figure", "checked", "is after 20"),
        (
            '[[rule]]\nid = "PA-85"\naffects = ["selection", "engagment"]\n',
            "rule",
            "affects",
            "“engagment” is no step. The steps are about, ",
        ),
        ('[[rule]]\nid = "PA-85"\naffects = []\n', "rule", "affects", "name at least one step"),
        (f"{RULE}affects = ['selection']\n", "rule", "stage", "say when it matters: plan, procure, award, "),
        (f'{MEASURE}remedy = ""\n', "measure", "remedy", "say what follows first"),
        (f"{MEASURE}needs = []\n", "measure", "needs", "at least one source"),
        (f"{MEASURE}life_cycle = []\n", "measure", "life_cycle", "at least one stage"),
        (f'{MEASURE}guide_minimum = "At least 3."\n', "measure", "guide_minimum", "begin with “Guidance”"),
        (f'{MEASURE}evidence = "A certificate."\n', "measure", "", "“certificate” is the only proof"),
        (f'{MEASURE}evidence = "A list of names."\n', "measure", "evidence", "“list of names” is personal"),
        (f'{MEASURE}counts = "Local firms."\n', "measure", "counts", "“Local firms” is a favour"),
        (
            f'[[outcome]]\nid = "{JOBS}"\ntitle = "Cleaner vehicles and fuels"\n',
            "outcome",
            "title",
            "is also the title of outcome “",
        ),
        (f'[[outcome]]\nid = "{JOBS}"\nthemes = []\n', "outcome", "themes", "is a theme of its objective"),
        (f"{QUESTION}guided_word_limit = 10\n", "question", "guided_word_limit", "needs as much room"),
        (
            f'{QUESTION}marks = {{ three = "One plan.", four = "One plan.", five = "Two plans." }}\n',
            "question",
            "marks",
            "say of each of marks 3, 4 and 5",
        ),
        (
            f'{QUESTION}marks = {{ three = "A", four = "B", five = "More jobs than other bidders." }}\n',
            "question",
            "marks.five",
            "“other bidders”: an answer is marked for what it says",
        ),
        (
            f'[[outcome]]\nid = "{JOBS}"\n[outcome.selection_question]\ntext = "What did you do with us?"\n',
            "question",
            "text",
            "“with us”: experience from elsewhere counts",
        ),
    ],
)
def test_an_error_is_told_with_item_and_field(
    tmp_path: Path, text: str, kind: str, field: str, says: str
) -> None:
    errors = [each for each in found(tmp_path, text) if each.level is Level.ERROR]
    assert any((each.kind, each.field) == (kind, field) and says in each.message for each in errors), errors
    assert len({(each.kind, each.id, each.field, each.message) for each in errors}) == len(errors)
    if not text.startswith("[relevance]"):
        assert {each.file for each in errors} == {"ours.toml"}


def test_a_word_of_another_body_is_told_once_and_every_finding_names_its_file(tmp_path: Path) -> None:
    (told,) = found(tmp_path, f'{MEASURE}counts = "As NT12 does."\n')
    assert (told.file, told.kind, told.id, told.field) == (
        "ours.toml",
        "measure",
        f"{JOBS}.sustained",
        "counts",
    )


def test_a_fault_of_the_base_is_told_with_the_file_of_the_base(tmp_path: Path) -> None:
    base = tmp_path / "base"
    shutil.copytree(SHIPPED, base)
    file = base / "outcomes" / "employment" / "1-lasting-jobs.toml"
    spoilt = file.read_text(encoding="utf-8").replace('counts = "', 'counts = "TODO ', 1)
    file.write_text(spoilt, encoding="utf-8")
    measure = next(measure for measure in load_pack(base).measures() if measure.counts.startswith("TODO"))
    over = write_overlay(
        tmp_path / "over",
        f'[[outcome]]\nid = "{JOBS}"\n[[outcome.measures]]\nid = "{measure.id}"\nunit = "person"\n',
    )
    errors = checked(load_pack(over, {"cheshire-east": base})).errors
    name = "cheshire-east/outcomes/employment/1-lasting-jobs.toml"
    assert {(each.file, each.id, each.field) for each in errors} == {
        (name, measure.id, "counts"),
        ("ours.toml", measure.id, "unit"),
    }
    assert len(errors) == 2


def test_a_day_that_all_have_from_the_head_is_told_once(tmp_path: Path) -> None:
    pack = bundled_pack()
    late = pack.review_on + timedelta(days=1)
    (told,) = [each for each in checked(pack, late).findings if each.field == "review_on"]
    assert (told.file, told.id) == ("pack.toml", pack.id)
    early = load_pack(write_overlay(tmp_path, head="checked = 2020-01-01\n"))
    (told,) = checked(early).errors
    assert (told.file, told.id, told.field) == ("pack.toml", "ours", "checked")


@pytest.mark.parametrize("figure", ["sub-central.2025", "sub-central.2026", "central.2025"])
@pytest.mark.parametrize("day", ["2026-03-03", "2025-06-01", "2025-03-03"])
def test_a_bad_day_of_a_figure_is_told_once(tmp_path: Path, figure: str, day: str) -> None:
    name = f"threshold.goods-services.{figure}"
    with pytest.raises(PackError) as refused:
        load_pack(write_overlay(tmp_path, f'[[figure]]\nid = "{name}"\neffective_from = {day}\n'))
    (problem,) = refused.value.problems
    assert problem.startswith(f"ours.toml: figure “{name}”, ")


def test_an_outcome_needs_a_question_in_both_variants(tmp_path: Path) -> None:
    removals = "".join(
        f'[[remove]]\nkind = "question"\nid = "{question.id}"\nreason = "x"\n'
        for question in bundled_pack().outcome(JOBS).tender_questions
    )
    errors = [each.message for each in found(tmp_path, removals) if each.level is Level.ERROR]
    assert errors == ["give at least one", "none has a guided variant"]


def test_double_counting_that_is_not_mutual_is_told(tmp_path: Path) -> None:
    other = bundled_pack().outcome("environment.nature").measures[0].id
    findings = found(tmp_path, f'{MEASURE}double_counts = ["{other}"]\n')
    (told,) = [each for each in findings if each.id == f"{JOBS}.sustained"]
    assert (told.level, told.message) == (Level.WARNING, f"“{other}” does not name it in turn")


def test_what_is_due_for_review_is_told_on_the_day_it_is_read(tmp_path: Path) -> None:
    text = f"{MEASURE}review_on = 2027-01-01\n"
    assert not any(each.field == "review_on" for each in found(tmp_path, text, date(2027, 1, 1)))
    (late,) = [each for each in found(tmp_path, text, date(2027, 1, 2)) if each.field == "review_on"]
    assert (late.level, late.id) == (Level.WARNING, f"{JOBS}.sustained")


def test_texts_are_measured_kind_by_kind_and_long_sentences_named(tmp_path: Path) -> None:
    long = " ".join(["people"] * 40)
    report = checked(load_pack(write_overlay(tmp_path, f'{MEASURE}counts = "{long}."\n')))
    readings = {reading.kind: reading for reading in report.readings}
    assert {"question", "measure", "clause", "rule", "commitment"} <= set(readings)
    assert (readings["measure"].longest, readings["measure"].longest_sentence) == (f"{JOBS}.sustained", 40)
    assert (f"{JOBS}.sustained", "counts") in readings["measure"].wordy
    assert any(
        (each.level, each.file, each.id, each.field)
        == (Level.WARNING, "ours.toml", f"{JOBS}.sustained", "counts")
        for each in report.findings
    )
    assert readings["question"].items == sum(1 for _ in bundled_pack().questions())


def test_search_words_of_checks_are_no_findings() -> None:
    assert any("HACT" in phrase for check in bundled_pack().checks for phrase in check.phrases)
    assert not any(finding.kind == "check" for finding in checked(bundled_pack()).errors)


def test_careless_typing_is_told_as_a_warning(tmp_path: Path) -> None:
    findings = found(tmp_path, f'{MEASURE}counts = "The the people , and no end"\n')
    assert {(each.level, each.field, each.message) for each in findings} == {
        (Level.WARNING, "counts", "“The the” looks like a slip of typing"),
        (Level.WARNING, "counts", "the last sentence does not end"),
    }


def test_an_aim_of_the_policy_that_no_outcome_serves_is_told(tmp_path: Path) -> None:
    findings = found(tmp_path, '[[marmot]]\nid = "ours"\ntitle = "Ours"\nsection = "1"\n')
    assert [(each.level, each.kind, each.id, each.message) for each in findings] == [
        (Level.WARNING, "marmot", "ours", "no outcome serves it")
    ]
