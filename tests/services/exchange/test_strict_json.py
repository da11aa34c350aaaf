"""JSON from strangers is read exactly or refused."""

import pytest

from svdesk.services.exchange.strict_json import JsonError, dump, parse, shown


@pytest.mark.parametrize("value", [{}, [], None, True, "", {"a": [1, "x\n", None, {"b": False}]}, 10**17])
def test_what_is_written_is_read(value: object):
    assert parse(dump(value)) == value


def test_brackets_inside_text_are_not_nesting():
    assert parse(b'{"a": "[[[[[[[[[[[[[[[[[[[[{{{{{{{ \\" [[[["}') == {
        "a": '[[[[[[[[[[[[[[[[[[[[{{{{{{{ " [[[['
    }


def test_brackets_side_by_side_are_not_deep():
    assert parse(b"[" + b",".join([b"[[]]"] * 1000) + b"]") == [[[]]] * 1000


def test_text_that_never_ends_is_refused():
    with pytest.raises(JsonError, match="not valid JSON"):
        parse(b'{"a": "' + b"x" * 1_000_000)


def test_a_name_is_shown_short_and_without_what_cannot_be_seen():
    assert shown("a" * 100) == "“" + "a" * 40 + "…”"
    assert shown("a\u202e\x1b[2J") == "“a\ufffd\ufffd[2J”"
