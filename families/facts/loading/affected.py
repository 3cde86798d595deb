"""Whose judgement a load may change."""

from django.apps import apps
from django.db.models import Q

from families.facts.datasets import DATASETS

EVERYBODY = ("terms", "coverage")


def affected_families(load):
    """The families about which, or about whose members past or present, this load recorded or closed a belief.

    The school calendar and coverage bear on everybody. A queryset of `Family`, found in sets from the load's id.
    """
    families = apps.get_model("families", "Family").objects
    tables = [DATASETS[load.dataset].table]
    if load.dataset in EVERYBODY and load.accepted or touched("families_coverage", load).exists():
        return families.all()
    if not load.accepted or not DATASETS[load.dataset].on_two_clocks:
        return families.none()
    if load.dataset == "families":
        tables.append("families_leadworker")
    found = Q()
    memberships = apps.get_model("families", "Membership").objects
    for table in tables:
        beliefs = touched(table, load)
        fields = {field.name for field in beliefs.model._meta.get_fields()}
        if "family" in fields:
            found |= Q(pk__in=beliefs.filter(family__isnull=False).values("family"))
        if "person" in fields and load.dataset != "memberships":
            found |= Q(pk__in=memberships.filter(person__in=beliefs.values("person")).values("family"))
    return families.filter(found)


def touched(table, load):
    model = next(model for model in apps.get_app_config("families").get_models() if model._meta.db_table == table)
    return model.objects.filter(Q(load=load) | Q(superseded_load=load))
