"""A small authority for tests of pages: families loaded from files, as any authority loads them."""

import csv
from datetime import date, timedelta
from pathlib import Path

import outcomes
from families.accounts.enums import Role
from families.facts.actions import load_paths
from families.facts.enums import LoadState
from families.models import Family, User
from families.two_clocks import moment_of_reading
from outcomes.actions import judge_and_keep, publish_plan
from outcomes.judging import EVERYONE
from outcomes.models import OutcomesPlan

TODAY = date.today()
ENGAGED = TODAY - timedelta(days=400)
PLAN = Path(outcomes.__file__).parent / "plans" / "expanded.toml"

HEADERS = {
    "terms": "code starts_on ends_on counts",
    "districts": "code name coordinator estimate",
    "people": "person_ref forename surname date_of_birth",
    "families": "family_ref framework district identified_on stage engaged_on assessed_on lead_worker closed_on",
    "memberships": "family_ref person_ref role starts_on ends_on",
    "problems": "family_ref headline person_ref identified_on source status",
    "plans": "family_ref agreed_on covers objectives",
    "term_records": "person_ref term school possible authorised unauthorised",
    "events": "source_ref source kind occurred_on person_ref family_ref withdrawn note",
    "spells": "source_ref source kind starts_on ends_on person_ref family_ref withdrawn note",
    "scores": "person_ref family_ref tool scored_on score",
    "judgements": "family_ref headline decided_on decided_by achieved reason",
    "coverage": "kind starts_on ends_on source",
    "claims": "family_ref framework route claimed_on amount status",
}


def on(days):
    """The day so many days after engagement."""
    return ENGAGED + timedelta(days=days)


def user(role, name="", **fields):
    """A person who may sign in."""
    name = name or f"a.{role}"
    first, _, last = name.partition(".")
    return User.objects.create(
        username=name, role=role, staff_number=name, first_name=first.title(), last_name=last.title(),
        **{"agency": "police" if role == Role.PARTNER else ""} | fields,
    )


def load(folder, **tables):
    """Loads rows (tuples in the order of `HEADERS`) as files of the datasets they are named after."""
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name, rows in tables.items():
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(HEADERS[name].split())
            writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    loads = load_paths(paths=[folder], by=None)
    refused = [f"{done.file_name}: {done.message}" for done in loads if done.state != LoadState.DONE]
    assert not refused, refused
    return loads


def publish():
    """The expanded programme's plan, published once."""
    return OutcomesPlan.objects.filter(code="expanded").first() or publish_plan(text=PLAN.read_bytes(), by=None).plan


def calendar():
    """Four terms: three that are over and one that is not."""
    return [
        (f"Term {number + 1}", on(start), on(start + 88), "yes") for number, start in enumerate((10, 110, 210, 330))
    ]


def everything_covered(until=TODAY - timedelta(days=1)):
    """Feeds that are complete from two years before engagement."""
    kinds = (
        "fixed_exclusion", "permanent_exclusion", "proven_offence", "asb_incident", "custody",
        "domestic_abuse_incident", "missing_episode", "child_in_need", "child_protection", "looked_after",
        "not_on_roll", "alternative_provision",
    )
    return [(kind, on(-730), until, "everybody") for kind in kinds]


def rich_family(reference="TF-1", lead_worker="a.key_worker", district="north", surname="Okafor"):
    """A family in which nearly every status occurs, as tables for `load`."""
    dawn, ada, ben, cy = (f"{reference}-{name}" for name in ("dawn", "ada", "ben", "cy"))
    return {
        "people": [
            (dawn, "Dawn", surname, TODAY - timedelta(days=35 * 365)),
            (ada, "Ada", surname, TODAY - timedelta(days=11 * 365)),
            (ben, "Ben", surname, TODAY - timedelta(days=9 * 365)),
            (cy, "Cyrus", "Bell", TODAY - timedelta(days=40 * 365)),
        ],
        "families": [
            (reference, "expanded", district, on(-30), "active_plan", ENGAGED, on(5), lead_worker, ""),
        ],
        "memberships": [
            (reference, dawn, "adult", on(-900), ""), (reference, ada, "child", on(-900), ""),
            (reference, ben, "child", on(-900), ""), (reference, cy, "adult", on(-900), on(100)),
        ],
        "problems": [
            (reference, "education", ada, on(-20), "school", "accepted"),
            (reference, "crime", "", on(-20), "police", "accepted"),
            (reference, "work", dawn, on(-20), "DWP", "accepted"),
            (reference, "domestic-abuse", "", on(-20), "police", "accepted"),
            (reference, "health", dawn, on(-20), "GP", "accepted"),
            (reference, "help", ben, on(-20), "social care", "suspected"),
        ],
        "plans": [(reference, on(20), f"{dawn} {ada} {ben} {cy}", "crime work education health")],
        "term_records": [
            (ada, "Term 1", "Hill School", 120, 4, 2), (ada, "Term 2", "Hill School", 118, 20, 10),
            (ada, "Term 3", "Hill School", 121, 3, 0), (ben, "Term 1", "Hill School", 120, 0, 0),
            (ben, "Term 3", "Hill School", 120, 1, 1),
        ],
        "events": [
            (f"{reference}-e1", "police", "proven_offence", on(-50), dawn, "", "no", ""),
            (f"{reference}-e2", "police", "domestic_abuse_incident", on(120), "", reference, "no", "A neighbour rang"),
            (f"{reference}-e3", "police", "asb_incident", TODAY - timedelta(days=30), ada, "", "no", ""),
            (f"{reference}-e4", "school", "fixed_exclusion", on(130), ada, "", "no", "Two days"),
        ],
        "spells": [
            (f"{reference}-s1", "DWP", "benefit_jsa", on(-300), on(300), dawn, "", "no", ""),
            (f"{reference}-s2", "employer", "employment", on(301), "", dawn, "", "no", ""),
        ],
        "scores": [
            (dawn, "", "family_star/wellbeing", on(10), 3), (dawn, "", "family_star/wellbeing", on(350), 6),
        ],
    }


def plain_family(reference, lead_worker="a.key_worker", district="north", **details):
    """A family of one adult in which little has happened, as tables for `load`."""
    adult = f"{reference}-adult"
    engaged = details.get("engaged_on", ENGAGED)
    return {
        "people": [(adult, "Sam", details.get("surname", "Reed"), TODAY - timedelta(days=30 * 365))],
        "families": [
            (reference, "expanded", district, on(-30), details.get("stage", "active_plan"), engaged, on(5), lead_worker,
             details.get("closed_on", "")),
        ],
        "memberships": [(reference, adult, "adult", on(-900), "")],
        "problems": [
            (reference, headline, "", on(-20), "police", "accepted")
            for headline in details.get("headlines", ("crime", "domestic-abuse"))
        ],
        "plans": [(reference, on(20), "", " ".join(details.get("objectives", ("crime", "domestic-abuse"))))],
    }


def together(*tables):
    """Several families' tables as one."""
    merged = {}
    for family in tables:
        for name, rows in family.items():
            merged.setdefault(name, []).extend(rows)
    return merged


def authority(folder, *families, **more):
    """An authority with a plan, two districts, a calendar, complete feeds, and these families; judged for today."""
    publish()
    load(folder, **together(
        {
            "districts": [("north", "North", "", ""), ("south", "South", "", "")], "terms": calendar(),
            "coverage": everything_covered(),
        },
        *families, more,
    ))
    judge_tonight()
    return {family.reference: family for family in Family.objects.all()}


def judge_tonight():
    """Judges everybody for today and keeps the verdicts, as a night does."""
    judge_and_keep(EVERYONE, as_of=TODAY, known_at=moment_of_reading())


def sign_in(client, username):
    """Signs this user in without asking for a password."""
    client.force_login(
        User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
    )
