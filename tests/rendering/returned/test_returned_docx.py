"""Word forms that come back: what is read from them, and what is said of their changes."""

import re
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given, settings
from hypothesis import strategies as st

from svdesk.documents.model.forms import TICKED
from svdesk.rendering.returned.kinds import reader_for
from svdesk.services.ports import FormRefusedError
from tests.rendering.returned.returned_forms import (
    answers,
    changed,
    fields_of,
    file_of,
    parts_of,
    question_pack,
    read,
    related,
    small_form,
    with_parts,
)

TEXT = "word/document.xml"
_CHECKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"


def _controls(body: BaseOxmlElement) -> Iterator[tuple[str, BaseOxmlElement]]:
    for control in body.iter(qn("w:sdt")):
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is not None:
            yield tag.get(qn("w:val")), control


def _filled(entries: dict[str, str], *, whole: bool = False, leave_mark: bool = False) -> bytes:
    """The form with words in its controls, saved by python-docx."""
    word = docx.Document(BytesIO(file_of("docx", whole=whole)))
    for tag, control in _controls(word.element.body):
        if tag not in entries:
            continue
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        mark = properties.find(qn("w:showingPlcHdr"))
        if mark is not None and not leave_mark:
            properties.remove(mark)
        for box in properties.iter(_CHECKED):
            box.set("{http://schemas.microsoft.com/office/word/2010/wordml}val", "1")
        run = content.find(qn("w:r"))
        lines = entries[tag].split("\n")
        run.find(qn("w:t")).text = lines[0]
        run.find(qn("w:t")).set(qn("xml:space"), "preserve")
        for line in lines[1:]:
            run.append(run.makeelement(qn("w:br")))
            more = run.makeelement(qn("w:t"))
            more.text = line
            more.set(qn("xml:space"), "preserve")
            run.append(more)
    file = BytesIO()
    word.save(file)
    return file.getvalue()


def _differences(returned: bytes, *, whole: bool = False) -> tuple[str, ...]:
    return reader_for(returned).differences(file_of("docx", whole=whole), returned)


def _long_tag() -> str:
    tags = [tag for tag, _ in _controls(docx.Document(BytesIO(file_of("docx"))).element.body)]
    return next(tag for tag in tags if tag.startswith("namename"))


def test_the_form_as_it_was_made_is_empty_and_unchanged():
    form = file_of("docx", whole=True)
    assert reader_for(form).origin(form) == question_pack().origin
    found = read(form, question_pack())
    assert set(found.answers) == {field.name for field in fields_of(question_pack())}
    assert set(found.answers.values()) == {""}
    assert found.others == ()
    assert _differences(form, whole=True) == ()


@pytest.mark.parametrize("leave_mark", [False, True])
def test_answers_of_every_kind_are_read(leave_mark: bool):
    returned = _filled(
        {
            "offer_year_1": " 12 ",
            "q1.answer": "Łukasz & ŵyr <b>\nsecond line",
            _long_tag(): "Ann",
            "kind": "A charity",
            "declared": "☒",
            "signed_on": "1 March 2026",
        },
        leave_mark=leave_mark,
    )
    assert answers(returned) == {
        "offer_year_1": "12",
        "q1.answer": "Łukasz & ŵyr <b>\nsecond line",
        "name" * 30: "Ann",
        "kind": "vcse",
        "declared": TICKED,
        "signed_on": "1 March 2026",
    }
    assert reader_for(returned).origin(returned) == small_form().origin
    assert _differences(returned) == ()


def test_the_words_of_a_choice_that_are_none_of_its_own_come_back_as_they_are():
    assert answers(_filled({"kind": "Something else"})) == {"kind": "Something else"}


def test_struck_out_text_is_no_answer_and_tracking_is_told():
    returned = _filled({"q1.answer": "MARKER"})
    xml = parts_of(returned)[TEXT].decode()
    run = re.search(r"<w:r>(?:(?!</w:r>).)*MARKER.*?</w:r>", xml)
    assert run
    deleted = run[0].replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    tracked = (
        f'<w:del w:id="900" w:author="Ann">{deleted}</w:del>'
        '<w:ins w:id="901" w:author="Ann"><w:r><w:t>instead</w:t></w:r></w:ins>'
    )
    returned = changed(returned, TEXT, run[0], tracked)
    assert answers(returned) == {"q1.answer": "instead"}
    assert any("tracked changes" in each for each in _differences(returned))


def test_several_paragraphs_in_a_control_are_lines():
    """As Word keeps them once a person pastes a text of several paragraphs."""
    body = (
        '<w:sdt><w:sdtPr><w:tag w:val="q1.answer"/></w:sdtPr><w:sdtContent>'
        "<w:p><w:r><w:t>one</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>two</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    xml = parts_of(file_of("docx"))[TEXT].decode()
    start = xml.rindex("<w:p>", 0, xml.index('w:val="q1.answer"'))
    end = xml.index("</w:p>", start) + len("</w:p>")
    returned = with_parts(file_of("docx"), {TEXT: (xml[:start] + body + xml[end:]).encode()})
    assert answers(returned) == {"q1.answer": "one\ntwo"}


def test_controls_that_lost_their_tags_are_told_by_their_places():
    """As LibreOffice 7.4 saves them."""
    returned = _filled({"offer_year_2": "7", "declared": "☒"})
    xml = re.sub(r'<w:tag w:val="[^"]*"/>', "", parts_of(returned)[TEXT].decode())
    returned = with_parts(returned, {TEXT: xml.encode()})
    assert answers(returned) == {"offer_year_2": "7", "declared": TICKED}
    assert _differences(returned) == ()
    one_less = re.sub(r"<w:sdt>.*?</w:sdt>", "", xml, count=1)
    with pytest.raises(FormRefusedError, match="no boxes left"):
        read(with_parts(returned, {TEXT: one_less.encode()}))


def test_a_box_that_stands_twice_counts_once_and_is_told():
    returned = _filled({"kind": "A charity"})
    xml = parts_of(returned)[TEXT].decode()
    control = next(
        each for each in re.findall(r"<w:sdt>.*?</w:sdt>", xml, re.DOTALL) if 'w:val="kind"' in each
    )
    other = re.sub(r">A charity</w:t>", ">A small firm</w:t>", control)
    found = read(changed(returned, TEXT, control, control + other))
    assert found.answers["kind"] == "vcse"
    assert found.others == ("kind (a second time, with “sme”)",)
    unknown = control.replace('w:val="kind"', 'w:val="made_up"').replace("Who are you?", "Made up")
    assert read(changed(returned, TEXT, control, control + unknown)).others == ("Made up",)


def test_changes_of_the_form_are_told():
    form = file_of("docx")
    told = _differences(changed(form, TEXT, "Write a number for every year.", "Write what you like."))
    assert len(told) == 1
    assert "a number" in told[0]
    assert "what you like" in told[0]
    xml = parts_of(form)[TEXT].decode()
    control = next(
        each for each in re.findall(r"<w:sdt>.*?</w:sdt>", xml, re.DOTALL) if 'w:val="declared"' in each
    )
    gone = changed(form, TEXT, control, "")
    assert any("What we wrote is true." in each and "gone" in each for each in _differences(gone))
    assert "declared" not in read(gone).answers
    other_list = changed(form, TEXT, 'w:displayText="A charity"', 'w:displayText="A bank"')
    assert any("list to choose from" in each for each in _differences(other_list))


def test_a_file_without_its_controls_says_so():
    xml = re.sub(
        r"</?w:sdt>|</?w:sdtContent>|<w:sdtPr>.*?</w:sdtPr>", "", parts_of(file_of("docx"))[TEXT].decode()
    )
    with pytest.raises(FormRefusedError, match="no boxes left"):
        read(with_parts(file_of("docx"), {TEXT: xml.encode()}))


def test_page_numbers_that_a_program_counted_are_no_change():
    parts = parts_of(file_of("docx", whole=True))
    foot = next(name for name in parts if name.startswith("word/footer") and b"NUMPAGES" in parts[name])
    xml = parts[foot].decode()
    counted = re.sub(r">1</w:t>", ">27</w:t>", xml)
    assert counted != xml
    assert _differences(with_parts(file_of("docx", whole=True), {foot: counted.encode()}), whole=True) == ()


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=60)


@settings(max_examples=25)
@given(text=_TEXT)
def test_any_text_comes_back_as_it_was_typed(text: str):
    expected = re.sub("[\x85\u2028\u2029]", "\n", text).strip()
    assert read(_filled({"q1.answer": text})).answers["q1.answer"] == expected


def test_what_word_adds_when_it_saves_is_no_harm():
    """Cut runs, marks of its spelling check, and parts of its own."""
    returned = _filled({"q1.answer": "twelve jobs", "kind": "A charity"})
    returned = changed(
        returned,
        TEXT,
        "Write a number for every year.",
        'Write a num</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1">'
        '<w:t xml:space="preserve">ber '
        "for every year.",
    )
    rels = "word/_rels/document.xml.rels"
    for kind, target in (
        ("webSettings", "webSettings.xml"),
        ("fontTable", "fontTable.xml"),
        ("glossaryDocument", "glossary/document.xml"),
        ("people", "people.xml"),
        ("intelligence", "intelligence2.xml"),
        ("customXml", "../customXml/item1.xml"),
    ):
        part = target.removeprefix("../") if target.startswith("..") else f"word/{target}"
        returned = with_parts(related(returned, rels, kind, target), {part: b"<x/>"})
        returned = changed(returned, rels, 'Id="rIdBad"', f'Id="rId{kind}"')
    assert answers(returned) == {"q1.answer": "twelve jobs", "kind": "vcse"}
    assert _differences(returned) == ()
