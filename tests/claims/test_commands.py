"""The commands: evaluate, its replay, and the claim actions for scripts."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from claims import actions, tasks
from claims.models import Claim
from families.command_line import a_moment
from outcomes.models import Night, NightChunk, Readiness, Verdict
from outcomes.nights.actions import open_night
from tests.claims.building import audit, claim_at, day, family, incident, sign_off, user, window, withdraw

pytestmark = pytest.mark.usefixtures("programme")


def run(*words, **options):
    out = StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue()


def test_evaluate_judges_keeps_and_fills_the_queue():
    made = family()
    family(ready=False)
    assert run("evaluate") == (
        f"Judged 2 open families as of {day()}. 2 changed. 1 joined the claim queue, 0 left it.\n"
    )
    assert Claim.objects.get().family == made
    assert run("evaluate", "--full") == (
        f"Judged 2 open families as of {day()}. 0 changed. 0 joined the claim queue, 0 left it.\n"
    )


def test_evaluate_can_look_at_one_family_alone():
    made, other = family(), family()
    assert run("evaluate", "--family", made.reference).startswith("Judged 1 open families")
    assert not Claim.objects.filter(family=other).exists()
    with pytest.raises(CommandError, match="There is no family “F-none”"):
        run("evaluate", "--family", "F-none")


def test_replay_changes_nothing_and_gives_the_same_digest_twice():
    made = family()
    run("evaluate")
    moment = timezone.now()
    before = [list(model.objects.order_by("pk").values()) for model in (Claim, Verdict, Readiness)]
    first = run("evaluate", "--known-at", moment.isoformat())
    incident(made)
    assert run("evaluate", "--known-at", moment.isoformat()) == first
    assert run("evaluate", "--as-of", day(-200).isoformat()) != first
    assert before == [list(model.objects.order_by("pk").values()) for model in (Claim, Verdict, Readiness)]
    assert "1 open families, 1 claimable." in first
    assert re.search(r"Digest of verdicts and readiness: [0-9a-f]{64}\n$", first)


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--as-of", "31/9/2016", "is not a date: September 2016 has 30 days"),
        ("--as-of", "20160930", "is not a date"),
        ("--as-of", "2016-W39", "is not a date"),
        ("--as-of", "0001-01-01", "is not a date: the year is not between 1880 and 2199"),
        ("--as-of", "", "is not a date"),
        ("--known-at", "yesterday", "is not a moment"),
        ("--known-at", "20160930", "is not a moment"),
        ("--known-at", "2016-09-30T25:00", "is not a moment"),
        ("--known-at", "0001-01-01T00:00+14:00", "is not a moment"),
        ("--known-at", "", "is not a moment"),
        ("--family", "", "There is no family"),
    ],
)
def test_words_that_cannot_be_read_are_refused_and_nothing_is_judged(option, value, sentence):
    family()
    with pytest.raises(CommandError, match=sentence):
        run("evaluate", option, value)
    assert not Readiness.objects.exists()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-09-30T17:00", "2016-09-30T17:00:00+01:00"),
        ("2016-12-30 17:00:01.5", "2016-12-30T17:00:01.500000+00:00"),
        ("2016-09-30T17:00Z", "2016-09-30T17:00:00+00:00"),
        ("2016-09-30T17:00:00-0500", "2016-09-30T17:00:00-05:00"),
        ("2016-09-30", "2016-09-30T23:59:59.999999+01:00"),
        ("30/9/2016", "2016-09-30T23:59:59.999999+01:00"),
    ],
)
def test_moment_without_a_zone_is_local_and_a_day_means_its_end(text, moment):
    assert a_moment(text).isoformat() == moment


def test_queue_is_listed():
    claim = claim_at("queued")
    claim_at("approved")
    assert run("claims", "queue") == (
        f"{claim.reference}\t{claim.family.reference}\texpanded\tsustained\t800.00\t{day()}\n"
    )


def test_claim_is_approved_submitted_and_verified_from_scripts():
    manager, checker = user(), user("analyst")
    claim = claim_at("queued")
    assert run("claims", "check", claim.reference, "--by", checker.username).startswith(
        f"{claim.reference} is checked on evidence "
    )
    assert run("claims", "approve", claim.reference, "--by", manager.username).startswith(
        f"{claim.reference} is approved on evidence "
    )
    into = window(manager)
    actions.add_to_window(claims=[Claim.objects.get()], window=into, by=manager)
    audit(into)
    assert run(
        "claims", "sign-off", "--window", into.code, "--by", manager.username, "--chief-officer", "Ade Chief",
        "--finance-officer", "Bo Money",
    ).startswith("1 claims are signed off, digest ")
    lines = run("claims", "submit", "--window", into.code, "--by", manager.username).splitlines()
    assert [line.split("\t")[:2] for line in lines] == [
        [f"pbr-return-{into.code}.csv", "1 claims"], [f"pbr-return-{into.code}.xlsx", "1 claims"]
    ]
    assert run("claims", "verify", claim.reference).startswith(f"{claim.reference} holds: submitted, evidence ")


def test_scripts_obey_the_same_permissions():
    claim = claim_at("queued")
    with pytest.raises(CommandError, match="Only a programme manager may approve a claim"):
        run("claims", "approve", claim.reference, "--by", user("auditor").username)
    with pytest.raises(CommandError, match="Only a programme manager or analyst may check a claim"):
        run("claims", "check", claim.reference, "--by", user("auditor").username)
    with pytest.raises(CommandError, match="There is no user “nobody”"):
        run("claims", "approve", claim.reference, "--by", "nobody")
    with pytest.raises(CommandError, match="There is no claim “C-none”"):
        run("claims", "verify", "C-none")


def test_refused_submission_names_every_family():
    claim = claim_at("approved")
    manager = user()
    into = window(manager)
    actions.add_to_window(claims=[claim], window=into, by=manager)
    sign_off(into, manager)
    incident(claim.family)
    with pytest.raises(CommandError) as refused:
        run("claims", "submit", "--window", into.code, "--by", manager.username)
    assert f"{claim.family.reference} {claim.reference}: It does not hold any more." in str(refused.value)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("UPDATE claims_claim SET evidence = jsonb_set(evidence, '{readiness,route}', '\"employment\"')",
         "The evidence is not the one that its digest names."),
        ("UPDATE claims_returnfile SET content = content || 'x'::bytea", "is not the file that was sent."),
        ("UPDATE claims_claimmove SET before = 'declined' WHERE verb = 'approve'", "cannot follow"),
        ("UPDATE claims_claimmove SET digest = 'x' WHERE verb = 'approve'", "No move records the approval"),
        ("UPDATE claims_claimmove SET digest = 'x' WHERE verb = 'check'", "No move records the check"),
        ("UPDATE claims_claimmove SET by_id = (SELECT approved_by_id FROM claims_claim) WHERE verb = 'check';"
         " UPDATE claims_claim SET checked_by_id = approved_by_id", "The same person checked and approved it."),
        ("UPDATE families_event SET occurred_on = current_date", "gives other evidence"),
        ("DELETE FROM claims_returnfile", "The return in which it was submitted is missing."),
        ("UPDATE claims_returnfile SET content = replace(encode(content, 'escape'), 'SSP', 'CE')::bytea,"
         " sha256 = encode(sha256(replace(encode(content, 'escape'), 'SSP', 'CE')::bytea), 'hex') WHERE format = 'csv'",
         "says something else about this claim than its evidence."),
        ("UPDATE claims_claim SET amount = 90000", "Its amount is not what the tariff gives"),
        ("UPDATE claims_claim SET route = 'employment'", "Its route is not the one that its evidence proves."),
        ("UPDATE claims_claim SET as_of = as_of - 1", "the day of its judgement is not the one in its evidence."),
        ("UPDATE claims_claim SET evidence = jsonb_set(evidence, '{as_of}', '\"2020-01-01\"')",
         "the day of its judgement is not the one in its evidence."),
        ("UPDATE claims_claim SET claimed_on = claimed_on - 1", "another day than the one on which it was claimed."),
        ("UPDATE claims_claim SET paid_on = current_date, paid_amount = 1",
         "Its history does not know of what it says now: paid_on, paid_amount."),
        ("UPDATE claims_claimmove SET at = at - interval '1 day' WHERE verb = 'approve'",
         "No move records the approval"),
        ("UPDATE families_logentry SET role = 'auditor' WHERE detail = 'submit'", "The event log does not hold move 7"),
        ("UPDATE families_logentry SET verb = 'viewed' WHERE detail = 'approve'", "does not hold move 3"),
        ("DELETE FROM families_logentry", "The event log does not hold move 2"),
        ("DELETE FROM families_claimmade", "What judging believes of this claim is not what the claim says."),
    ],
)
def test_verify_finds_what_somebody_changed_behind_the_guards(damage, sentence):
    claim = claim_at("submitted")
    assert "holds" in run("claims", "verify", claim.reference)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute(damage)
        cursor.execute("SET session_replication_role = DEFAULT")
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run("claims", "verify", claim.reference)


def test_night_opens_judges_and_fills_the_queue(django_capture_on_commit_callbacks, settings):
    from troubled_families.celery import app

    app.conf.task_always_eager = True
    try:
        made = family()
        with django_capture_on_commit_callbacks(execute=True):
            tasks.open_night()
        assert Claim.objects.get().family == made
        night = Night.objects.get(business_date=day())
        assert (night.finished_at is not None, night.chunks.get().joined) == (True, 1)
        with django_capture_on_commit_callbacks(execute=True):
            tasks.sweep_nights()
        assert Claim.objects.count() == 1
    finally:
        app.conf.task_always_eager = False


def test_evaluate_looks_at_whoever_is_due_or_touched_and_with_full_at_everybody():
    made, quiet = family(), family()
    night = open_night()
    tasks.work_chunk(night.chunks.get().pk)
    incident(made)
    assert run("evaluate").startswith("Judged 1 open families")
    assert run("evaluate", "--full").startswith("Judged 2 open families")
    assert list(Claim.objects.filter(status="queued").values_list("family", flat=True)) == [quiet.pk]


def test_evaluate_in_full_fails_where_a_night_passed_somebody_over():
    """A belief that somebody wrote behind the product's back, dated before the last night, touches nobody."""
    made = family()
    night = open_night()
    tasks.work_chunk(night.chunks.get().pk)
    late = incident(made)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
        cursor.execute("UPDATE families_event SET recorded_at = %s WHERE id = %s", [night.known_at, late.pk])
        cursor.execute("SET session_replication_role = DEFAULT; SET CONSTRAINTS ALL DEFERRED")
    assert run("evaluate").startswith("Judged 0 open families")
    with pytest.raises(CommandError, match="1 families changed though no night had a reason to look at them"):
        run("evaluate", "--full")
    assert Night.objects.get().unforeseen == 1
    assert run("evaluate", "--full").startswith("Judged 1 open families")


def test_night_that_is_worked_late_takes_nothing_back_that_was_evaluated_meanwhile():
    made, quiet = family(), family()
    open_night()
    incident(made)
    run("evaluate")
    after = [list(model.objects.order_by("pk").values()) for model in (Claim, Verdict, Readiness)]
    tasks.work_chunk(NightChunk.objects.get().pk)
    assert [list(model.objects.order_by("pk").values()) for model in (Claim, Verdict, Readiness)] == after
    assert Claim.objects.get().family == quiet
    assert Night.objects.get().finished_at is not None


def test_night_that_is_worked_late_leaves_alone_what_was_evaluated_meanwhile_and_found_unchanged():
    claim = claim_at("queued")
    mistaken = incident(claim.family)
    open_night()
    withdraw(mistaken)
    run("evaluate")
    after = [list(model.objects.order_by("pk").values()) for model in (Claim, Verdict, Readiness)]
    tasks.work_chunk(NightChunk.objects.get().pk)
    assert [list(model.objects.order_by("pk").values()) for model in (Claim, Verdict, Readiness)] == after
    assert Night.objects.get().finished_at is not None
