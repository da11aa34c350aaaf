"""The closed lists an officer chooses from.

Each member's value is the word used in case files, exchange files and the database; its label is
what people read. The values are those of the case file (``docs/case-file.md``).
"""

from enum import StrEnum


class Choice(StrEnum):
    """A closed list whose members carry the words shown to people."""

    label: str

    def __new__(cls, value: str, label: str) -> "Choice":
        """Make a member from its stored *value* and the *label* that people read."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class AuthorityType(Choice):
    """Who buys. Thresholds differ between central and sub-central authorities (PA 2023, s3)."""

    COUNCIL = "council", "Council"
    ICB = "icb", "Integrated care board"
    NHS_TRUST = "nhs_trust", "NHS trust or foundation trust"
    CENTRAL = "central", "Central government"


class Category(Choice):
    """What is mainly bought."""

    SERVICES = "services", "Services"
    GOODS = "goods", "Goods"
    WORKS = "works", "Works"
    MIXED = "services_with_goods_or_works", "Services with goods or works"


class Regime(Choice):
    """Which set of rules governs the contract."""

    STANDARD = "standard", "Standard"
    LIGHT_TOUCH = "light_touch", "Light-touch"
    PROVIDER_SELECTION = "provider_selection", "NHS Provider Selection Regime"
    CONCESSION = "concession", "Concession"
    LIGHT_TOUCH_CONCESSION = "light_touch_concession", "Light-touch concession"


class Framework(Choice):
    """How the contract stands to a framework."""

    NONE = "none", "Not a framework"
    ESTABLISHES = "establishes", "Sets up a framework"
    CALL_OFF = "call_off", "Call-off from a framework"


class VatBasis(Choice):
    """Whether a stated value includes VAT. Legal thresholds include it (PA 2023, s3)."""

    INCLUSIVE = "inclusive", "Including VAT"
    EXCLUSIVE = "exclusive", "Excluding VAT"


class Procedure(Choice):
    """The route to the contract or to the change of service."""

    OPEN = "open", "Open procedure"
    COMPETITIVE_FLEXIBLE = "competitive_flexible", "Competitive flexible procedure"
    DIRECT_AWARD = "direct_award", "Direct award"
    QUOTATION = "quotation", "Request for quotations"
    IN_HOUSE = "in_house", "In-house delivery"
    TRADING_COMPANY = "trading_company", "Local authority trading company"
    CONTRACT_MODIFICATION = "contract_modification", "Contract modification"
    SERVICE_REVIEW = "service_review", "Service review"


class FirstStep(Choice):
    """What begins a procurement, and so fixes the figures that count (SI 2025/1200, reg 3(2))."""

    TENDER_NOTICE = "tender_notice", "Tender notice published"
    TRANSPARENCY_NOTICE = "transparency_notice", "Transparency notice published"
    BELOW_THRESHOLD_NOTICE = "below_threshold_notice", "Below-threshold tender notice published"
    INVITATION = "invitation", "Tenders or quotations invited without a notice"
    FIRST_CONTACT = "first_contact", "Supplier contacted to begin the award"


class AwardRoute(Choice):
    """Whether suppliers compete for the contract (PA 2023, ss19, 41 and 43)."""

    COMPETITION = "competition", "Competition"
    DIRECT_AWARD = "direct_award", "Direct award without a competition"
    SWITCH = "direct_award_switch", "Direct award after a competition without suitable tenders"


class DirectAwardGround(Choice):
    """What allows a direct award (PA 2023, Schedule 5, and s42 for the last)."""

    EXTREME_URGENCY = "extreme_urgency", "Extreme and unavoidable urgency"
    USER_CHOICE = "user_choice", "Choice of the person who uses the service"
    SINGLE_SUPPLIER = "single_supplier", "Only one supplier can do it"
    PROTOTYPE = "prototype", "Prototype or development"
    ADDITIONAL = "additional_or_repeat", "Additional or repeat supply"
    COMMODITIES = "commodities", "Commodities bought on a market"
    INSOLVENCY = "insolvency", "Good terms because of an insolvency"
    DEFENCE = "defence", "Defence and security"
    PROTECT_LIFE = "protect_life", "Protecting life, by regulations"


class HealthAward(Choice):
    """How a health service is awarded without a competition (SI 2023/1348, regs 7 to 10 and 14)."""

    DIRECT_A = "direct_award_a", "Direct Award A: only the existing provider can"
    DIRECT_B = "direct_award_b", "Direct Award B: patients choose the provider"
    DIRECT_C = "direct_award_c", "Direct Award C: the existing provider goes on"
    MOST_SUITABLE = "most_suitable", "Most Suitable Provider"
    URGENT = "urgent", "Urgent award"


class LotsPosition(Choice):
    """How the duty to consider lots was met (PA 2023, s18)."""

    LOTS = "lots", "Divided into lots"
    REASONS_RECORDED = "reasons_recorded", "Not divided, with reasons recorded"
    NOT_CONSIDERED = "not_considered", "Not considered yet"


class MainPart(Choice):
    """The part of a mixed contract that is worth most."""

    SERVICES = "services", "Services"
    GOODS = "goods", "Goods"
    WORKS = "works", "Works"


class Decision(Choice):
    """What the officer decided about an item that the policy offers."""

    CHOSEN = "chosen", "Chosen"
    LEFT_OUT = "left_out", "Left out"


class Stage(Choice):
    """Where a question is asked."""

    SELECTION = "selection", "Selection"
    TENDER = "tender", "Tender"


class Frequency(Choice):
    """How often a KPI is reported."""

    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every three months"
    HALF_YEARLY = "half_yearly", "Every six months"
    YEARLY = "yearly", "Every year"
    ONCE = "once", "Once"


class EngagementKind(Choice):
    """What kind of engagement an entry in the log records."""

    MARKET = "market", "Preliminary market engagement"
    COPRODUCTION = "coproduction", "Coproduction with people who use the service"
    CONSULTATION = "consultation", "Consultation"
    PARTNERS = "partners", "Partners and voluntary sector"


class DocumentStatus(Choice):
    """How far a document has come."""

    DRAFT = "draft", "Draft"
    FOR_APPROVAL = "for_approval", "For approval"
    ISSUED = "issued", "Issued"


class ProjectStage(Choice):
    """How far a project is, from the first facts to the end of its contracts."""

    PLANNING = "planning", "Planning"
    OUT_TO_TENDER = "out_to_tender", "Out to tender"
    EVALUATING = "evaluating", "Evaluating"
    AWARDED = "awarded", "Awarded"
    RUNNING = "running", "Running"
    ENDED = "ended", "Ended"
    STOPPED = "stopped", "Stopped"
