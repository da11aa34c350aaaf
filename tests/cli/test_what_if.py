"""``svdesk what-if``: what a project's weights buy."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from svdesk.services.exchange.project_file import write_exchange
from svdesk.services.project.project_sources import example_project
from tests.cli.running import refused, svdesk


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    file = tmp_path / "P.svproj"
    write_exchange(example_project(), file)
    return file


def test_it_says_what_the_weight_is_worth_and_where_the_winner_changes(project_file: Path):
    done = svdesk("what-if", project_file)
    assert (done.returncode, done.stderr) == (0, "")
    words = " ".join(done.stdout.split())
    assert "A weight of 10% for social value means that you would accept paying up to 11.1% more" in words
    assert "10% (now)" in words
    assert "the first place passes at 17.63%" in words
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_another_program_gets_the_same_as_json(project_file: Path):
    read = json.loads(svdesk("what-if", project_file, "--json").stdout)
    assert (read["format"], read["version"]) == ("svdesk-what-if", 1)
    divided = read["formulas"][0]
    assert (divided["percent"], divided["pounds"]) == ("11.1", "14444")
    assert divided["flips"] == [
        {
            "social_value_weight": "17.63",
            "exact": "11125/631",
            "from": ["Best quality"],
            "to": ["Most social value"],
        }
    ]
    assert [standing["social_value_weight"] for standing in divided["standings"] if standing["present"]] == [
        "10"
    ]


def test_a_project_without_weights_is_told_which_one_to_give(tmp_path: Path):
    project = example_project()
    bare = replace(project, evaluation=replace(project.evaluation, price_weight=None))
    write_exchange(bare, tmp_path / "bare.svproj")
    assert refused("what-if", tmp_path / "bare.svproj") == [
        "Weight of price: give it first, as a percentage from 0 to 100."
    ]


def test_without_an_estimate_only_percentages_are_given(tmp_path: Path):
    project = example_project()
    bare = replace(project, facts=replace(project.facts, value=None))
    write_exchange(bare, tmp_path / "bare.svproj")
    done = svdesk("what-if", tmp_path / "bare.svproj")
    assert done.returncode == 0
    assert "paying up to 11.1% more for a tender" in " ".join(done.stdout.split())
    assert Decimal(
        json.loads(svdesk("what-if", tmp_path / "bare.svproj", "--json").stdout)["bids"][1]["price"]
    )
