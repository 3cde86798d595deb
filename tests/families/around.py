"""Everything that can be recorded about the people round a family, each once, for tests that look at every page."""

from datetime import timedelta

from django.utils.timezone import localdate

from families.assessments.actions import complete_assessment
from families.chronologies.actions import begin_chronology, write_line
from families.documents.actions import attach_document
from families.drafts.actions import Sent, keep_draft
from families.household.actions.addresses import record_address
from families.household.actions.members import add_person
from families.household.actions.relationships import record_relationship, record_unborn_child
from families.household.reading import Household
from families.models import Membership, Person, PersonDetails
from families.notes.actions import add_note
from families.professionals.actions import record_contact, record_professional
from families.purposes.actions import record_notice, record_objection
from families.referrals.actions import take_referral
from families.scoring.actions import record_readings
from families.scoring.tools_on_file import tools

CHILD = {
    "forename": "Tadhg", "surname": "Okafor", "date_of_birth": localdate() - timedelta(days=900), "sex": "M", "upn": "",
    "nino": "", "nhs_number": "",
}
PLACE = {
    "line_1": "14 Millstone Row", "town": "Brightmoor", "postcode": "LS1 4AP", "ward": "Thornhill",
    "tenure": "Private rent",
}
PROFESSIONAL = {
    "name": "Sarah Pell", "agency": "CAMHS", "job": "Nurse", "phone": "0113 496 0000", "email": "sarah@example.org",
}
REFERRER = {"name": "Ann Dyer", "agency": "Hill School", "phone": "", "email": "ann@example.org"}


def adult_of(family):
    """The member who joined first."""
    return Person.objects.get(pk=Membership.objects.current().filter(family=family).order_by("pk").first().person_id)


def assess(family, by, on=None):
    """A whole-family assessment, with something written about everybody."""
    on = on or localdate()
    members = Membership.objects.current().filter(family=family, starts_on__lte=on)
    sections = {str(row.person_id): {"strengths": "Kind and funny"} for row in members}
    latest = family.assessments.current().order_by("-assessed_on", "-pk").first()
    return complete_assessment(
        family=family, by=by, assessed_on=on, opened=latest and latest.pk,
        answers={**sections, "family": {"summary": "Mornings are the hardest part of the day"}},
    )


def begin_note(family, by, text="He smiled wh", **sent):
    """A note that was begun, as its page keeps it."""
    return keep_draft(
        by=by, family=family, page="families:write_note", parts={"token": str(family.token)}, what="Write a note",
        sent=Sent(typed={"text": [text]}, boxes=frozenset({"text"}), last_field="id_text", **sent),
    )


def people_around(family, by):
    """One of everything, typed in by this person; the parts of each page's address, by the page's name."""
    today = localdate()
    adult = adult_of(family)
    child = add_person(family=family, by=by, person=CHILD, role="child", starts_on=today - timedelta(days=800))
    kin = record_relationship(
        family=family, by=by, person=adult, kind="carer", other=child, starts_on=today - timedelta(days=700)
    )
    unborn = record_unborn_child(
        family=family, by=by, person=adult, due_on=today + timedelta(days=90), starts_on=today - timedelta(days=10)
    )
    home = Household(family, as_of=today).home or record_address(
        family=family, by=by, starts_on=today - timedelta(days=600), place=PLACE
    )
    around = record_professional(family=family, by=by, starts_on=today - timedelta(days=300), person=PROFESSIONAL)
    record_contact(professional=around, family=family, by=by, happened_on=today - timedelta(days=5), kind="visit")
    note = add_note(
        family=family, by=by, kind="visit", happened_on=today - timedelta(days=5), about=[child.pk],
        text="Tadhg was asleep. His mother asked about a nursery place.", is_significant=True,
    )
    add_note(family=family, by=by, happened_on=today - timedelta(days=4), text="He was ill.", cites=note, corrects=True)
    document = attach_document(
        family=family, by=by, name="letter.txt", content=b"Dear Ms Okafor", kind="letter", title="Letter of the school",
        dated_on=today - timedelta(days=6), about=[child.pk],
    )
    chronology = begin_chronology(family=family, by=by, title="For the conference", purpose="the conference")
    line = write_line(chronology=chronology, by=by, on=today - timedelta(days=5), says="Ms Okafor asked for help.")
    referral = take_referral(
        by=by, received_on=today - timedelta(days=9), referrer=REFERRER, about="The Okafors", reason="Often absent",
        family=family,
    )
    objection = record_objection(
        family=family, by=by, purpose="research", objected_on=today - timedelta(days=4), reason="Enough was asked",
    )
    record_notice(family=family, by=by, version="2024-1", given_on=today - timedelta(days=9), way="read_out")
    *_, reading = record_readings(
        family=family, by=by, tool=tools()["family_star"], scored_on=today - timedelta(days=50), worker={"safety": 3},
        own={"safety": 6, "routine": 4}, words={"safety": "We feel safe here"},
    )
    assessment = assess(family, by)
    begin_note(family, by)
    member = Membership.objects.current().get(family=family, person=child)
    details = PersonDetails.objects.current().get(person=child)
    pages = {
        **dict.fromkeys(("change_member", "correct_member"), member), "correct_person": details,
        **dict.fromkeys(("change_relationship", "correct_relationship"), kin),
        **dict.fromkeys(("correct_unborn_child", "record_birth", "end_pregnancy"), unborn),
        **dict.fromkeys(("correct_address", "move_home", "leave_address"), home),
        **dict.fromkeys(("note", "add_to_note", "take_back_note"), note),
        **dict.fromkeys(("document", "withdraw_document"), document),
        **dict.fromkeys(("correct_own_reading", "withdraw_own_reading"), reading),
        **dict.fromkeys(
            ("correct_professional", "end_professional", "record_contact", "withdraw_professional"), around
        ),
    }
    pages |= {"correct_objection": objection, "assessment_version": assessment}
    of_chronology = (
        "chronology", "choose_lines", "write_line", "lock_chronology", "reopen_chronology", "copy_chronology",
    )
    of_referral = (
        "referral", "correct_referral", "acknowledge_referral", "decide_referral", "tell_outcome", "register_family",
    )
    return {
        **{f"families:{name}": {"pk": row.pk} for name, row in pages.items()},
        **{f"families:{name}": {"pk": chronology.pk} for name in of_chronology},
        **{f"families:{name}": {"pk": chronology.pk, "line": line.pk} for name in ("chronology_line", "take_out_line")},
        "families:withdraw_household": {"kind": "relationship", "pk": kin.pk},
        "families:take_back_objection": {"pk": objection.pk, "who": 0},
        "families:withdraw_from_ledger": {"kind": "objection", "pk": objection.pk},
        "families:set_basis": {"purpose": "research"},
        "families:plan_copy_file": {"size": "large"},
        "families:record_readings": {"tool": "family_star"},
        **{f"families:{name}": {"thread": referral.thread} for name in of_referral},
    }
