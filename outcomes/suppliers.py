"""What each kind of fact is called in a sentence, and who normally supplies it."""

from dataclasses import dataclass

from django.db import models

from families.facts.enums import EventKind, SpellKind
from outcomes.wording import both, sentence


class Supplier(models.TextChoices):
    """Who normally tells us of a fact. The words stand in the middle of a sentence."""

    SCHOOLS = "schools", "schools"
    POLICE = "police", "the police"
    JOBCENTRE = "jobcentre", "Jobcentre Plus (DWP)"
    SOCIAL_CARE = "social_care", "children's social care"
    HOUSING = "housing", "the housing service or landlord"
    HEALTH = "health", "health services"
    KEY_WORKER = "key_worker", "the key worker"


@dataclass(frozen=True)
class Evidence:
    """A kind of fact in a sentence: `no (one)`, `fewer (many)`, and who normally supplies it."""

    one: str
    many: str
    supplier: Supplier


EVENTS = {
    EventKind.FIXED_EXCLUSION: Evidence("fixed-term exclusion", "fixed-term exclusions", Supplier.SCHOOLS),
    EventKind.PERMANENT_EXCLUSION: Evidence("permanent exclusion", "permanent exclusions", Supplier.SCHOOLS),
    EventKind.PROVEN_OFFENCE: Evidence("proven offence", "proven offences", Supplier.POLICE),
    EventKind.ASB_INCIDENT: Evidence(
        "anti-social behaviour incident", "anti-social behaviour incidents", Supplier.POLICE
    ),
    EventKind.DOMESTIC_ABUSE_INCIDENT: Evidence(
        "domestic abuse incident", "domestic abuse incidents", Supplier.POLICE
    ),
    EventKind.POLICE_CALLOUT: Evidence("police call-out", "police call-outs", Supplier.POLICE),
    EventKind.MISSING_EPISODE: Evidence("missing episode", "missing episodes", Supplier.POLICE),
    EventKind.EVICTION_NOTICE: Evidence("eviction notice", "eviction notices", Supplier.HOUSING),
}


def _benefit(kind):
    return Evidence(f"claim for {kind.label}", f"claims for {kind.label}", Supplier.JOBCENTRE)


SPELLS = {
    SpellKind.EMPLOYMENT: Evidence("employment", "employment", Supplier.KEY_WORKER),
    SpellKind.BENEFIT_JSA: _benefit(SpellKind.BENEFIT_JSA),
    SpellKind.BENEFIT_ESA: _benefit(SpellKind.BENEFIT_ESA),
    SpellKind.BENEFIT_IS: _benefit(SpellKind.BENEFIT_IS),
    SpellKind.BENEFIT_IB: _benefit(SpellKind.BENEFIT_IB),
    SpellKind.BENEFIT_CA: _benefit(SpellKind.BENEFIT_CA),
    SpellKind.BENEFIT_SDA: _benefit(SpellKind.BENEFIT_SDA),
    SpellKind.BENEFIT_UC: _benefit(SpellKind.BENEFIT_UC),
    SpellKind.CHILD_IN_NEED: Evidence("child in need plan", "child in need plans", Supplier.SOCIAL_CARE),
    SpellKind.CHILD_PROTECTION: Evidence("child protection plan", "child protection plans", Supplier.SOCIAL_CARE),
    SpellKind.LOOKED_AFTER: Evidence("time in care", "time in care", Supplier.SOCIAL_CARE),
    SpellKind.EARLY_HELP: Evidence("early help case", "early help cases", Supplier.SOCIAL_CARE),
    SpellKind.WORK_PROGRAMME: Evidence(
        "time on the Work Programme", "time on the Work Programme", Supplier.JOBCENTRE
    ),
    SpellKind.ESF_PROVISION: Evidence(
        "European Social Fund provision", "European Social Fund provision", Supplier.JOBCENTRE
    ),
    SpellKind.CUSTODY: Evidence("time in custody", "time in custody", Supplier.POLICE),
    SpellKind.ALTERNATIVE_PROVISION: Evidence(
        "time in alternative provision", "time in alternative provision", Supplier.SCHOOLS
    ),
    SpellKind.NOT_ON_ROLL: Evidence(
        "time without a school place", "time without a school place", Supplier.SCHOOLS
    ),
    SpellKind.NEET: Evidence(
        "time out of education, employment and training", "time out of education, employment and training",
        Supplier.SCHOOLS,
    ),
    SpellKind.RENT_ARREARS: Evidence("rent arrears", "rent arrears", Supplier.HOUSING),
    SpellKind.TREATMENT: Evidence("treatment", "treatment", Supplier.HEALTH),
}

EVIDENCE = EVENTS | SPELLS


def one_of(kinds) -> list[str]:
    """Each kind's words for a single one of them."""
    return [EVIDENCE[kind].one for kind in kinds]


def many_of(kinds) -> list[str]:
    """Each kind's words for several of them."""
    return [EVIDENCE[kind].many for kind in kinds]


def supplied_by(*suppliers) -> str:
    """The sentence that says who normally supplies what is missing."""
    return sentence(f"this normally comes from {both(dict.fromkeys(supplier.label for supplier in suppliers))}")


def supplied_for(kinds) -> str:
    """The sentence that says who normally supplies facts of these kinds."""
    return supplied_by(*(EVIDENCE[kind].supplier for kind in kinds))
