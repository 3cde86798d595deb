"""Where a draft begins: a published version, a core plan, or a file."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.exchanging import background_of
from outcomes.drafts.standing import core_and_departures
from outcomes.drafts.trees import tables_from, tree_of
from outcomes.models import CorePlan, OutcomesPlan
from outcomes.plan_file.examples import dump_examples


def beginning(*, begin, file=None):
    """What a draft says at first, as `start_draft` takes it. Raises PlanFaults for a file, and Refused."""
    sort, *keys = begin.split()
    if sort == "file":
        return _from_file(file.read())
    return _from_version(int(keys[0])) if sort == "plan" else _from_core(int(keys[0]), keys[1])


def _from_version(pk):
    version = OutcomesPlan.objects.get(pk=pk)
    background = background_of(version)
    return {
        "code": version.code, "text": _as_next(plan_file.parse(version.toml), version.code), "based_on": version,
        "examples": background.examples if background else "", "core": background.core if background else None,
        "reasons": {each["at"]: each["reason"] for each in background.departures} if background else {},
        "what": f"Started from {version}",
    }


def _from_core(pk, code):
    core = CorePlan.objects.get(pk=pk)
    return {
        "code": code, "text": _as_next(plan_file.parse(core.toml), code), "core": core, "what": f"Started from {core}",
    }


def _from_file(text):
    exchange = plan_file.read_exchange(text)
    core, _ = core_and_departures(exchange)
    newest = _newest(exchange.plan.code)
    if exchange.plan.version <= newest:
        raise Refused(
            f"Version {newest} of {exchange.plan.code} is already published. Give the plan in the file a higher number "
            f"than {exchange.plan.version}."
        )
    return {
        "code": exchange.plan.code, "text": plan_file.dump(exchange.plan), "examples": dump_examples(exchange.examples),
        "core": core, "reasons": exchange.reasons, "what": "Started from a file",
    }


def _as_next(plan, code):
    """The plan as the next version of this framework, in force from tomorrow."""
    identity = {
        "code": code, "version": _newest(code) + 1, "effective_from": timezone.localdate() + timedelta(days=1),
    }
    return plan_file.dump(plan_file.parse(plan_file.write_tables(_in_file_order(tables_from(tree_of(plan), identity)))))


def _in_file_order(tables):
    """The name where files have it: after the code."""
    return {"code": tables["code"], "name": tables.get("name"), **tables}


def _newest(code):
    return OutcomesPlan.objects.filter(code=code).aggregate(most=Max("version"))["most"] or 0
