"""Reading a case file: the facts of a contract in one small JSON file (``docs/case-file.md``).

Reading is strict, because a machine wrote the file or a person who will be glad to hear of a slip:
nothing is guessed, rounded or passed over, and all problems are reported at once.
"""

import json
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn
from uuid import NAMESPACE_URL, uuid5

from svdesk.domain.english import listed
from svdesk.domain.entry import FieldForm, Kind, field_forms
from svdesk.domain.facts import ContractFacts, Lot
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.services.exchange.case_values import Number, RefusedError, read_value, show_found

FORMAT = "svdesk-case"
VERSIONS = ("1", "2")
"""The versions that are read. The second added names; they are read in a file of either."""
MOST_BYTES = 1_000_000
MOST_PROBLEMS = 50
"""Problems that are told at once; a file with more is another file's content."""

_WORDS = {
    "reference": FieldForm(Kind.LINE),
    "title": FieldForm(Kind.LINE),
    "purpose": FieldForm(Kind.LONG),
    "need": FieldForm(Kind.LONG),
}
"""What a case file says of the project in words, beside the facts."""
_HEAD = ("format", "version", *_WORDS, "lots", "answers")


class CaseFileError(Exception):
    """A case file can't be used. *problems* has a line each: field, what was found, what is allowed."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        """Keep *problems*, which are also the text of the error."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What a case file says: the name of a procurement and the facts of its contract.

    *answers* are those to the policy pack's questions about the work, by the question's id.
    """

    reference: str
    title: str
    facts: ContractFacts
    lots: tuple[Lot, ...]
    purpose: str = ""
    need: str = ""
    answers: tuple[tuple[str, bool], ...] = ()


def read_case(path: Path) -> CaseFile:
    """Read the case file at *path*; raises :class:`CaseFileError`."""
    try:
        content = read_regular(path, MOST_BYTES + 1)
    except OSError as error:
        raise CaseFileError((could_not("read", path, error),)) from error
    except ValueError as error:
        raise CaseFileError((f"Could not read {path}: it is not the name of a file.",)) from error
    return _Reader(path).read(_parse(path, content))


class _Object(dict[str, Any]):
    """A JSON object that remembers which of its names stand in the file more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(name for name, _ in pairs)
        self.repeated = tuple(name for name, count in times.items() if count > 1)


def _parse(path: Path, content: bytes) -> _Object:
    def refuse(why: str) -> NoReturn:
        raise CaseFileError((f"{path} is not a case file: {why}.",))

    def refuse_constant(name: str) -> NoReturn:
        raise ValueError(f"{name} is not a number that JSON knows")

    if not content.strip():
        refuse("it is empty")
    if len(content) > MOST_BYTES:
        refuse(f"it is larger than {MOST_BYTES:,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse("it is not text in UTF-8")
    try:
        read = json.loads(
            text,
            object_pairs_hook=_Object,
            parse_float=Number,
            parse_int=Number,
            parse_constant=refuse_constant,
        )
    except json.JSONDecodeError as error:
        refuse(f"it is not valid JSON at line {error.lineno}, column {error.colno} ({error.msg})")
    except ValueError as error:
        refuse(f"it is not valid JSON ({error})")
    except RecursionError:
        refuse("its brackets are nested too deeply")
    if not isinstance(read, _Object):
        refuse(f"it must hold one object in braces, and it holds {show_found(read)}")
    return read


class _Reader:
    """Turns a parsed file into a case and collects what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._problems: list[str] = []

    def read(self, found: _Object) -> CaseFile:
        """Return the case; raises :class:`CaseFileError` with every problem."""
        self._check_head(found)
        forms = field_forms(ContractFacts)
        self._check_names("", found, (*_HEAD, *forms))
        facts = ContractFacts(**self._fields("", found, forms))
        if facts.start_date and facts.end_date and facts.end_date < facts.start_date:
            self._problems.append(
                f"end_date: found “{facts.end_date}”. Give a day on or after start_date, {facts.start_date}."
            )
        words = {name: self._field(name, found.get(name), form) or "" for name, form in _WORDS.items()}
        lots = self._lots(found.get("lots"), words["reference"])
        answers = self._answers(found.get("answers"))
        if len(self._problems) > MOST_PROBLEMS:
            self._problems[MOST_PROBLEMS:] = ["There are more problems. Mend these first."]
        if self._problems:
            raise CaseFileError(tuple(self._problems))
        return CaseFile(facts=facts, lots=lots, answers=answers, **words)

    def _check_head(self, found: _Object) -> None:
        """Stop at once at a file of another kind: what else it holds would mean nothing."""
        kind, version = found.get("format"), found.get("version")
        if kind != FORMAT or isinstance(kind, Number):
            was = f"found {show_found(kind)}" if "format" in found else "missing"
            raise CaseFileError(
                (f'format: {was}. A case file says "format": "{FORMAT}"; {self._path} is none.',)
            )
        if not isinstance(version, Number) or version not in VERSIONS:
            was = f"found {show_found(version)}" if "version" in found else "missing"
            read = listed(VERSIONS, "and")
            raise CaseFileError((f'version: {was}. This SVDesk reads case files of "version" {read}.',))

    def _check_names(self, prefix: str, found: _Object, allowed: tuple[str, ...]) -> None:
        for name in found.repeated:
            self._problems.append(
                f"{prefix}{show_found(name)[1:-1]}: stands in the file more than once. Keep one."
            )
        for name in found:
            if len(self._problems) > MOST_PROBLEMS:
                return
            if name not in allowed:
                near = get_close_matches(name, allowed, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                self._problems.append(
                    f"{prefix}{show_found(name)[1:-1]}: is not a name that a case file has.{hint} "
                    f"The names are {', '.join(allowed)}."
                )

    def _fields(self, prefix: str, found: _Object, forms: dict[str, FieldForm]) -> dict[str, Any]:
        read = {
            name: self._field(f"{prefix}{name}", found.get(name), form)
            for name, form in forms.items()
            if found.get(name) is not None
        }
        return {name: value for name, value in read.items() if value is not None}

    def _field(self, name: str, found: object, form: FieldForm) -> Any:  # noqa: ANN401 - the form decides
        """Return the value of a field; ``None`` where it has none or is not right."""
        if found is None:
            return None
        try:
            return read_value(found, form)
        except RefusedError as error:
            self._problems.append(f"{name}: found {show_found(found)}. {error}")
            return None

    def _answers(self, found: object) -> tuple[tuple[str, bool], ...]:
        if found is None:
            return ()
        if not isinstance(found, _Object):
            self._problems.append(
                f'answers: found {show_found(found)}. Give an object such as {{"food": true, "land": false}}.'
            )
            return ()
        for name in found.repeated:
            self._problems.append(
                f"answers.{show_found(name)[1:-1]}: stands in the file more than once. Keep one."
            )
        form = FieldForm(Kind.YES_NO)
        read = {name: self._field(f"answers.{name}", answer, form) for name, answer in found.items()}
        return tuple((name, answer) for name, answer in read.items() if answer is not None)

    def _lots(self, found: object, reference: str) -> tuple[Lot, ...]:
        if found is None:
            return ()
        if not isinstance(found, list):
            self._problems.append(
                f'lots: found {show_found(found)}. Give a list such as [{{"title": "North"}}].'
            )
            return ()
        forms = field_forms(Lot)
        lots: list[Lot] = []
        for number, entry in enumerate(found, 1):
            if len(self._problems) > MOST_PROBLEMS:
                break
            if not isinstance(entry, _Object):
                self._problems.append(
                    f'lots[{number}]: found {show_found(entry)}. Give an object such as {{"title": "North"}}.'
                )
                continue
            self._check_names(f"lots[{number}].", entry, tuple(forms))
            # The same file gives the same lots, so that a project made twice is the same.
            lot_id = uuid5(NAMESPACE_URL, f"{FORMAT}:{reference}:lot:{number}")
            lots.append(Lot(id=lot_id, **self._fields(f"lots[{number}].", entry, forms)))
        return tuple(lots)
