"""The vocabulary of the purpose ledger: what the information about a family is used for, and on what ground."""

from django.db import models


class Purpose(models.TextChoices):
    """One thing for which information about a family is used."""

    SUPPORT = "support", "Helping the family"
    CLAIM_EVIDENCE = "claim_evidence", "Evidence for the payment of results"
    NATIONAL_STUDY = "national_study", "The national study of the programme"
    FAMILY_MONITORING = "family_monitoring", "Monitoring of families for the department"
    RESEARCH = "research", "Other research"
    SERVICE_PLANNING = "service_planning", "Planning the council's services"


class LawfulBasis(models.TextChoices):
    """The grounds of Article 6(1) of the UK GDPR on which a purpose may rest."""

    PUBLIC_TASK = "public_task", "Public task"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation"
    CONSENT = "consent", "Consent"
    VITAL_INTERESTS = "vital_interests", "Vital interests"
    LEGITIMATE_INTERESTS = "legitimate_interests", "Legitimate interests"


class NoticeWay(models.TextChoices):
    """How a privacy notice reached somebody."""

    BY_HAND = "by_hand", "Given on paper"
    READ_OUT = "read_out", "Read out and talked through"
    POST = "post", "Sent by post"
    EMAIL = "email", "Sent by e-mail or text"
    INTERPRETER = "interpreter", "Through an interpreter or in an easy-read version"
