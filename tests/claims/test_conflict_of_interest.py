"""Nobody approves a result they contributed to: by what they did, under whatever sign-in; in actions and database."""

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from claims import actions
from claims.campaigns.reading import item_of
from claims.contributors import contributors_in_words, deeds_by_person, deeds_of
from claims.models import Claim, ClaimMove
from claims.permissions import check_can_approve, check_can_check
from families.accounts.enums import Role
from families.models import (
    Agreement,
    Event,
    Judgement,
    LeadWorker,
    Load,
    Meeting,
    Membership,
    Objective,
    Plan,
    PlanAction,
    Problem,
    TermRecord,
    User,
)
from families.permissions import Refused
from tests.claims.building import (
    believe,
    check,
    claim_at,
    day,
    draw,
    family,
    incident,
    judge,
    review,
    sign_off,
    spell,
    user,
    window,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("programme")


def led(made, by):
    withdraw(LeadWorker.objects.get(family=made))
    believe(LeadWorker, family=made, name="Somebody", worker=by, starts_on=day(-300), ends_on=day(-200))
    believe(LeadWorker, family=made, name="Jo Lead", starts_on=day(-199))


def led_once_and_was_corrected(made, by):
    lead = LeadWorker.objects.get(family=made)
    withdraw(lead)
    wrong = believe(LeadWorker, family=made, name="Somebody", worker=by, starts_on=day(-300))
    withdraw(wrong)
    believe(LeadWorker, family=made, name="Jo Lead", starts_on=day(-300))


def wrote_a_plan(made, by):
    believe(Plan, by=by, family=made, agreed_on=day(-100), covers=None, objectives=["crime", "help"])


def worked_on_a_plan(made, by):
    withdraw(believe(Objective, family=made, headline="crime", what="Peace."), by=by)


def owned_nothing_but_settled_an_action(made, by):
    objective = believe(Objective, family=made, headline="crime", what="Peace.")
    believe(
        PlanAction, by=by, family=made, objective=objective.thread, what="Ring", due_on=day(-50), owner_user=user(),
        owner_name="Somebody", agency="Police", state="done", settled_on=day(-51),
    )


def had_a_plan_agreed(made, by):
    plan = believe(Plan, family=made, agreed_on=day(-90), covers=None, objectives=["crime", "help"])
    Agreement.objects.create(
        family=made, number=1, plan=plan, agreed_on=day(-90), content={}, recorded_at=timezone.now(), recorded_by=by
    )


def recorded_a_meeting(made, by):
    Meeting.objects.create(family=made, held_on=day(-80), recorded_at=timezone.now(), recorded_by=by)


def judged(made, by):
    believe(
        Judgement, family=made, headline="work", decided_on=day(-5), decided_by="Somebody", decider=by,
        decider_role=by.role, achieved=True, reason="Seen.",
    )


def recorded_about_the_family(made, by):
    incident(made, on=day(-315), by=by)


def recorded_about_a_member(made, by):
    person = Membership.objects.filter(family=made).first().person
    believe(
        Event, by=by, source="police", source_ref=f"X{made.pk}", kind="asb_incident", occurred_on=day(-315),
        person=person,
    )


def recorded_about_a_former_member(made, by):
    adult = Membership.objects.filter(family=made, role="adult").get().person
    other = family()
    believe(Membership, family=other, person=adult, role="adult", starts_on=day(-100))
    membership = Membership.objects.get(family=made, person=adult)
    withdraw(membership)
    believe(Membership, family=made, person=adult, role="adult", starts_on=day(-900), ends_on=day(-250))
    believe(
        Event, by=by, source="police", source_ref=f"X{made.pk}", kind="asb_incident", occurred_on=day(-800),
        person=adult,
    )


def recorded_and_was_corrected(made, by):
    withdraw(incident(made, on=day(-315), by=by))


def withdrew(made, by):
    withdraw(incident(made, on=day(-315)), by=by)


def corrected_a_problem(made, by):
    problem = Problem.objects.filter(family=made).first()
    withdraw(problem, by=by)
    believe(
        Problem, family=made, headline=problem.headline, identified_on=day(-319), source="referral", status="accepted"
    )


def loaded(made, by):
    load = Load.objects.create(
        dataset="events", file_name="events.csv", sha256="0" * 64, by=by, state="done", started_at=timezone.now()
    )
    believe(
        Event, load=load, source="police", source_ref=f"L{made.pk}", kind="asb_incident", occurred_on=day(-315),
        family=made,
    )


def led_by_the_name_in_a_file(made, by):
    name_in_full(by)
    withdraw(LeadWorker.objects.get(family=made))
    believe(LeadWorker, family=made, name=" ruth OYELARAN-king ", starts_on=day(-300))


def judged_by_the_user_name_in_a_file(made, by):
    believe(
        Judgement, family=made, headline="work", decided_on=day(-5), decided_by=by.username.upper(), achieved=True,
        reason="Seen.",
    )


def name_in_full(by):
    by.first_name, by.last_name = "Ruth", "Oyelaran-King"
    by.save()


DEEDS = [
    led, led_once_and_was_corrected, led_by_the_name_in_a_file, wrote_a_plan, worked_on_a_plan,
    owned_nothing_but_settled_an_action, had_a_plan_agreed, recorded_a_meeting, judged,
    judged_by_the_user_name_in_a_file,
    recorded_about_the_family, recorded_about_a_member, recorded_about_a_former_member, recorded_and_was_corrected,
    withdrew, corrected_a_problem, loaded,
]


@pytest.mark.parametrize("second_sign_in", [False, True], ids=["same sign-in", "second sign-in"])
@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_whoever_contributed_neither_checks_nor_approves_nor_audits(deed, second_sign_in):
    actor = user(staff_number="s 4711")
    by = user(staff_number=" S 4711") if second_sign_in else actor
    made = family()
    deed(made, actor)
    judge(made)
    claim = Claim.objects.get(family=made)
    refuse(claim, by, "check", "queued", "checked", actions.check_claim, digest=claim.evidence_digest)
    check(claim)
    refuse(claim, by, "approve", "checked", "approved", actions.approve_claim, digest=claim.evidence_digest)
    actions.approve_claim(claim=claim, by=user(), digest=claim.evidence_digest)
    into_a_sample(claim)
    auditor = user(Role.AUDITOR, staff_number="S 4711 ")
    refuse(claim, auditor, "audit", "in_sample", "audit_passed", audited)
    audited(claim, user(Role.AUDITOR))


def into_a_sample(claim):
    into = window()
    actions.add_to_window(claims=[claim], window=into, by=user())
    draw(into)


def audited(claim, by):
    review(item_of(claim), by)


def refuse(claim, by, verb, before, after, act, **given):
    """The act is refused to this person, by the action and, past it, by the database."""
    with pytest.raises(Refused, match=f"^You cannot {verb} this claim: you "):
        act(claim=claim, by=by, **given)
    claim.refresh_from_db()
    assert claim.status == before
    with pytest.raises(Error, match=f"claim cannot {verb} it"), transaction.atomic():
        put_past_the_actions(claim, by, "pass" if verb == "audit" else verb, after)


def put_past_the_actions(claim, by, verb, after):
    ClaimMove.objects.create(
        claim=claim, before=claim.status, verb=verb, after=after, by=by, at=timezone.now(),
        digest=claim.evidence_digest, as_of=claim.as_of, known_at=claim.known_at,
    )


@pytest.mark.parametrize("second_sign_in", [False, True], ids=["same sign-in", "second sign-in"])
def test_one_person_does_only_one_of_checking_approving_and_auditing(second_sign_in):
    def again(person, role=Role.PROGRAMME_MANAGER):
        return user(role, staff_number=f" {person.staff_number.lower()}") if second_sign_in else person

    checker, approver = user(), user()
    claim = claim_at("checked", by=checker)
    refuse(claim, again(checker), "approve", "checked", "approved", actions.approve_claim, digest=claim.evidence_digest)
    actions.approve_claim(claim=claim, by=approver, digest=claim.evidence_digest)
    into_a_sample(claim)
    for person in (checker, approver):
        if second_sign_in:
            person = again(person, Role.AUDITOR)
        else:
            person.role = Role.AUDITOR
            person.save()
        refuse(claim, person, "audit", "in_sample", "audit_passed", audited)


def test_whoever_checked_the_same_evidence_before_it_was_put_back_cannot_approve_it_either():
    first = user()
    claim = claim_at("checked", by=first)
    actions.reconsider_claim(claim=claim, by=user(), reason="Too fast.")
    check(claim)
    claim.refresh_from_db()
    refuse(claim, first, "approve", "checked", "approved", actions.approve_claim, digest=claim.evidence_digest)


def test_evidence_that_the_approver_brings_within_the_same_transaction_is_seen_at_its_end():
    claim = claim_at("checked")
    approver = user()
    actions.approve_claim(claim=claim, by=approver, digest=claim.evidence_digest)
    incident(claim.family, on=day(-315), by=approver)
    with pytest.raises(Error, match="Whoever contributed to a claim cannot approve it"):
        connection.check_constraints()


def test_somebody_who_did_the_same_for_another_family_can_approve():
    actor = user()
    other = family()
    for deed in (led, wrote_a_plan, judged, recorded_about_the_family, loaded):
        deed(other, actor)
    claim = claim_at("checked")
    assert deeds_of(actor, claim.family_id) == []
    actions.approve_claim(claim=claim, by=actor, digest=claim.evidence_digest)


def test_a_file_that_names_nobody_bars_nobody():
    nameless = user(first_name="", last_name="")
    made = family()
    withdraw(LeadWorker.objects.get(family=made))
    believe(LeadWorker, family=made, name=" ", starts_on=day(-300))
    judge(made)
    assert deeds_of(nameless, made.pk) == []


def test_colleague_with_another_staff_number_can_approve():
    made = family()
    recorded_about_the_family(made, user(staff_number="A-1"))
    claim = claim_at("checked", made=made)
    check_can_approve(claim, user(staff_number="A-2"))


def test_recording_the_departments_answer_does_not_bar_from_the_next_claim():
    manager = user()
    claim = claim_at("rejected", by=manager)
    judge(claim.family)
    later = Claim.objects.get(family=claim.family, status="queued")
    check_can_check(later, manager)


def test_role_is_no_way_round_what_was_done():
    actor = user(Role.KEY_WORKER)
    made = family(lead=actor)
    judge(made)
    actor.role = Role.PROGRAMME_MANAGER
    actor.save()
    with pytest.raises(Refused, match="you led the work with this family"):
        check_can_check(Claim.objects.get(family=made), actor)


def test_approval_does_not_survive_the_approvers_contribution():
    manager = user()
    claim = claim_at("approved", by=manager)
    connection.check_constraints()  # as if what comes next came in a transaction of its own
    person = Membership.objects.filter(family=claim.family, role="child").get().person
    from families.models import Term, TermDates

    term = Term.objects.create(code="T1")
    believe(TermDates, term=term, starts_on=day(-900), ends_on=day(-800), counts=True)
    believe(
        TermRecord, by=manager, person=person, term=term, school="A", possible=100, authorised=0, unauthorised=0
    )
    from claims.submission import SubmissionRefused
    from tests.claims.building import window

    into = window(manager)
    actions.add_to_window(claims=[claim], window=into, by=manager)
    with pytest.raises(SubmissionRefused) as refused:
        sign_off(into, manager)
    assert refused.value.refusals[0][1] == f"{manager}, who approved it, recorded facts about this family."


def test_contributors_are_named_with_what_they_did():
    lead = user(Role.KEY_WORKER, staff_number="K-1", first_name="Kim", last_name="Worker")
    made = family(lead=lead, by=lead)
    spell(made, kind="rent_arrears", starts_on=day(-400), ends_on=day(-390))
    assert contributors_in_words(deeds_by_person(made.pk), User.objects.order_by("username")) == [
        ("Kim Worker", "led the work with this family, wrote the family's plan, recorded facts about this family")
    ]
