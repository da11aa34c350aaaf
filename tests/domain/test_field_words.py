"""Every field that a person fills in is declared with its words."""

from typing import get_args, get_type_hints

import pytest

from svdesk.domain.entry import field_forms
from svdesk.domain.field_words import words_of
from svdesk.domain.project import LIST_SECTIONS, SINGLE_SECTIONS, Project

FILLED_IN = [name for name in (*SINGLE_SECTIONS, *LIST_SECTIONS) if name not in ("proposals", "unread")]
NOT_TYPED = {"source_id", "measure_id", "stage", "question_id", "outcome_id", "commitment_id"}
"""Fields that name something else: the program fills them in, or a list on the page."""


@pytest.mark.parametrize("section", FILLED_IN)
def test_every_field_that_a_person_fills_in_has_a_label_and_a_hint(section: str):
    hint = get_type_hints(Project)[section]
    item = get_args(hint)[0] if section in LIST_SECTIONS else hint
    words = words_of(item)
    assert set(field_forms(item)) - NOT_TYPED <= set(words)
    for name, of_field in words.items():
        assert of_field.label, name
        assert of_field.hint, name


@pytest.mark.parametrize("section", FILLED_IN)
def test_what_is_asked_for_is_asked_in_a_sentence(section: str):
    hint = get_type_hints(Project)[section]
    item = get_args(hint)[0] if section in LIST_SECTIONS else hint
    for name, of_field in words_of(item).items():
        assert of_field.missing == "" or of_field.missing.endswith("."), name
        assert of_field.missing or not of_field.sometimes, name
