"""The page of one family: what it says, to whom, and of which moment."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from families.accounts.enums import Role
from families.event_log.enums import Verb
from families.models import District, Family, LogEntry
from outcomes.models import Readiness, Verdict
from outcomes.wording import day
from tests.outcomes.authority import (
    TODAY,
    authority,
    judge_tonight,
    load,
    on,
    plain_family,
    rich_family,
    sign_in,
    user,
)
from tests.standing import standing

pytestmark = pytest.mark.django_db


@standing
def rich_and_plain(folder):
    """A family in which nearly everything occurs, and a plain one of another key worker in another district."""
    user(Role.KEY_WORKER)
    user(Role.KEY_WORKER, "b.other")
    return authority(folder, rich_family("TF-1"), plain_family("TF-2", lead_worker="b.other", district="south"))


@pytest.fixture
def families(rich_and_plain, client):
    sign_in(client, "a.key_worker")
    return rich_and_plain


def url(family):
    return reverse("outcomes:family", args=[family.token])


def words(response):
    """The page's text with tags taken out and white space made single."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)).replace("&#x27;", "'").replace("&amp;", "&")


def test_title_names_nobody_since_browsers_keep_titles(client, families):
    title = re.search(r"<title>(.*?)</title>", client.get(url(families["TF-1"])).content.decode())[1]
    assert title == "Family TF-1 – Families programme"


def test_page_says_who_the_family_is_and_what_it_waits_for(client, families):
    text = words(client.get(url(families["TF-1"])))
    assert "Okafor family" in text
    assert "has no objective for this problem: Families affected by domestic violence and abuse." in text
    assert f"The first day on which a result could be claimed is {day(on(483))}, once nothing else is missing." in text
    assert "Stage Active plan" in text
    assert f"Engaged: {day(on(0))}" in text
    assert f"Ada Okafor Child 10 {day(on(-900))}" in text
    assert f"Cyrus Bell, adult, {day(on(-900))} to {day(on(100))}" in text
    assert f"Children who need help Ben Okafor, {day(on(-20))}, from social care Suspected" in text
    assert f"Agreed {day(on(20))} Covers Dawn Okafor, Ada Okafor, Ben Okafor, Cyrus Bell" in text


def test_page_and_list_call_a_family_alike(client, tmp_path):
    user(Role.KEY_WORKER)
    father = ("TF-3-father", "Jon", "Elder", TODAY - timedelta(days=50 * 365))
    elsewhere = {"people": [father], "memberships": [("TF-3", "TF-3-father", "non_resident_parent", on(-900), "")]}
    found = authority(tmp_path / "files", plain_family("TF-3"), elsewhere)
    sign_in(client, "a.key_worker")
    assert "TF-3, Reed" in client.get("/families/").content.decode()
    assert "Reed family" in words(client.get(url(found["TF-3"])))


def test_page_gives_no_day_to_a_family_that_was_claimed_already(client, tmp_path):
    user(Role.KEY_WORKER)
    late = {"events": [("x1", "police", "proven_offence", TODAY - timedelta(days=10), "TF-3-adult", "", "no", "")]}
    claimed = {"claims": [("TF-3", "expanded", "sustained", on(200), "800", "paid")]}
    found = authority(tmp_path / "files", plain_family("TF-3"), late, claimed)
    sign_in(client, "a.key_worker")
    text = words(client.get(url(found["TF-3"])))
    assert "A result for this family was already claimed in this programme." in text
    assert "The first day on which a result could be claimed" not in text


def test_page_shows_each_verdict_with_its_sentences_and_picture(client, families):
    response = client.get(url(families["TF-1"]))
    text = words(response)
    assert "Ada Okafor: school attendance Not met" in text
    assert "Ada Okafor's lowest attendance in any of these terms was 74.58%. That does not meet the test." in text
    assert "Missing Ben Okafor's attendance record for every one of these terms. This normally comes from" in text
    assert "Dawn Okafor: in work and off benefit Not yet" in text
    assert "The family: no anti-social behaviour incident for 6 months Lost again" in text
    assert response.content.decode().count("<svg") == 8
    assert "style=" not in response.content.decode().partition("<main")[2]


def test_page_says_what_can_be_claimed_and_what_is_missing(client, families):
    text = words(client.get(url(families["TF-1"])))
    assert (
        f"Not yet Could be claimed from {day(on(483))} by continuous employment, if all goes well until then and "
        "nothing else is missing by then."
    ) in text
    assert "attending school regularly: not met (attendance did not reach the threshold)." in text


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (Role.KEY_WORKER, "b.other", 404), (Role.TEAM_MANAGER, "", 200), (Role.PROGRAMME_MANAGER, "", 200),
        (Role.ANALYST, "", 404), (Role.AUDITOR, "", 404), (Role.ADMINISTRATOR, "", 404), (Role.PARTNER, "", 404),
    ],
)
def test_page_is_there_only_for_those_who_work_with_the_family(client, families, role, name, status):
    if not name:
        name = f"a.{role}"
        user(role, district=District.objects.get(code="north") if role == Role.TEAM_MANAGER else None)
    sign_in(client, name)
    missing = client.get("/families/00000000-0000-4000-8000-000000000000/")
    response = client.get(url(families["TF-1"]))
    assert (response.status_code, missing.status_code) == (status, 404)
    if status == 404:
        assert response.content == missing.content


def test_page_is_logged_and_writes_nothing_else(client, families):
    seen = LogEntry.objects.count()
    before = (Verdict.objects.count(), Readiness.objects.count())
    client.get(url(families["TF-1"]))
    entry, = LogEntry.objects.order_by("pk")[seen:]
    assert (entry.verb, entry.by.username, entry.about_type, entry.about_id) == (
        Verb.VIEWED, "a.key_worker", "family", families["TF-1"].pk,
    )
    assert (Verdict.objects.count(), Readiness.objects.count()) == before


def test_page_takes_as_many_queries_for_a_large_family_as_for_a_small_one(client, tmp_path, families):
    children = [f"TF-1-child{number}" for number in range(8)]
    with CaptureQueriesContext(connection) as small:
        client.get(url(families["TF-1"]))
    load(
        tmp_path / "more",
        people=[(child, "Zoe", "Okafor", TODAY - timedelta(days=9 * 365)) for child in children],
        memberships=[("TF-1", child, "child", on(-900), "") for child in children],
        term_records=[(child, "Term 1", "Hill School", 100, 0, 0) for child in children],
    )
    with CaptureQueriesContext(connection) as large:
        assert words(client.get(url(families["TF-1"]))).count("Zoe Okafor") > 16
    assert len(small) == len(large)


def test_page_links_to_recording_for_those_who_may(client, families):
    page = client.get(url(families["TF-1"])).content.decode()
    assert reverse("families:record_event", args=[families["TF-1"].token]) in page
    assert reverse("families:assign_lead_worker", args=[families["TF-1"].token]) not in page
    user(Role.PROGRAMME_MANAGER)
    sign_in(client, "a.programme_manager")
    page = client.get(url(families["TF-1"])).content.decode()
    assert reverse("families:assign_lead_worker", args=[families["TF-1"].token]) in page


def test_page_of_a_closed_family_says_so(client, tmp_path, families):
    closed = plain_family("TF-2", lead_worker="a.key_worker", stage="closed", closed_on=TODAY - timedelta(days=2))
    load(tmp_path / "more", families=closed["families"])
    text = words(client.get(url(families["TF-2"])))
    assert f"The work with this family was closed on {day(TODAY - timedelta(days=2))}. It is no longer judged." in text


def test_page_of_a_family_not_engaged_says_so(client, tmp_path, families):
    load(tmp_path / "more", **plain_family("TF-3", engaged_on=""))
    text = words(client.get(url(Family.objects.get(reference="TF-3"))))
    assert "The family has not been engaged yet." in text
    assert "Nothing is judged before the family is engaged." in text


def test_page_shows_the_past_as_it_was_known(client, tmp_path, families):
    before = timezone.now()
    withdrawn = [("TF-1-e3", "police", "asb_incident", TODAY - timedelta(days=30), "TF-1-ada", "", "yes", "")]
    load(tmp_path / "more", events=withdrawn)
    now = words(client.get(url(families["TF-1"])))
    assert "The family: no anti-social behaviour incident for 6 months Met" in now
    assert "You are looking at" not in now
    then = words(client.get(url(families["TF-1"]), {"known_at": before.isoformat()}))
    assert f"You are looking at what was known on {day(timezone.localdate(before))}" in then
    assert "The family: no anti-social behaviour incident for 6 months Lost again" in then
    assert "Record something about this family" not in then
    earlier = words(client.get(url(families["TF-1"]), {"as_of": on(50).isoformat()}))
    assert f"about {day(on(50))}" in earlier
    assert "Cyrus Bell Adult" in earlier
    assert LogEntry.objects.filter(verb=Verb.VIEWED, detail="as it was").count() == 2


def test_page_refuses_days_to_come_and_shows_today_instead(client, families):
    response = client.get(url(families["TF-1"]), {"as_of": (TODAY + timedelta(days=1)).isoformat()})
    text = words(response)
    assert f"The day must be today, {day(TODAY)}, or earlier" in text
    assert "You are looking at" not in text
    assert "<title>Error: " in response.content.decode()
    text = words(client.get(url(families["TF-1"]), {"as_of": "30 February", "known_at": "whenever"}))
    assert "The day must be a real date, like 2026-03-27" in text
    assert "The moment must be a real date and time, like 2026-03-27T09:30" in text


def test_page_shows_earlier_verdicts(client, tmp_path, families):
    load(tmp_path / "more", term_records=[("TF-1-ben", "Term 2", "Hill School", 120, 0, 0)])
    judge_tonight()
    text = words(client.get(url(families["TF-1"])))
    assert (
        f"{day(TODAY)} to {day(TODAY)}: Children who have not been attending school regularly, Ben Okafor. Cannot tell "
        "A term's attendance has not reached us."
    ) in text


def facts(response):
    shown = [entry for entry, _ in response.context["facts"]]
    return [(entry.says, entry.person_id and entry.row.person.reference, entry.state) for entry in shown]


def test_timeline_has_everything_newest_first(client, families):
    response = client.get(url(families["TF-1"]))
    days = [entry.on for entry, _ in response.context["facts"]]
    assert days == sorted(days, reverse=True)
    assert response.context["page"].paginator.count == 20
    assert facts(response)[0] == ("Anti-social behaviour incident", "TF-1-ada", "")
    text = words(response)
    assert "Source: police. Recorded" in text
    assert "file events.csv" in text


def test_timeline_can_be_filtered_by_kind_and_member(client, families):
    family = families["TF-1"]
    events = facts(client.get(url(family), {"fact": "event"}))
    assert [says for says, _, _ in events] == [
        "Anti-social behaviour incident", "Fixed-term exclusion", "Domestic abuse incident", "Proven offence",
    ]
    ben = family.memberships.get(person__reference="TF-1-ben").person_id
    assert {who for _, who, _ in facts(client.get(url(family), {"member": ben}))} == {"TF-1-ben"}
    assert facts(client.get(url(family), {"fact": "score", "member": ben})) == []
    stranger = families["TF-2"].memberships.get().person_id
    assert len(facts(client.get(url(family), {"member": stranger}))) == 20


def test_timeline_marks_corrections_and_withdrawals(client, tmp_path, families):
    load(tmp_path / "more", events=[
        ("TF-1-e3", "police", "asb_incident", TODAY - timedelta(days=31), "TF-1-ada", "", "no", ""),
        ("TF-1-e4", "school", "fixed_exclusion", on(130), "TF-1-ada", "", "yes", "Two days"),
    ])
    assert facts(client.get(url(families["TF-1"]), {"fact": "event"})) == [
        ("Anti-social behaviour incident", "TF-1-ada", "Corrected"),
        ("Anti-social behaviour incident", "TF-1-ada", ""), ("Fixed-term exclusion", "TF-1-ada", "Withdrawn"),
        ("Domestic abuse incident", None, ""), ("Proven offence", "TF-1-dawn", ""),
    ]


def test_timeline_leaves_out_what_a_former_member_did_after_leaving(client, tmp_path, families):
    load(tmp_path / "more", events=[
        ("c1", "police", "police_callout", on(90), "TF-1-cy", "", "no", ""),
        ("c2", "police", "missing_episode", on(150), "TF-1-cy", "", "no", ""),
    ])
    said = [says for says, _, _ in facts(client.get(url(families["TF-1"]), {"fact": "event"}))]
    assert "Police call-out" in said
    assert "Missing episode" not in said


def test_timeline_goes_on_over_pages(client, tmp_path, families):
    load(tmp_path / "more", events=[
        (f"m{number}", "police", "police_callout", on(number), "TF-1-dawn", "", "no", "") for number in range(60)
    ])
    response = client.get(url(families["TF-1"]), {"page": 4, "fact": "event"})
    assert response.context["page"].paginator.num_pages == 3
    assert len(facts(response)) == 14
