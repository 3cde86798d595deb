"""Making and correcting returns: what is refused, what is kept for good, and what a correction cites."""

import hashlib
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from claims import actions as claim_actions
from claims.models import Claim, Return, ReturnFile, ReturnLine
from claims.returns import actions
from claims.returns.family_progress import COUNTED, RESTS_ON, SCHEMA
from claims.returns.making import Difference, csv_of, differences, files_of
from claims.returns.preparing import prepare, prepare_correction
from claims.returns.schema import Asked
from claims.returns.schemas import MADE_ON_THEIR_OWN, SCHEMAS
from families.models import District, LogEntry
from families.permissions import Refused
from tests.claims.building import claim_at, user, withdraw
from tests.claims.returns.building import cover, event, household

pytestmark = pytest.mark.django_db

KINDS = [kind for kinds in (*COUNTED.values(), *RESTS_ON.values()) for kind in kinds]
SUMMER = {"as_of": date(2016, 9, 30), "first_day": date(2016, 4, 1), "last_day": date(2016, 9, 30)}
FOR = {"recipient": "The department", "purpose": "Progress of families"}


def make(by=None, **more):
    return actions.make_return(name="family-progress", by=by or user("analyst"), **{**SUMMER, **FOR, **more})


@pytest.fixture
def families():
    """Two families without a fault, one of whom has an incident; returns the incident."""
    cover(*KINDS)
    north = District.objects.create(code="N", name="North")
    first, _ = household("F1", district=north), household("F2", district=north)
    return event("asb_incident", date(2016, 5, 5), family=first)


def test_a_return_is_kept_as_files_with_their_digests_and_logged_about_each_family(families):
    analyst = user("analyst")
    sent = make(analyst)
    assert (sent.rows, sent.made_by, sent.edition, sent.noted, sent.note) == (2, analyst, 1, 0, "")
    for file in sent.files.all():
        assert hashlib.sha256(bytes(file.content)).hexdigest() == file.sha256
    assert [file.file_name for file in sent.files.all()] == [
        f"family-progress-2016-04-01-to-2016-09-30.{form}" for form in ("csv", "xlsx")
    ]
    assert list(sent.lines.values_list("number", "family__reference")) == [(1, "F1"), (2, "F2")]
    entries = LogEntry.objects.filter(verb="exported", by=analyst)
    assert sorted(entries.values_list("about_type", "detail")) == [
        ("family", f"in return {sent.pk}, family-progress, to The department"),
        ("family", f"in return {sent.pk}, family-progress, to The department"),
        ("return", "2 rows to The department"),
    ]


def test_it_can_be_made_again_from_its_two_clocks_to_the_byte(families):
    sent = make()
    withdraw(families)
    asked = Asked(sent.as_of, sent.known_at, sent.first_day, sent.last_day)
    again = files_of(SCHEMA, SCHEMA.gather(asked).lines)
    assert again == {file.format: bytes(file.content) for file in sent.files.all()}


def test_one_return_made_a_hundred_times_in_many_time_zones_and_languages_has_one_digest(families, settings):
    asked = prepare(SCHEMA, **SUMMER).asked
    digests = set()
    for number in range(100):
        settings.TIME_ZONE = ("Europe/London", "Pacific/Auckland", "America/Los_Angeles", "UTC")[number % 4]
        settings.LANGUAGE_CODE = ("en-gb", "de", "tr", "ar")[number % 4]
        settings.USE_THOUSAND_SEPARATOR = bool(number % 2)
        found = files_of(SCHEMA, SCHEMA.gather(asked).lines)
        digests.add(tuple(hashlib.sha256(found[form]).hexdigest() for form in ("csv", "xlsx")))
    assert len(digests) == 1


def test_a_correction_cites_what_it_corrects_and_lists_what_changed(families):
    sent = make()
    before = csv_of(sent)
    withdraw(families)
    made = actions.correct_return(sent=sent, by=user("analyst"), reason="The police took an incident back.")
    assert (made.corrects, made.edition, made.recipient, made.purpose) == (sent, 2, sent.recipient, sent.purpose)
    assert str(made) == "family-progress-2016-04-01-to-2016-09-30-correction-1"
    assert differences(SCHEMA.key, before, csv_of(made)) == [Difference("F1 2016-04-01", "asb_incidents", "1", "0")]
    assert csv_of(Return.objects.get(pk=sent.pk)) == before
    with pytest.raises(Refused, match="corrected already"):
        actions.correct_return(sent=sent, by=user("analyst"), reason="Again.")
    with pytest.raises(Refused, match="nothing to correct"):
        actions.correct_return(sent=made, by=user("analyst"), reason="Again.")
    with pytest.raises(Refused, match="Say why"):
        actions.correct_return(sent=made, by=user("analyst"), reason="")


def test_lines_that_come_and_go_are_differences_too():
    old, new = b"id,x\r\n1,a\r\n2,b\r\n", b"id,x,y\r\n2,c,\r\n3,d,\r\n"
    assert differences(("id",), old, new) == [
        Difference("1", kind="removed"), Difference("2", "x", "b", "c"), Difference("3", kind="added"),
    ]


def test_a_fault_that_must_be_mended_stops_it_and_one_that_may_be_sent_needs_a_note():
    cover(*KINDS)
    household("F1")
    with pytest.raises(Refused, match="Say what the recipient is told"):
        make()
    assert make(note="The district is not known.").noted == 1
    empty = household("F2", roles=())
    with pytest.raises(Refused, match="^1 fault must be mended"):
        make(recipient="Somebody else", note="x")
    assert empty.reference not in csv_of(Return.objects.get()).decode()


def test_the_same_return_is_made_once_for_a_recipient(families):
    make()
    with pytest.raises(Refused, match="already made for this recipient"):
        make(recipient="the DEPARTMENT")
    make(recipient="The evaluator")
    with pytest.raises(Refused, match="nothing to return"):
        make(as_of=date(2015, 3, 31), first_day=date(2014, 10, 1), last_day=date(2015, 3, 31))


def test_what_changed_since_it_was_looked_at_is_not_sent_unseen(families):
    seal = prepare(SCHEMA, **SUMMER).seal
    withdraw(families)
    with pytest.raises(Refused, match="has changed since you looked"):
        make(seal=seal)
    assert make(seal=prepare(SCHEMA, **SUMMER).seal).rows == 2


@pytest.mark.parametrize("role", ["key_worker", "team_manager", "auditor", "partner", "administrator"])
@pytest.mark.parametrize("name", MADE_ON_THEIR_OWN)
def test_only_analysts_and_programme_managers_make_returns(role, name):
    with pytest.raises(Refused, match="^Only "):
        actions.make_return(name=name, by=user(role), as_of=date(2016, 9, 30), **FOR)


def test_the_database_lets_nothing_of_a_return_be_changed_or_deleted(families):
    sent = make()
    for attempt in (
        lambda: Return.objects.filter(pk=sent.pk).update(recipient="x"),
        lambda: ReturnFile.objects.filter(sent=sent).update(content=b"x"),
        lambda: ReturnLine.objects.filter(sent=sent).update(number=9),
        lambda: ReturnLine.objects.filter(sent=sent)._raw_delete("default"),
        lambda: Return.objects.filter(pk=sent.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "pbr-return"}, "same return"), ({"recipient": "Somebody else"}, "same return"),
        ({"edition": 3}, "same return"), ({"first_day": date(2016, 1, 1)}, "same return"),
        ({"reason": ""}, "correction_cites"), ({"recipient": ""}, "same return"), ({"noted": 1}, "carries_a_note"),
    ],
)
def test_the_database_takes_no_odd_correction(families, wrong, words):
    sent = make()
    fields = {
        **{name: getattr(sent, name) for name in (
            "name", "schema_version", "as_of", "known_at", "first_day", "last_day", "recipient", "purpose", "rows",
            "made_at", "made_by",
        )},
        "edition": 2, "corrects": sent, "reason": "Why.", **wrong,
    }
    with pytest.raises((DatabaseError, IntegrityError), match=words), transaction.atomic():
        Return.objects.create(**fields)


@pytest.mark.usefixtures("programme")
def test_a_return_of_claims_is_corrected_when_a_claim_was_taken_back():
    claim = claim_at("submitted")
    other = claim_at("submitted")
    sent = Return.objects.get(window=claim.window)
    schema = SCHEMAS["pbr-return"]
    assert prepare_correction(schema, sent).differences_from(sent) == []
    assert (sent.recipient, sent.purpose) == ("The department", f"Payment for results, window {claim.window}")
    claim_actions.withdraw_claim(claim=Claim.objects.get(pk=claim.pk), by=user(), reason="Moved away.")
    assert prepare_correction(schema, sent).differences_from(sent) == [Difference(claim.reference, kind="removed")]
    assert other.window != claim.window
