"""KPIs that nobody could count, and things that would be counted twice."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from svdesk.checks.checked_case import CheckedCase, name_of
from svdesk.checks.finding import AppendText, Edit, Finding, Fix, RemoveItem, SetField
from svdesk.domain.choices import Frequency
from svdesk.domain.english import counted
from svdesk.domain.entry import show_number
from svdesk.domain.facts import contract_years
from svdesk.domain.field_words import words_of
from svdesk.domain.project import Kpi
from svdesk.policy.content.outcomes import Measure
from svdesk.policy.content.pack import PolicyPack

_SHARES = "share-units"
"""The word list of the units in which a share of a whole is counted."""
_BANDS = ("good_from", "approaching_from", "improvement_from")
"""The fields of the rating's bands, the best first."""


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what single KPIs lack, what two of them would count twice, and what is to be published."""
    offered = (
        {question.outcome_id for question in checked.case.tender_questions}
        if checked.case.has_tender
        else set()
    )
    for kpi in checked.project.kpis:
        yield from _lacking(checked, kpi, offered)
    yield from _twice(checked)
    yield from _published(checked)


def _lacking(checked: CheckedCase, kpi: Kpi, offered: set[str]) -> Iterator[Finding]:
    measure = checked.case.measures.get(kpi.measure_id)
    for field in ("unit", "evidence", "frequency", "remedy"):
        code = f"kpi-{field}"
        if not str(getattr(kpi, field) or "").strip() and checked.check(code) is not None:
            path = f"kpis.{kpi.id}.{field}"
            value = _usual(checked, measure, field)
            fix = _fix(checked, code, SetField(path=path, value=value), value=value) if value else None
            yield from checked.gap(code, path, fix, kpi=name_of(kpi))
    yield from _targets(checked, kpi, offered)
    yield from _bands(checked, kpi)
    yield from _share(checked, kpi)


def _targets(checked: CheckedCase, kpi: Kpi, offered: set[str]) -> Iterator[Finding]:
    """Yield targets that nobody gives, that bidders are to offer, or that come after the contract."""
    path, years = f"kpis.{kpi.id}.targets", contract_years(checked.project.facts)
    last = max((year for year, target in enumerate(kpi.targets, 1) if target is not None), default=0)
    if last > years:
        yield from checked.finding("kpi-target-years", path, year=last, years=counted(years, "year"))
    elif not last and kpi.outcome_id in offered:
        yield from checked.finding("kpi-target-offered", path)
    elif not last:
        yield from checked.gap("kpi-target", path, kpi=name_of(kpi))


def _bands(checked: CheckedCase, kpi: Kpi) -> Iterator[Finding]:
    """Yield each band that does not begin below the one above it."""
    words = words_of(Kpi)
    given = [(name, band) for name in _BANDS if (band := getattr(kpi, name)) is not None]
    for (upper, high), (lower, low) in pairwise(given):
        if low >= high:
            yield from checked.finding(
                "kpi-bands",
                f"kpis.{kpi.id}.{lower}",
                kpi=name_of(kpi),
                upper=words[upper].label,
                lower=words[lower].label,
            )


def _share(checked: CheckedCase, kpi: Kpi) -> Iterator[Finding]:
    """Yield a share of more than the whole."""
    limit = checked.limit("kpi-share-target")
    if limit is None or kpi.unit.strip().lower() not in checked.checks.words.get(_SHARES, ()):
        return
    most = max((target for target in kpi.targets if target is not None), default=None)
    if most is not None and most > limit:
        path, shown = f"kpis.{kpi.id}.targets", show_number(limit)
        yield from checked.finding(
            "kpi-share-target", path, kpi=name_of(kpi), target=show_number(most), limit=shown
        )


def _usual(checked: CheckedCase, measure: Measure | None, field: str) -> str | Frequency | None:
    """Return what the library says of the measure, or what is usual for the project or the pack."""
    if measure is not None and (value := getattr(measure, field)):
        return value if isinstance(value, Frequency) else str(value)
    if field == "frequency":
        return checked.project.reporting.frequency or Frequency.QUARTERLY
    if field == "remedy":
        plan = next((remedy for remedy in checked.pack.remedies if remedy.step == 2), None)
        return plan.text if plan else None
    return None


def _fix(checked: CheckedCase, code: str, edit: Edit, **words: object) -> Fix | None:
    check = checked.check(code)
    shown = {name: getattr(value, "label", value) for name, value in words.items()}
    return None if check is None else Fix(label=check.fix.format(**shown), edits=(edit,))


def _twice(checked: CheckedCase) -> Iterator[Finding]:
    """Yield each KPI that counts what one before it counts, once, and those that overlap.

    Each is looked up among those before it by measure and by title: a schedule may have thousands.
    """
    partners = _partners(checked)
    of_measure: dict[str, list[tuple[Kpi, str]]] = {}
    of_title: dict[tuple[str, str], Kpi] = {}
    for kpi in checked.project.kpis:
        title = " ".join(kpi.title.lower().split()).rstrip(".")
        alike = of_measure.get(kpi.measure_id, ()) if kpi.measure_id else ()
        first = alike[0][0] if alike else of_title.get((title, kpi.outcome_id)) if title else None
        if first is not None:
            fix = _fix(checked, "measure-twice", RemoveItem(section="kpis", key=str(kpi.id)))
            words = {"kpi": name_of(kpi), "other": name_of(first)}
            yield from checked.finding("measure-twice", f"kpis.{kpi.id}.title", fix, **words)
            continue
        for measure_id in partners.get(kpi.measure_id, ()):
            for one, its_title in of_measure.get(measure_id, ()):
                if not _names(one, title) and not _names(kpi, its_title):
                    yield from _overlapping(checked, one, kpi)
        of_measure.setdefault(kpi.measure_id, []).append((kpi, title))
        of_title.setdefault((title, kpi.outcome_id), kpi)


def _partners(checked: CheckedCase) -> Mapping[str, tuple[str, ...]]:
    """Return for each measure those with which the library says that it counts double, from either side."""
    return checked.pack.worked_out.of(_both_ways, checked.pack)


def _both_ways(pack: PolicyPack) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for measure in pack.measures():
        for other in measure.double_counts:
            found.setdefault(measure.id, {})[other] = None
            found.setdefault(other, {})[measure.id] = None
    return {measure_id: tuple(others) for measure_id, others in found.items()}


def _names(kpi: Kpi, title: str) -> bool:
    """Say whether what *kpi* leaves out names the KPI of this title."""
    return bool(title) and title in " ".join(kpi.excludes.lower().split())


def _overlapping(checked: CheckedCase, one: Kpi, other: Kpi) -> Iterator[Finding]:
    check = checked.check("double-counted")
    if check is None:
        return
    path = f"kpis.{other.id}.excludes"
    gap = " " if other.excludes.strip() else ""
    text = gap + check.addition.format(other=one.title.rstrip("."))
    fix = _fix(checked, check.id, AppendText(path=path, text=text))
    yield from checked.finding(check.id, path, fix, kpi=name_of(other), other=name_of(one))


def _published(checked: CheckedCase) -> Iterator[Finding]:
    """Yield where the law asks for published KPIs and too few are marked so."""
    limit = checked.limit("published-kpis")
    if limit is None:
        return
    kpis = checked.project.kpis
    published = sum(1 for kpi in kpis if kpi.published)
    if published >= limit:
        return
    lacking = [kpi for kpi in kpis if not kpi.published][: int(limit) - published]
    where = f"kpis.{lacking[0].id}.published" if lacking else "kpis"
    fix = None
    if published + len(lacking) >= limit and (check := checked.check("published-kpis")) is not None:
        edits = tuple(SetField(path=f"kpis.{kpi.id}.published", value=True) for kpi in lacking)
        fix = Fix(label=check.fix.format(count=len(lacking)), edits=edits)
    # Too few KPIs are a gap; enough of them, and too few marked, is an answer that is wrong.
    tell = checked.gap if len(kpis) < limit else checked.finding
    yield from tell("published-kpis", where, fix, count=published, limit=limit)
