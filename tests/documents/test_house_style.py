"""Every document has the look of its project, and a logo in it always has words."""

from dataclasses import replace

import pytest

from svdesk.documents.catalogue import CATALOGUE
from svdesk.domain.project import HouseStyle, Project
from svdesk.policy.content.pack import PolicyPack
from tests.documents.making import made, with_selection
from tests.projects import a_picture

STYLE = HouseStyle(logo=a_picture(), logo_words="Oakmere Council", colour="#005eb8")
KINDS = [kind.key for kind in CATALOGUE]


@pytest.mark.parametrize("key", KINDS)
def test_every_document_has_the_look_of_its_project(key: str, example: Project, pack: PolicyPack):
    styled = replace(with_selection(example), house_style=STYLE)
    assert made(key, styled, pack).house_style == STYLE
    assert made(key, with_selection(example), pack).house_style == HouseStyle()


def test_the_look_changes_nothing_that_a_document_says(example: Project, pack: PolicyPack):
    plain, styled = (made("itt", each, pack) for each in (example, replace(example, house_style=STYLE)))
    assert replace(styled, house_style=plain.house_style) == plain


def test_a_logo_without_words_gets_the_name_of_the_authority(example: Project, pack: PolicyPack):
    styled = replace(example, house_style=replace(STYLE, logo_words="  "))
    assert made("itt", styled, pack).house_style.logo_words == "Logo of Cheshire East Council"
    nameless = replace(styled, about=replace(styled.about, authority=" "))
    assert made("itt", nameless, pack).house_style.logo_words == "Logo of the authority"


def test_a_logo_that_cannot_be_read_is_left_out(example: Project, pack: PolicyPack):
    broken = replace(example, house_style=replace(STYLE, logo="x"))
    assert made("itt", broken, pack).house_style == replace(STYLE, logo="")
