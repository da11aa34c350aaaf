"""The Procurement Act 2023 read once more, as plain Python over contracts of which everything is known.

Typed from the Act (as it stood on 7 April 2026) and its regulations, without a look at the policy pack.
A function is named after its section and says whether that section's own words reach the contract.
"""

from datetime import date
from decimal import Decimal

from svdesk.domain.choices import Category, Framework, Procedure, Regime
from svdesk.domain.facts import ContractFacts

CENTRAL = ("nhs_trust", "central")
"""Procurement Regulations 2024, regulation 44 and Schedule 2: trusts are listed, boards and councils not."""


def threshold(facts: ContractFacts) -> Decimal:
    """Schedule 1, the table in paragraph 1(1), as it was and as SI 2025/1200 made it from 2026."""
    assert facts.commencement_date is not None
    old = facts.commencement_date < date(2026, 1, 1)
    if facts.regime is Regime.LIGHT_TOUCH_CONCESSION:
        return Decimal(5_372_609)
    if facts.regime is Regime.LIGHT_TOUCH:
        return Decimal(663_540)
    if facts.regime is Regime.CONCESSION or facts.category is Category.WORKS:
        return Decimal(5_372_609 if old else 5_193_000)
    if facts.authority_type in CENTRAL:
        return Decimal(139_688 if old else 135_018)
    return Decimal(214_904 if old else 207_720)


def governed(facts: ContractFacts) -> bool:
    """Section 120 with regulation 43, SI 2024/716, Schedule 2 paragraph 2, and a contract to begin with."""
    assert facts.commencement_date is not None
    return (
        facts.regime is not Regime.PROVIDER_SELECTION
        and facts.commencement_date >= date(2025, 2, 24)
        and facts.procedure not in (Procedure.IN_HOUSE, Procedure.SERVICE_REVIEW, Procedure.TRADING_COMPANY)
    )


def s3(facts: ContractFacts) -> bool:
    """Section 3: a public contract has an estimated value of not less than the threshold amount."""
    assert facts.value is not None
    return governed(facts) and facts.value >= threshold(facts)


def light(facts: ContractFacts) -> bool:
    """Section 9: a light touch contract; a concession can be one (Schedule 1, row 7)."""
    return facts.regime in (Regime.LIGHT_TOUCH, Regime.LIGHT_TOUCH_CONCESSION)


def concession(facts: ContractFacts) -> bool:
    """Section 8."""
    return facts.regime in (Regime.CONCESSION, Regime.LIGHT_TOUCH_CONCESSION)


def called_off(facts: ContractFacts) -> bool:
    """Section 45(1): awarded in accordance with a framework."""
    return facts.framework is Framework.CALL_OFF


def changed_only(facts: ContractFacts) -> bool:
    """A contract that stands is modified; none is awarded."""
    return facts.procedure is Procedure.CONTRACT_MODIFICATION


def s19(facts: ContractFacts) -> bool:
    """Sections 19 and 20: awarded by a competitive tendering procedure."""
    competed = facts.procedure in (Procedure.OPEN, Procedure.COMPETITIVE_FLEXIBLE, Procedure.QUOTATION)
    return s3(facts) and competed and not called_off(facts)


def s41(facts: ContractFacts, *grounds: str) -> bool:
    """Section 41: a direct award, on one of *grounds*."""
    direct = facts.procedure is Procedure.DIRECT_AWARD and not called_off(facts)
    return s3(facts) and direct and facts.direct_award_ground in grounds


def user_choice(facts: ContractFacts) -> bool:
    """Schedule 5, paragraphs 15 and 16: only light touch services can be awarded so."""
    return s41(facts, "user_choice") and light(facts)


def s28(facts: ContractFacts) -> bool:
    """Section 28(1): as part of a competitive tendering procedure."""
    return s19(facts)


def s32(facts: ContractFacts) -> bool:
    """Section 32(1), (2): a competitive flexible procedure for an award under section 19."""
    return s19(facts) and facts.procedure is Procedure.COMPETITIVE_FLEXIBLE


def s46(facts: ContractFacts) -> bool:
    """Section 46(8), (10), (11) and section 45(8): a competition under a framework for a public contract."""
    compete = facts.procedure not in (Procedure.DIRECT_AWARD, Procedure.CONTRACT_MODIFICATION)
    return s3(facts) and called_off(facts) and compete and not light(facts) and not concession(facts)


def s47(facts: ContractFacts) -> bool:
    """Section 47(1), (5)(c) and section 45(8): a framework that is a public contract."""
    sets_up = facts.framework is Framework.ESTABLISHES
    return s3(facts) and sets_up and not light(facts) and not concession(facts)


def s51(facts: ContractFacts) -> bool:
    """Section 51(1), (3): entry into a public contract."""
    urgent = s41(facts, "extreme_urgency", "protect_life")
    spared = urgent or called_off(facts) or light(facts)
    return s3(facts) and not spared and not changed_only(facts)


def s55(facts: ContractFacts) -> bool:
    """Section 55(1): after a tender or transparency notice, which section 44(3) spares user choice."""
    return s3(facts) and not called_off(facts) and not changed_only(facts) and not user_choice(facts)


def s67(facts: ContractFacts) -> bool:
    """Section 67(1): every public contract."""
    return s3(facts)


def s68(facts: ContractFacts) -> bool:
    """Section 68(1) and, below the threshold, sections 84(1) and 88(1): all but concessions."""
    return governed(facts) and not concession(facts)


def s69(facts: ContractFacts) -> bool:
    """Section 69(1), (6)."""
    return s3(facts) and not concession(facts)


def s70(facts: ContractFacts) -> bool:
    """Section 70(1), (4)."""
    return s3(facts) and not concession(facts)


def s74(facts: ContractFacts) -> bool:
    """Section 74(1), (2), (9): light touch too, whose supplier may not be changed."""
    return s3(facts)


def s75(facts: ContractFacts) -> bool:
    """Section 75(1), (6)(b)."""
    return s3(facts) and not light(facts)


def s77(facts: ContractFacts) -> bool:
    """Section 77(2): a change notice was due, and the contract is worth more than £5 million."""
    assert facts.value is not None
    return s75(facts) and facts.value > Decimal(5_000_000)


def s78(facts: ContractFacts) -> bool:
    """Section 78(1): every public contract."""
    return s3(facts)


def s80(facts: ContractFacts) -> bool:
    """Section 80(1), (4)(b): every public contract but user choice."""
    return s3(facts) and not user_choice(facts)


def s81(facts: ContractFacts) -> bool:
    """Section 81(1): a covered procurement, which section 1 says is that of a public contract."""
    return s3(facts)


def light_touch_freedoms(facts: ContractFacts) -> bool:
    """Sections 47(5)(c), 51(3)(f), 52(6)(d), 54(3) and (4), 74(2): what spares light touch contracts."""
    return s3(facts) and light(facts)


RULES = {
    "PA-28": s28,
    "PA-32": s32,
    "PA-46": s46,
    "PA-47": s47,
    "PA-51": s51,
    "PA-55": s55,
    "PA-67": s67,
    "PA-68": s68,
    "PA-69": s69,
    "PA-70": s70,
    "PA-74": s74,
    "PA-75": s75,
    "PA-77": s77,
    "PA-78": s78,
    "PA-80": s80,
    "PA-81": s81,
    "PA-LT": light_touch_freedoms,
}
"""Each rule with the section whose words it gives."""
