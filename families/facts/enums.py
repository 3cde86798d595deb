"""The vocabulary of facts: what partners and workers can tell us."""

from django.db import models


class EventKind(models.TextChoices):
    """Something that happened on a day."""

    FIXED_EXCLUSION = "fixed_exclusion", "Fixed-term exclusion"
    PERMANENT_EXCLUSION = "permanent_exclusion", "Permanent exclusion"
    PROVEN_OFFENCE = "proven_offence", "Proven offence"
    ASB_INCIDENT = "asb_incident", "Anti-social behaviour incident"
    DOMESTIC_ABUSE_INCIDENT = "domestic_abuse_incident", "Domestic abuse incident"
    POLICE_CALLOUT = "police_callout", "Police call-out"
    MISSING_EPISODE = "missing_episode", "Missing episode"
    EVICTION_NOTICE = "eviction_notice", "Eviction notice"


class SpellKind(models.TextChoices):
    """Something that was so over days."""

    EMPLOYMENT = "employment", "Employment"
    BENEFIT_JSA = "benefit_jsa", "Jobseeker's Allowance"
    BENEFIT_ESA = "benefit_esa", "Employment and Support Allowance"
    BENEFIT_IS = "benefit_is", "Income Support"
    BENEFIT_IB = "benefit_ib", "Incapacity Benefit"
    BENEFIT_CA = "benefit_ca", "Carer's Allowance"
    BENEFIT_SDA = "benefit_sda", "Severe Disablement Allowance"
    BENEFIT_UC = "benefit_uc", "Universal Credit"
    CHILD_IN_NEED = "child_in_need", "Child in need"
    CHILD_PROTECTION = "child_protection", "Child protection plan"
    LOOKED_AFTER = "looked_after", "Looked after by the council"
    EARLY_HELP = "early_help", "Early help"
    WORK_PROGRAMME = "work_programme", "Work Programme"
    ESF_PROVISION = "esf_provision", "European Social Fund provision"
    CUSTODY = "custody", "In custody"
    ALTERNATIVE_PROVISION = "alternative_provision", "Alternative provision"
    NOT_ON_ROLL = "not_on_roll", "Not on a school roll"
    NEET = "neet", "Not in education, employment or training"
    RENT_ARREARS = "rent_arrears", "Rent arrears"
    TREATMENT = "treatment", "In treatment"


class Grade(models.IntegerChoices):
    """How well a fact is founded, the best first. What rests on several facts is as good as the worst of them."""

    OFFICIAL_RECORD = 1, "Official record"
    PARTNER_STATEMENT = 2, "Partner's statement"
    WORKER_OBSERVATION = 3, "Worker's observation"
    FAMILY_STATEMENT = 4, "Family's statement"
    JUDGEMENT = 5, "Judgement"


class ClaimRoute(models.TextChoices):
    """The two ways to a result."""

    SUSTAINED = "sustained", "Significant and sustained progress"
    EMPLOYMENT = "employment", "Continuous employment"


class ClaimMadeStatus(models.TextChoices):
    """What became of a claim made for a family, here or elsewhere, as far as the next judgement is concerned."""

    APPROVED = "approved", "Approved"
    SUBMITTED = "submitted", "Submitted"
    PAID = "paid", "Paid"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LoadState(models.TextChoices):
    """How a load ended."""

    RUNNING = "running", "Running"
    DONE = "done", "Loaded"
    PART = "part", "Loaded in part: some rows were handed back"
    REFUSED = "refused", "Refused: nothing was loaded"
    HELD = "held", "Held for a person: nothing is loaded yet"
    RETURNED = "returned", "Returned to the sender: nothing was loaded"
