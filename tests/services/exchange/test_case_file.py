"""Case files: read exactly, or refused with a line for each problem."""

import json
import os
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from svdesk.domain.choices import AuthorityType, Category, Framework, Procedure, Regime, VatBasis
from svdesk.domain.facts import ContractFacts
from svdesk.services.exchange.case_file import MOST_PROBLEMS, CaseFile, CaseFileError, read_case
from tests.cli.running import EXTRA_CARE


def write(folder: Path, content: bytes | str) -> Path:
    path = folder / "case.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


def read(folder: Path, **changes: Any) -> CaseFile:  # noqa: ANN401 - whatever JSON can hold
    return read_case(write(folder, json.dumps({**EXTRA_CARE, **changes})))


def problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(CaseFileError) as caught:
        read_case(path)
    found = caught.value.problems
    assert str(caught.value) == "\n".join(found)
    assert all("\n" not in line and line.isprintable() and len(line) < 1000 for line in found)
    return found


def refused(folder: Path, **changes: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    (line,) = problems(write(folder, json.dumps({**EXTRA_CARE, **changes})))
    return line


def test_the_example_is_read_as_it_stands(tmp_path: Path):
    case = read(tmp_path)
    assert (case.reference, case.title) == ("DN776889", "Extra Care Catering")
    assert case.facts == ContractFacts(
        authority_type=AuthorityType.COUNCIL,
        category=Category.SERVICES,
        regime=Regime.LIGHT_TOUCH,
        health_service=False,
        framework=Framework.NONE,
        value=Decimal("130000.00"),
        vat=VatBasis.INCLUSIVE,
        commencement_date=date(2025, 10, 13),
        procedure=Procedure.OPEN,
        term_months=36,
        extension_months=24,
        cpv=("55520000",),
        relevant_area="Cheshire East",
        urgent=False,
    )
    assert [(lot.title, lot.value) for lot in case.lots] == [("Oakmere", 65_000), ("Willowmere", 65_000)]


def test_every_fact_of_a_contract_has_its_place_in_the_file(tmp_path: Path):
    case = read(
        tmp_path,
        vat="exclusive",
        vat_rate="17.5",
        urgent=True,
        urgency_own_delay=False,
        urgency_reason="A flood.",
        enquiries_deadline="2025-10-31",
        tender_deadline="2025-11-10",
        tender_time="12:00",
        start_date="2026-03-01",
        end_date="2029-02-28",
        cpv=["55520000-1", "85300000", "55520000-1"],
        lots=[{"title": "North", "value": 5.5, "description": "Two sites"}, {}],
    )
    facts = case.facts
    assert (facts.vat, facts.vat_rate) == (VatBasis.EXCLUSIVE, Decimal("17.5"))
    assert (facts.urgent, facts.urgency_own_delay, facts.urgency_reason) == (True, False, "A flood.")
    assert (facts.enquiries_deadline, facts.tender_deadline) == (date(2025, 10, 31), date(2025, 11, 10))
    assert (facts.tender_time, facts.start_date) == (time(12, 0), date(2026, 3, 1))
    assert (facts.end_date, facts.cpv) == (date(2029, 2, 28), ("55520000-1", "85300000"))
    first, second = case.lots
    assert (first.title, first.value, first.description) == ("North", Decimal("5.5"), "Two sites")
    assert (second.title, second.value, second.description) == ("", None, "")


@pytest.mark.parametrize("version", [1, 2])
def test_what_the_second_version_added_is_read_and_absent_means_not_known(tmp_path: Path, version: int):
    words = {
        "first_step": "invitation",
        "award_route": "direct_award_switch",
        "direct_award_ground": "additional_or_repeat",
        "lots_position": "reasons_recorded",
        "mixed_main_part": "works",
    }
    answers = dict.fromkeys(
        ("advertised", "framework_assessed", "parts_separable", "staff_transfer", "formerly_in_house"), False
    )
    facts = read(tmp_path, version=version, **words, **answers, as_deed=True).facts
    assert {name: getattr(facts, name).value for name in words} == words
    assert {name: getattr(facts, name) for name in answers} == answers
    assert facts.as_deed is True
    before = read(tmp_path, version=version).facts
    assert {getattr(before, name) for name in (*words, *answers, "as_deed")} == {None}


def test_null_and_absent_mean_not_known_yet(tmp_path: Path):
    nulls = dict.fromkeys(EXTRA_CARE) | {"format": "svdesk-case", "version": 1}
    absent = write(tmp_path, '{"format": "svdesk-case", "version": 1}')
    assert read_case(absent) == read(tmp_path, **nulls)
    assert read(tmp_path, **nulls) == CaseFile(reference="", title="", facts=ContractFacts(), lots=())


def test_the_same_file_gives_the_same_lots_and_two_lots_are_told_apart(tmp_path: Path):
    case, again = read(tmp_path), read(tmp_path)
    assert case == again
    assert case.lots[0].id != case.lots[1].id
    assert read(tmp_path, reference="Other").lots[0].id != case.lots[0].id


def test_a_byte_order_mark_is_passed_over(tmp_path: Path):
    path = write(tmp_path, b"\xef\xbb\xbf" + json.dumps(EXTRA_CARE).encode())
    assert read_case(path).reference == "DN776889"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"0"', "0"),
        ('"130000"', "130000"),
        ('"130000.5"', "130000.5"),
        ("130000", "130000"),
        ("130000.10", "130000.10"),
        ("0.1", "0.1"),
        ("99999.99", "99999.99"),
        ('"99999999999.99"', "99999999999.99"),
    ],
)
def test_money_is_read_to_the_penny_from_text_or_number(tmp_path: Path, written: str, value: str):
    text = f'{{"format": "svdesk-case", "version": 1, "value": {written}}}'
    found = read_case(write(tmp_path, text)).facts.value
    assert str(found) == value


@pytest.mark.parametrize(
    "value",
    [
        "-1", "1e309", "abc", "£130,000.00", "130,000", "+5", "1e3", "", " 5", "5 ", "1.234", ".5", "5.",
        "NaN", "Infinity", "0x10", "١٢", "1_000", "99999999999999.99", "100000000000.00", "9" * 400,
        True, False, [], {}, ["5"], -1, 1e300, 1.005, 10**30,
    ],
)  # fmt: skip
def test_money_that_is_not_plain_is_refused(tmp_path: Path, value: object):
    line = refused(tmp_path, value=value)
    assert line.startswith("value: found ")
    assert "Give pounds as plain digits, such as 130000 or 130000.00" in line
    if isinstance(value, str) and len(value) < 60:
        assert f"“{value}”" in line


@pytest.mark.parametrize("number", ["1e309", "-1", "1E5", "-0", "1.5e1"])
def test_a_number_with_a_sign_or_an_exponent_is_refused_as_it_stands(tmp_path: Path, number: str):
    text = f'{{"format": "svdesk-case", "version": 1, "value": {number}}}'
    (line,) = problems(write(tmp_path, text))
    assert line.startswith(f"value: found {number}. ")


@pytest.mark.parametrize(
    ("field", "value", "allowed"),
    [
        ("vat_rate", "101", "from 0 to 100"),
        ("vat_rate", "-1", "from 0 to 100"),
        ("vat_rate", "20%", "from 0 to 100"),
        ("vat_rate", "17.1234", "from 0 to 100"),
        ("vat_rate", True, "from 0 to 100"),
        ("term_months", "36", "whole number of months from 0 to 1200"),
        ("term_months", 1201, "whole number of months from 0 to 1200"),
        ("term_months", 3.5, "whole number of months from 0 to 1200"),
        ("term_months", -1, "whole number of months from 0 to 1200"),
        ("term_months", True, "whole number of months from 0 to 1200"),
        ("extension_months", 10**20, "whole number of months from 0 to 1200"),
        ("commencement_date", "2025-02-31", "there is no 31 February 2025"),
        ("commencement_date", "2025-13-01", "There is no such day"),
        ("commencement_date", "2025-00-10", "There is no such day"),
        ("commencement_date", "0000-01-01", "There is no such day"),
        ("commencement_date", "13/10/2025", "year-month-day"),
        ("commencement_date", "31 February 2025", "year-month-day"),
        ("commencement_date", "2025-10-13T00:00", "year-month-day"),
        ("commencement_date", "1066-10-14", "from 1990 to 2199"),
        ("commencement_date", 20251013, "year-month-day"),
        ("tender_time", "24:00", "from 00:00 to 23:59"),
        ("tender_time", "12:60", "from 00:00 to 23:59"),
        ("tender_time", "noon", "from 00:00 to 23:59"),
        ("health_service", "yes", "true or false"),
        ("health_service", 1, "true or false"),
        ("urgent", "false", "true or false"),
        ("authority_type", "borough", "council, icb, nhs_trust, central"),
        ("authority_type", 1, "council, icb, nhs_trust, central"),
        ("authority_type", ["council"], "council, icb, nhs_trust, central"),
        ("category", "Services", "services, goods, works, services_with_goods_or_works"),
        ("regime", "lighttouch", "standard, light_touch, provider_selection, concession"),
        ("framework", "yes", "none, establishes, call_off"),
        ("vat", "included", "inclusive, exclusive"),
        ("procedure", "opened", "open, competitive_flexible, direct_award, quotation, in_house"),
        ("cpv", "55520000", "a list of CPV codes of eight digits"),
        ("cpv", ["catering"], "“catering” is none"),
        ("cpv", ["5552000"], "“5552000” is none"),
        ("cpv", ["55520000-12"], "is none"),
        ("cpv", [55520000], "55520000 is none"),
        ("cpv", [None], "null is none"),
        ("title", 5, "Give text in quotation marks"),
        ("title", ["x"], "Give text in quotation marks"),
        ("title", "x" * 10_001, "at most 10,000 characters; there are 10,001"),
        ("relevant_area", True, "Give text in quotation marks"),
        ("reference", "a\ud800b", "a character that can't be kept"),
        ("reference", "a\x00b", "a character that can't be kept"),
        ("lots", {"title": "North"}, "Give a list such as"),
        ("lots", "North", "Give a list such as"),
    ],
)
def test_a_value_that_its_field_cannot_hold_is_named_with_what_is_allowed(
    tmp_path: Path, field: str, value: object, allowed: str
):
    line = refused(tmp_path, **{field: value})
    assert line.startswith(f"{field}: found ")
    assert allowed in line


def test_a_number_is_not_text_even_where_its_digits_would_do(tmp_path: Path):
    assert "Give one of" in refused(tmp_path, category=5)
    assert "Give text" in refused(tmp_path, title=130000)


@pytest.mark.parametrize(
    ("lot", "start"),
    [
        (5, "lots[2]: found 5."),
        ({"titel": "x"}, "lots[2].titel: is not a name that a case file has. Did you mean title?"),
        ({"value": "-1"}, "lots[2].value: found “-1”."),
        ({"id": "x"}, "lots[2].id: is not a name that a case file has."),
    ],
)
def test_a_lot_that_is_not_right_is_named_by_its_place(tmp_path: Path, lot: object, start: str):
    assert refused(tmp_path, lots=[{"title": "North"}, lot]).startswith(start)


def test_a_name_that_is_not_known_is_refused_with_the_nearest_and_all_that_are(tmp_path: Path):
    line = refused(tmp_path, vaule="130000.00")
    assert line.startswith("vaule: is not a name that a case file has. Did you mean value?")
    assert "commencement_date" in line
    far = refused(tmp_path, **{"x\x1b[31m": 1})
    assert far.startswith("x\\u001b[31m: is not a name that a case file has. The names are format, ")


def test_a_name_given_twice_is_refused_at_any_depth(tmp_path: Path):
    text = (
        '{"format": "svdesk-case", "version": 1, "vat": "inclusive", "vat": "exclusive", '
        '"lots": [{"title": "a", "title": "b"}]}'
    )
    assert problems(write(tmp_path, text)) == (
        "vat: stands in the file more than once. Keep one.",
        "lots[1].title: stands in the file more than once. Keep one.",
    )


def test_all_problems_are_told_at_once(tmp_path: Path):
    spoilt = {**EXTRA_CARE, "value": "abc", "vat": "maybe", "term_months": -1, "title": 1, "tpyo": 1}
    found = problems(write(tmp_path, json.dumps(spoilt)))
    assert {line.partition(":")[0] for line in found} == {"value", "vat", "term_months", "title", "tpyo"}


@pytest.mark.parametrize(
    "much",
    [
        {f"name-{number}": 1 for number in range(50_000)},
        {"lots": [1] * 100_000},
        {"lots": [{f"name-{number}": 1 for number in range(50_000)}]},
    ],
)
def test_a_file_full_of_problems_is_refused_without_telling_them_all(tmp_path: Path, much: dict[str, object]):
    found = problems(write(tmp_path, json.dumps({**EXTRA_CARE, **much}, separators=(",", ":"))))
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1] == "There are more problems. Mend these first."


def test_an_end_before_the_start_is_refused_and_the_same_day_is_not(tmp_path: Path):
    line = refused(tmp_path, start_date="2026-03-01", end_date="2026-02-28")
    assert line == "end_date: found “2026-02-28”. Give a day on or after start_date, 2026-03-01."
    assert read(tmp_path, start_date="2026-03-01", end_date="2026-03-01").facts.end_date


@pytest.mark.parametrize(
    ("head", "start"),
    [
        ({"version": 1}, "format: missing."),
        ({"format": "svdesk-project", "version": 1}, "format: found “svdesk-project”."),
        ({"format": 5, "version": 1}, "format: found 5."),
        ({"format": "svdesk-case"}, "version: missing."),
        ({"format": "svdesk-case", "version": 3}, "version: found 3."),
        ({"format": "svdesk-case", "version": "1"}, "version: found “1”."),
        ({"format": "svdesk-case", "version": 1.0}, "version: found 1.0."),
        ({"format": "svdesk-case", "version": True}, "version: found true."),
        ({"format": "svdesk-case", "version": None}, "version: found null."),
    ],
)
def test_a_file_of_another_kind_or_version_is_told_as_such_and_nothing_more(
    tmp_path: Path, head: dict[str, object], start: str
):
    (line,) = problems(write(tmp_path, json.dumps({"value": "abc", **head})))
    assert line.startswith(start)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"\xff\xfe{\x00}\x00", "it is not text in UTF-8"),
        (b"\x00\x01\x02", "it is not valid JSON at line 1, column 1"),
        (b"not json", "it is not valid JSON at line 1, column 1"),
        (b'{\n  "format": "svdesk-case"\n  "version": 1\n}', "it is not valid JSON at line 3, column 3"),
        (b'{"format": "svdesk-case"', "it is not valid JSON"),
        (b'{"value": NaN}', "NaN is not a number that JSON knows"),
        (b'{"value": -Infinity}', "-Infinity is not a number that JSON knows"),
        (b"[]", "it must hold one object in braces, and it holds a list of 0"),
        (b'"text"', "it holds “text”"),
        (b"null", "it holds null"),
        (b"1e309", "it holds 1e309"),
        (b"[" * 100_000, "its brackets are nested too deeply"),
        (b'{"a":' * 100_000, "its brackets are nested too deeply"),
        (b" " * 1_000_001, "it is empty"),
        (b'{"title": "' + b"x" * 1_000_000 + b'"}', "it is larger than 1,000,000 bytes"),
    ],
)
def test_a_file_that_is_no_case_file_is_refused_by_name(tmp_path: Path, content: bytes, why: str):
    path = write(tmp_path, content)
    (line,) = problems(path)
    assert line.startswith(f"{path} is not a case file: ")
    assert why in line


def test_a_huge_number_costs_nothing(tmp_path: Path):
    text = '{"format": "svdesk-case", "version": 1, "value": ' + "9" * 100_000 + "}"
    (line,) = problems(write(tmp_path, text))
    assert line.startswith("value: found 9999")
    assert "…" in line


def test_what_is_not_a_file_is_refused_by_name(tmp_path: Path):
    assert problems(tmp_path / "nowhere.json") == (
        f"Could not read {tmp_path / 'nowhere.json'}: it is not there.",
    )
    (folder,) = problems(tmp_path)
    assert str(tmp_path) in folder
    (below,) = problems(write(tmp_path, "{}") / "x.json")
    assert "case.json" in below
    with pytest.raises(CaseFileError, match="it is not the name of a file"):
        read_case(Path("a\0b"))


def test_a_file_that_may_not_be_read_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = write(tmp_path, "{}")

    def locked(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(os, "open", locked)
    (line,) = problems(path)
    assert "you are not allowed to" in line


def test_text_is_kept_exactly_as_it_stands(tmp_path: Path):
    title = "  <b>Caffi & bwyd</b> “x” \u0394 \u0645 \U0001f600\ttab\nline "
    assert read(tmp_path, title=title).title == title
