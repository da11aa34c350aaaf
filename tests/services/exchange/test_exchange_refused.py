"""A file that is not exactly a project file is refused with a reason, and nothing changes."""

import io
import json
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svdesk.domain.project import Kpi, Project, UnreadEntry
from svdesk.services.exchange.container import MOST_FILE_BYTES
from svdesk.services.exchange.limits import MOST_ITEMS
from svdesk.services.exchange.project_file import (
    ExchangeError,
    project_json,
    read_exchange,
    read_project_json,
)
from tests.projects import full_project
from tests.services.exchange.exchange_files import MANIFEST, PLAN, PROJECT, altered, parts, vouched, zipped


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "From a colleague.svproj"


def encrypted(sound: dict[str, bytes]) -> bytes:
    content = bytearray(zipped(sound))
    for signature, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place != -1:
            content[place + flags_at] |= 1
            place = content.find(signature, place + 4)
    return bytes(content)


def with_duplicate(sound: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile says that the name is there already
        for name in (MANIFEST, PROJECT, PROJECT):
            archive.writestr(name, sound[name])
    return packed.getvalue()


def with_a_bit_flipped(sound: dict[str, bytes]) -> bytes:
    content = bytearray(zipped(sound, zipfile.ZIP_STORED))
    content[content.index(b"Oakmere")] ^= 1
    return bytes(content)


def lying_about_size(sound: dict[str, bytes]) -> bytes:
    """A small file that unpacks to more than it states."""
    content = bytearray(zipped(sound | {PLAN: b" " * 50_000_000}))
    for signature, size_at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.rfind(signature)
        content[place + size_at : place + size_at + 4] = (1000).to_bytes(4, "little")
    return bytes(content)


def also(name: str, content: bytes = b"x") -> Callable[[dict[str, bytes]], bytes]:
    return lambda sound: zipped(sound | {name: content})


def only(name: str) -> Callable[[dict[str, bytes]], bytes]:
    return lambda sound: zipped({name: sound[name]})


CONTAINERS: dict[str, tuple[Callable[[dict[str, bytes]], bytes], str]] = {
    "empty": (lambda _: b"", "not a project file"),
    "text": (lambda _: b"hello " * 100, "not a project file"),
    "a database": (lambda _: b"SQLite format 3\0" + bytes(4000), "not a project file"),
    "truncated": (lambda sound: zipped(sound)[:-30], "not a project file, or it is damaged"),
    "cut in the middle": (lambda sound: zipped(sound)[:900], "not a project file, or it is damaged"),
    "a bit flipped": (with_a_bit_flipped, "not a project file, or it is damaged"),
    "a bomb": (also(PROJECT, bytes(200_000_000)), "project.json is too large"),
    "a bomb that lies": (lying_about_size, "not a project file, or it is damaged"),
    "a bomb in a part": (also(PLAN, bytes(200_000_000)), "parts/plan.json is too large"),
    "a bomb in the manifest": (also(MANIFEST, b" " * 600_000), "manifest.json is too large"),
    "a large file": (lambda _: bytes(MOST_FILE_BYTES + 1), "it is too large"),
    "an entry twice": (with_duplicate, "a part stands in it twice"),
    "no manifest": (only(PROJECT), "manifest.json is missing"),
    "no project": (only(MANIFEST), "project.json is missing"),
    "a path out of the folder": (also("../../evil"), "not those that its manifest names"),
    "an absolute path": (also("/etc/passwd"), "not those that its manifest names"),
    "a path of Windows": (also("C:\\Windows\\evil.dll"), "not those that its manifest names"),
    "another name": (also("macro.exe"), "not those that its manifest names"),
    "many entries": (lambda sound: zipped(sound | {f"{n}": b"" for n in range(1_202)}), "too many parts"),
    "encrypted": (encrypted, "it is encrypted"),
    "bzip2": (lambda sound: zipped(sound, zipfile.ZIP_BZIP2), "compressed in a way"),
    "lzma": (lambda sound: zipped(sound, zipfile.ZIP_LZMA), "compressed in a way"),
    "something in front": (lambda sound: b"MZ program" + zipped(sound), "more than a project"),
    "other text under the digest": (
        lambda sound: zipped(sound | {PLAN: sound[PLAN].replace(b"Oakmere", b"Oakmoor")}),
        "changed or damaged after it was saved",
    ),
}


@pytest.mark.parametrize(("make", "reason"), CONTAINERS.values(), ids=CONTAINERS.keys())
def test_a_container_that_is_not_sound_is_refused(
    file: Path, make: Callable[[dict[str, bytes]], bytes], reason: str
):
    content = make(parts(full_project()))
    file.write_bytes(content)
    with pytest.raises(ExchangeError, match=reason) as refused:
        read_exchange(file)
    assert str(refused.value).startswith(f"{file} can't be opened: ")
    assert str(refused.value).endswith("Nothing was changed.")
    assert file.read_bytes() == content


DIGEST = {"sha256": "0" * 64, "bytes": 9}
MANIFESTS: dict[str, tuple[dict[str, object], str]] = {
    "of another kind": ({"format": "recipe"}, "not a project file of SVDesk"),
    "a newer reader needed": (
        {"min_reader": [3, 0], "format_version": [3, 0]},
        "a newer version of SVDesk made it",
    ),
    "no version": ({"format_version": None}, "does not state its version"),
    "a version in words": ({"format_version": ["1", "0"]}, "does not state its version"),
    "a version below nought": ({"min_reader": [-1, 0]}, "does not state its version"),
    "an unknown name": ({"run": "me"}, "does not have the names"),
    "another project": ({"project_id": str(uuid4())}, "do not belong together"),
    "no id": ({"project_id": 7}, "not complete"),
    "no parts": ({"entries": {}}, "does not name its parts"),
    "parts without digests": ({"entries": {PROJECT: {"bytes": 1}}}, "does not state the digests"),
    "a wrong digest": ({"entries": {PROJECT: DIGEST}}, "changed or damaged"),
    "parts that are not there": (
        {
            "entries": {
                PROJECT: DIGEST,
                "logo.png": DIGEST,
            }
        },
        "not those that its manifest names",
    ),
}


@pytest.mark.parametrize(("changes", "reason"), MANIFESTS.values(), ids=MANIFESTS.keys())
def test_a_manifest_that_is_not_sound_is_refused(file: Path, changes: dict[str, object], reason: str):
    file.write_bytes(zipped(vouched(project_json(full_project()), **changes)))
    with pytest.raises(ExchangeError, match=reason):
        read_exchange(file)


def test_a_part_that_this_version_does_not_know_is_refused_though_it_is_vouched_for(file: Path):
    entries = vouched(project_json(full_project()))
    manifest = json.loads(entries[MANIFEST])
    manifest["entries"]["macro.exe"] = DIGEST
    file.write_bytes(zipped(entries | {MANIFEST: json.dumps(manifest).encode(), "macro.exe": b"x"}))
    with pytest.raises(ExchangeError, match=r"a part that is not known: “macro\.exe”"):
        read_exchange(file)


def test_a_manifest_that_is_no_json_is_refused(file: Path):
    file.write_bytes(zipped(vouched(project_json(full_project())) | {MANIFEST: b"{"}))
    with pytest.raises(ExchangeError, match="its manifest is not sound: it is not valid JSON"):
        read_exchange(file)


WHOLE = '"revision": 7'
AMOUNT = '"130000.00"'
LOT, OTHER_LOT = str(UUID(int=1001)), str(UUID(int=1002))

ALTERED: dict[str, tuple[str, str, str]] = {
    "a name twice": (WHOLE, f'{WHOLE}, "revision": 8', "“revision” stands there twice"),
    "NaN": (WHOLE, '"revision": NaN', "the number “NaN”"),
    "infinity": (WHOLE, '"revision": -Infinity', "the number “-Infinity”"),
    "a huge exponent": (WHOLE, '"revision": 1e999', "the number “1e999”"),
    "a huge number": (WHOLE, '"revision": ' + "9" * 5000, "a number in it is too long"),
    "a number below nought": (WHOLE, '"revision": -7', "revision is out of range"),
    "half a character": ("Middlewich", "\\ud83d", "a broken character"),
    "the character nul": ("Middlewich", "\\u0000", "a broken character"),
    "a raw control character": ("Middlewich", "\x01", "not valid JSON"),
    "a long text": ("Middlewich", "x" * 1_000_001, "has more than 1,000,000 characters"),
    "an unknown section": (WHOLE, f'{WHOLE}, "bids": []', "bids is not a name that this version knows"),
    "an unknown field": ('"title": "Oakmere"', '"colour": "red"', "lots, item 1, colour is not a name"),
    "an unknown word": ('"light_touch"', '"barter"', "facts, regime is not one of the words allowed"),
    "a number as text": ('"term_months": 36', '"term_months": "36"', "facts, term_months is not what"),
    "text as a number": ('"title": "Oakmere"', '"title": 5', "lots, item 1, title is not what"),
    "nought for no": ('"urgent": false', '"urgent": 0', "facts, urgent is not what belongs there"),
    "an amount as a fraction": (AMOUNT, "130000.00", "the number “130000.00”"),
    "an amount as a number": (AMOUNT, "130000", "facts, value is “130000”"),
    "an amount with an exponent": (AMOUNT, '"13e4"', "should stand there as “130000.00”"),
    "an amount with a space": (AMOUNT, '" 130000.00"', "facts, value is “ 130000.00”"),
    "an amount in other digits": (AMOUNT, '"\u0661\u0663.00"', "should stand there as “13.00”"),
    "a negative amount": (AMOUNT, '"-1.00"', "facts, value is not from 0 to 99,999,999,999.99"),
    "a vast amount": (AMOUNT, f'"1{"0" * 30}.00"', "facts, value is not from 0"),
    "a vast exponent": (AMOUNT, '"1e999999999"', "facts, value is not"),
    "a tiny exponent": (AMOUNT, '"1e-999999999"', "facts, value"),
    "half a penny": (AMOUNT, '"0.005"', "facts, value has more than 2 figures after the point"),
    "no number": (AMOUNT, '"NaN"', "facts, value is not what belongs there"),
    "over a hundred percent": ('"vat_rate": "20"', '"vat_rate": "100.001"', "not from 0 to 100"),
    "a mark of six": ('"minimum_mark": 2', '"minimum_mark": 6', "minimum_mark is not from 0 to 5"),
    "a long term": ('"term_months": 36', '"term_months": 1201', "term_months is not from 0 to 1,200"),
    "a vast target": ('"2.5"', '"1000000000000.001"', "kpis, item 1, targets, item 3 is not from 0"),
    "the 31st of February": ("2026-03-01", "2026-02-31", "facts, start_date is not what"),
    "a date of long ago": ("2026-03-01", "0001-01-01", "start_date is not between 1990 and 2199"),
    "a date as a number": ('"2026-03-01"', "1772323200", "facts, start_date is not what"),
    "a time with a zone": ("12:00:00", "12:00:00Z", "tender_time has a time zone"),
    "an id that is none": (LOT, "one", "lots, item 1, id is not what belongs there"),
    "an id in capitals": (LOT, LOT.upper(), "lots, item 1, id is"),
    "the same id twice": (OTHER_LOT, LOT, "two items of lots have the same id"),
    "the same outcome twice": ('"outcome_id": "air"', '"outcome_id": "jobs"', "two items of outcomes"),
}


def listing(**sections: tuple[object, ...]) -> bytes:
    return project_json(Project(id=full_project().id, **sections))


CONTENT: dict[str, tuple[bytes, str]] = {
    "no json": (b"{", "not valid JSON"),
    "nothing": (b"", "not valid JSON"),
    "a list": (b"[]", "it is not what belongs there"),
    "no id": (b"{}", "id is missing"),
    "latin-1": ('{"id": "Ö"}'.encode("latin-1"), "not text in UTF-8"),
    "a byte order mark": (b"\xef\xbb\xbf" + project_json(full_project()), "not valid JSON"),
    "deep brackets": (b"[" * 100_000, "nested too deeply"),
    "deep objects": (b'{"a":' * 50 + b"1" + b"}" * 50, "nested too deeply"),
    "many values": (b'{"id": [' + b'"",' * 600_000 + b'""]}', "it holds too many values"),
    "many faults": (b'{"lots": [' + b"{}," * 20_000 + b"{}]}", "it does not have what it should have"),
    "many items": (
        listing(unread=tuple(UnreadEntry(path=f"{n}", text="") for n in range(MOST_ITEMS + 1))),
        "unread has more than 5,000 items",
    ),
    "many targets": (
        listing(kpis=(Kpi(id=uuid4(), targets=(None,) * (MOST_ITEMS + 1)),)),
        "kpis, item 1, targets has more than 5,000 items",
    ),
}


@pytest.mark.parametrize(("find", "put", "reason"), ALTERED.values(), ids=ALTERED.keys())
def test_a_project_with_one_place_altered_is_refused(file: Path, find: str, put: str, reason: str):
    check_refused(file, altered(find, put), reason)


@pytest.mark.parametrize(("content", "reason"), CONTENT.values(), ids=CONTENT.keys())
def test_what_is_no_project_is_refused(file: Path, content: bytes, reason: str):
    check_refused(file, content, reason)


def check_refused(file: Path, content: bytes, reason: str) -> None:
    file.write_bytes(zipped(vouched(content)))
    with pytest.raises(ExchangeError, match=re.escape(reason)) as refused:
        read_exchange(file)
    assert len(str(refused.value)) < 600
    with pytest.raises(ExchangeError, match=re.escape(reason)):
        read_project_json(content)


def test_a_project_that_is_too_large_is_refused():
    with pytest.raises(ExchangeError, match="it is too large"):
        read_project_json(b" " * (16 * 1024 * 1024 + 1))


def test_a_long_list_of_faults_is_cut_short():
    content = (
        project_json(full_project()).replace(b'"description"', b'"blurb"').replace(b'"source"', b'"from"')
    )
    with pytest.raises(ExchangeError, match=r"lots, item 1, blurb .*; .*; and 3 more"):
        read_project_json(content.replace(b'"what"', b'"where"'))


SOUND = project_json(full_project())


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_bytes_that_were_altered_are_refused_or_read_never_worse(data: st.DataObject):
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read_project_json(bytes(content))
    except ExchangeError:
        return
    assert read_project_json(project_json(found)) == found


NAMES = st.sampled_from(["id", "facts", "lots", "kpis", "x"])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=200)
@given(ANY_JSON)
def test_any_json_that_is_no_project_is_refused(value: object):
    with pytest.raises(ExchangeError, match="This is not a project of SVDesk"):
        read_project_json(json.dumps(value).encode())
