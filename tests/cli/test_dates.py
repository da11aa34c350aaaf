"""``svdesk dates``: the legal calendar in a terminal, and for another program."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from svdesk.domain.delivery import Award
from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import example_project
from tests.cli.running import refused, svdesk
from tests.policy.loading.overlays import write_overlay

DUTY = '[[rule]]\nid = "{rule}"\nduty = {{ action = "Do it.", periods = ["standstill", "details-notice"] }}\n'


def test_a_date_is_told_with_how_it_was_reckoned():
    done = svdesk("dates", "standstill", "2026-12-21")
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.split())
    assert "First day on which the contract may be entered into: Wednesday 6 January 2027." in words
    assert "Monday 4 January 2027 (in place of New Year Holiday, Scotland)" in words
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_an_event_gives_every_date_that_is_counted_from_it():
    read = json.loads(svdesk("dates", "contract-entered", "7 December 2026", "--json").stdout)
    assert (read["format"], read["version"]) == ("svdesk-dates", 1)
    days = {each["period"]: each["day"] for each in read["dates"]}
    assert days == {
        "details-notice": "2027-01-05",
        "details-notice-light-touch": "2027-04-05",
        "contract-copy": "2027-03-06",
        "contract-copy-light-touch": "2027-06-04",
        "kpi-rating": "2027-12-06",
        "records": "2029-12-06",
        "set-aside": "2027-06-06",
    }


def test_both_standstills_of_the_same_notice():
    read = {
        name: json.loads(svdesk("dates", name, "2026-12-07", "--json").stdout)["dates"][0]
        for name in ("standstill", "psr-standstill")
    }
    assert [(each["last"], each["day"]) for each in read.values()] == [
        ("2026-12-16", "2026-12-17"),
        ("2026-12-18", "2026-12-19"),
    ]


def test_without_a_day_every_period_and_the_years_are_listed():
    words = " ".join(svdesk("dates").stdout.split())
    assert (
        "details-notice Last day to publish the contract details notice (UK7): within 30 days beginning"
        in words
    )
    assert "from 1 January 2024 to 31 December 2040" in words
    read = json.loads(svdesk("dates", "--json").stdout)["dates"]
    assert len(read) > 20
    assert {each["day"] for each in read} == {None}


def test_years_that_are_not_known_are_an_answer_and_no_guess():
    done = svdesk("dates", "standstill", "2050-01-03", "--json")
    assert done.returncode == 0
    (found,) = json.loads(done.stdout)["dates"]
    assert (found["day"], found["last"]) == (None, None)
    assert "can't be reckoned" in found["how"]


def test_a_project_has_the_dates_of_its_duties(tmp_path: Path):
    # Of all rules this one applies to any contract of this council.
    pack = write_overlay(tmp_path / "pack", DUTY.format(rule="CE-1"))
    project = replace(example_project(), award=Award(entered_into_on=date(2026, 12, 7)))
    write_exchange(project, tmp_path / "P.svproj")
    done = svdesk("dates", "--project", tmp_path / "P.svproj", "--pack", pack, "--json")
    found = {each["period"]: each["day"] for each in json.loads(done.stdout)["dates"]}
    assert found["standstill"] is None
    assert found["details-notice"] == "2027-01-05"


def test_what_can_not_be_understood_is_told_in_a_line(tmp_path: Path):
    lunch = " ".join(refused("dates", "lunch", "2026-12-07"))
    assert "is no period and no event" in lunch
    assert "standstill" in lunch
    assert "award-notice" in lunch
    for wrong, said in (
        (("standstill",), "Give the day that it is counted from"),
        (("standstill", "soon"), "Give a date such as"),
        (
            ("standstill", "2026-12-07", "--project", tmp_path / "P.svproj"),
            "either a project file, or a period",
        ),
    ):
        assert said in " ".join(refused("dates", *wrong))
