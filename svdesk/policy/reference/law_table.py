"""The rules of a pack as tables for people who check the law: whom each binds, since when, on what source."""

from collections.abc import Iterator

from svdesk.domain.english import show_date
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.content.rule import Rule
from svdesk.policy.rules.showing import STAGE_TITLES, confidence_words

_COLUMNS = ("Rule", "Whom it binds", "In force from", "Source", "Confidence", "Read on", "What is not known")


def law_page(pack: PolicyPack) -> str:
    """Return the page as Markdown: a table for each stage, in the order of the stages."""
    return "\n".join(_lines(pack)).rstrip() + "\n"


def _lines(pack: PolicyPack) -> Iterator[str]:
    yield "# The law that the rules go by"
    yield ""
    yield (
        f"{pack.title}, edition {pack.edition}. Made from its rules by `svdesk policy law`. A rule says for "
        "each contract whether it applies; this page says whom the provision is for at all. A cell is empty "
        "where the pack says nothing."
    )
    for stage in (*STAGE_TITLES, None):
        rules = [rule for rule in pack.rules if rule.stage is stage]
        if rules:
            yield ""
            yield f"## {STAGE_TITLES[stage] if stage else 'Without a stage'}"
            yield ""
            yield _row(_COLUMNS)
            yield _row(("---",) * len(_COLUMNS))
            yield from (_row(_cells(rule)) for rule in rules)


def _cells(rule: Rule) -> tuple[str, ...]:
    sources = (f"[{each.title}]({each.url})" if each.url else each.title for each in rule.citations)
    return (
        f"**{rule.id}** {rule.title}",
        rule.binds,
        show_date(rule.in_force) if rule.in_force else "",
        "; ".join(sources),
        confidence_words(rule.confidence),
        show_date(rule.checked),
        rule.not_known,
    )


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
