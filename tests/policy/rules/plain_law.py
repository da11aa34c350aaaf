"""The rules of the first register once more, as plain Python over facts that are all known.

Written from the register and without a look at the pack's mechanism, so that the two can be held
against each other.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from svdesk.domain.choices import AuthorityType, Category, DirectAwardGround, Framework, Procedure, Regime


@dataclass(frozen=True)
class Known:
    """A contract of which everything is known; *amount* is in pounds including VAT."""

    authority_type: AuthorityType
    category: Category
    regime: Regime
    framework: Framework
    procedure: Procedure
    commencement_date: date
    amount: Decimal
    urgent: bool
    urgency_own_delay: bool
    direct_award_ground: DirectAwardGround = DirectAwardGround.SINGLE_SUPPLIER


class UncoveredError(Exception):
    """No threshold is known for the day."""


YES, NO, OPEN = "applies", "does_not_apply", "cannot_tell"
EVERY_PUBLIC_CONTRACT = ("PA-12-1", "PA-98")
UNDER_SECTION_19 = ("PA-16", "PA-18", "PA-19", "PA-22", "PA-23", "PA-50")
RULES = (
    "SVA-1", "SVA-2", "CE-1", "CE-2", *EVERY_PUBLIC_CONTRACT, *UNDER_SECTION_19, "PA-12", "PA-23-6", "PA-85",
    "PA-PSQ", "PA-52", "PA-53", "PA-71", "PA-71-5",
)  # fmt: skip
COMPETITION = (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE, Procedure.QUOTATION)
NO_PUBLIC_CONTRACT = (Procedure.IN_HOUSE, Procedure.SERVICE_REVIEW, Procedure.TRADING_COMPANY)
BEFORE_ENTRY = ("PA-52", "PA-53", "PA-98")
"""Rules about entry into a contract, and so not about a change of one."""
EDGES = tuple(
    Decimal(edge)
    for edge in (
        0, 5000, 100_000, 135_018, 138_760, 139_688, 207_720, 213_477, 214_904, 663_540, 5_000_000,
        5_193_000, 5_372_609,
    )
)  # fmt: skip


def has_old_figures(known: Known) -> bool:
    """Whether the figures of before 2026 count; raises :class:`UncoveredError` where no figure is known."""
    if not date(2025, 2, 24) <= known.commencement_date <= date(2027, 12, 31):
        raise UncoveredError
    return known.commencement_date <= date(2025, 12, 31)


def goods_services_threshold(known: Known) -> int:
    """Row 11 or 12 of the table of thresholds; raises :class:`UncoveredError`."""
    old = has_old_figures(known)
    if known.authority_type in (AuthorityType.NHS_TRUST, AuthorityType.CENTRAL):
        return 139_688 if old else 135_018
    return 214_904 if old else 207_720


def at_threshold(known: Known) -> bool:
    """Whether the contract is a public contract; raises :class:`UncoveredError`."""
    old = has_old_figures(known)
    if known.regime is Regime.LIGHT_TOUCH_CONCESSION:
        threshold = 5_372_609
    elif known.regime is Regime.CONCESSION:
        threshold = 5_372_609 if old else 5_193_000
    elif known.regime is Regime.LIGHT_TOUCH:
        threshold = 663_540
    elif known.category is Category.WORKS:
        threshold = 5_372_609 if old else 5_193_000
    else:
        threshold = goods_services_threshold(known)
    return known.amount >= threshold


def says(rule: str, known: Known) -> str:
    """What *rule* says; raises :class:`UncoveredError` where the day has no threshold."""
    if rule == "CE-1":
        return YES if known.amount > 5000 else NO
    if rule == "CE-2":
        return YES if known.amount >= 100_000 else NO
    if rule == "SVA-2":
        if not known.urgent or known.urgency_own_delay:
            return NO
        return _social_value_act(known)
    if rule == "SVA-1":
        return _social_value_act(known)
    if known.regime is Regime.PROVIDER_SELECTION or known.commencement_date < date(2025, 2, 24):
        return NO
    if rule == "PA-85":
        return _no_selection(known)
    if known.procedure in NO_PUBLIC_CONTRACT:
        return NO
    if known.procedure is Procedure.CONTRACT_MODIFICATION and rule in BEFORE_ENTRY:
        return NO
    if rule == "PA-53" and _by_user_choice(known):
        return NO
    if rule in ("PA-52", "PA-53", "PA-71"):
        return _large(rule, known)
    if rule == "PA-12":
        return _smaller_bidders(known)
    return YES if _is_reached(rule, known) and at_threshold(known) else NO


def _is_reached(rule: str, known: Known) -> bool:
    """Whether *rule*, which is for public contracts alone, is for one that is awarded in this way."""
    light_touch = "light_touch" in known.regime
    call_off = known.framework is Framework.CALL_OFF
    competition = known.procedure in COMPETITION
    if rule in EVERY_PUBLIC_CONTRACT:
        return True
    if rule == "PA-71-5":  # Section 71(6)
        return not light_touch
    if rule == "PA-PSQ":  # Sections 22 and 46(1), and 46(11) for light-touch frameworks
        return competition and not (call_off and light_touch)
    return competition and not call_off and (light_touch or rule != "PA-23-6")


def _by_user_choice(known: Known) -> bool:
    """Section 53(6), and paragraph 16 of Schedule 5, which is for light-touch services alone."""
    directly = known.procedure is Procedure.DIRECT_AWARD and known.framework is not Framework.CALL_OFF
    return directly and "light_touch" in known.regime and known.direct_award_ground == "user_choice"


def _smaller_bidders(known: Known) -> str:
    """Sections 12(4) and 86; below the threshold sections 84(1)(b) and 86(2) leave two kinds out."""
    left_out = known.framework is Framework.CALL_OFF or "concession" in known.regime
    return NO if left_out and not at_threshold(known) else YES


def _social_value_act(known: Known) -> str:
    """Section 1(16) and (17) of the Act: light-touch contracts count from rows 11 and 12 too."""
    if known.category in (Category.GOODS, Category.WORKS) or known.framework is Framework.CALL_OFF:
        return NO
    if "concession" in known.regime:
        return NO
    return YES if known.amount >= goods_services_threshold(known) else NO


def _no_selection(known: Known) -> str:
    if known.framework is Framework.CALL_OFF or "concession" in known.regime:
        return NO
    if at_threshold(known):
        return NO
    old = known.commencement_date <= date(2025, 12, 31)
    central = known.authority_type in (AuthorityType.NHS_TRUST, AuthorityType.CENTRAL)
    figure = (138_760 if old else 135_018) if central else (213_477 if old else 207_720)
    return NO if known.category is Category.WORKS and known.amount >= figure else YES


def _large(rule: str, known: Known) -> str:
    spared = rule != "PA-53" and (
        known.framework is Framework.ESTABLISHES or known.regime not in (Regime.STANDARD,)
    )
    if spared or known.amount <= 5_000_000:
        return NO
    high_threshold = known.category is Category.WORKS or "concession" in known.regime
    return YES if not high_threshold or at_threshold(known) else NO
