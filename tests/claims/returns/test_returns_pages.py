"""The pages of returns: what is shown before a return is made, and what is kept after."""

import re
from datetime import date

import pytest
from django.urls import reverse

from claims.exports.writing import CONTENT_TYPES
from claims.models import Return
from claims.returns import actions
from claims.returns.documenting import page as documentation
from claims.returns.preparing import prepare
from claims.returns.schemas import SCHEMAS
from families.models import District, LogEntry
from tests.claims.building import user, withdraw
from tests.claims.returns.building import cover, event, household
from tests.claims.returns.test_making import FOR, KINDS, SUMMER

pytestmark = pytest.mark.django_db

ASKED = {"period": "2016-04-01/2016-09-30", **FOR}
PREPARE = "claims:prepare_return"


def text(response):
    body = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main"):]).split())


@pytest.fixture
def analyst(client):
    person = user("analyst")
    client.force_login(person)
    return person


@pytest.fixture
def families():
    """Two families without a fault; returns an incident of the first."""
    cover(*KINDS)
    north = District.objects.create(code="N", name="North")
    first, _ = household("F1", district=north), household("F2", district=north)
    return event("asb_incident", date(2016, 5, 5), family=first)


def prepared(client, **more):
    return client.get(reverse(PREPARE, args=["family-progress"]), {**ASKED, **more})


def query(client):
    return client.get(reverse(PREPARE, args=["family-progress"]), ASKED).wsgi_request.get_full_path()


def seal():
    return prepare(SCHEMAS["family-progress"], **SUMMER).seal


def test_an_analyst_looks_at_a_return_and_makes_it(client, analyst, families):
    blank = client.get(reverse(PREPARE, args=["family-progress"]))
    assert "you are shown first what the return would hold" in text(blank)
    unsaid = client.get(reverse(PREPARE, args=["family-progress"]), {"recipient": ""})
    assert text(unsaid).count("Enter who receives") == 2
    page = text(prepared(client))
    assert "2, about 2 families" in page
    assert "None was found" in page
    answer = client.post(query(client), {"seal": seal(), "sure": "yes"}, follow=True)
    assert "The return is made: 2 rows for The department." in text(answer)
    sent = Return.objects.get()
    assert (sent.made_by, sent.purpose) == (analyst, FOR["purpose"])
    assert "already made for this recipient" in text(prepared(client))
    file = client.get(reverse("claims:returned_file", args=[sent.pk, "csv"]))
    assert (file.headers["Content-Type"], b"".join(file.streaming_content)) == (
        CONTENT_TYPES["csv"], bytes(sent.files.get(format="csv").content),
    )
    assert LogEntry.objects.filter(by=analyst, about_type="return", detail="the csv file").count() == 1
    assert client.get(reverse("claims:returned_file", args=[sent.pk, "pdf"])).status_code == 404


def test_nothing_is_made_without_a_confirmation_or_of_what_was_not_seen(client, analyst, families):
    address, old = query(client), seal()
    assert "Confirm that you have looked at what the return holds" in text(client.post(address, {"seal": old}))
    withdraw(families)
    assert "has changed since you looked at it" in text(client.post(address, {"seal": old, "sure": "yes"}))
    assert Return.objects.count() == 0


def test_faults_are_listed_filtered_and_taken_along(client, families):
    client.force_login(user())
    lost, empty = household("F3"), household("F4", roles=())
    page = prepared(client)
    words = text(page)
    assert "1 must be mended first. " in words
    assert "2 may be sent with a note." in words
    assert words.index("F4") < words.index("F3")
    assert reverse("families:household", args=[empty.token]) in page.content.decode()
    assert reverse("outcomes:family", args=[lost.token]) in page.content.decode()
    assert "Make this return" not in words
    only = text(prepared(client, severity="may", column="district", family="f3"))
    assert ("F3 –" in only, "F4 –" in only) == (True, False)
    assert "No fault fits what you chose" in text(prepared(client, family="NOBODY"))
    file = client.get(reverse("claims:return_faults", args=["family-progress", "csv"]), ASKED)
    assert b"".join(file.streaming_content).decode().splitlines()[:2] == [
        "column,what_is_wrong,how_grave,family_reference,person_reference",
        "children,The family has no member on the last day that counts,Must be mended first,F4,",
    ]
    assert LogEntry.objects.get(detail="3 faults to mend").about_type == "family-progress"


def test_an_analyst_is_shown_another_way_to_mend_what_only_workers_may(client, analyst, families):
    household("F3")
    page = prepared(client)
    assert "Send a corrected file" in text(page)
    assert reverse("families:load_files") in page.content.decode()


def test_a_correction_is_shown_before_and_after_it_is_made(client, analyst, families):
    sent = actions.make_return(name="family-progress", by=analyst, **SUMMER, **FOR)
    address = reverse("claims:correct_return", args=[sent.pk])
    assert "nothing to correct" in text(client.get(address))
    withdraw(families)
    change = "F1 2016-04-01, asb_incidents: “1” became “0”"
    assert change in text(client.get(address))
    answer = client.post(address, {"seal": seal(), "sure": "yes", "reason": "Taken back."}, follow=True)
    page = text(answer)
    assert change in page
    assert "family-progress-2016-04-01-to-2016-09-30 , made on" in page
    assert "Corrected by family-progress-2016-04-01-to-2016-09-30-correction-1" in text(
        client.get(reverse("claims:return", args=[sent.pk]))
    )
    made = Return.objects.get(corrects=sent)
    assert client.get(address).headers["Location"] == reverse("claims:correct_return", args=[made.pk])


def test_list_can_be_filtered_and_costs_the_same_however_long(
    client, analyst, families, django_assert_max_num_queries
):
    page = reverse("claims:returns")
    assert "No return was made yet" in text(client.get(page))
    for number in range(20):
        actions.make_return(
            name="family-progress", by=analyst, **SUMMER, recipient=f"Office {number:02}", purpose="Progress"
        )
    with django_assert_max_num_queries(12):
        assert "20 returns." in text(client.get(page))
    assert "1 return." in text(client.get(page, {"recipient": "Office 07"}))
    assert "No return fits what you chose" in text(client.get(page, {"name": "pbr-return"}))


def test_an_auditor_reads_what_was_made_and_makes_nothing(client, analyst, families):
    sent = actions.make_return(name="family-progress", by=analyst, **SUMMER, **FOR)
    client.force_login(user("auditor"))
    assert "Only an analyst or programme manager may prepare returns" in text(client.get(reverse("claims:returns")))
    page = text(client.get(reverse("claims:return", args=[sent.pk])))
    assert sent.files.get(format="csv").sha256 in page
    assert "Only an analyst or programme manager may make returns" in page
    assert client.get(reverse("claims:returned_file", args=[sent.pk, "csv"])).status_code == 200
    assert prepared(client).status_code == 404


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_says_what_it_is(client, analyst, name):
    page = client.get(reverse("claims:return_schema", args=[name])).content.decode().replace("<wbr>", "")
    schema = SCHEMAS[name]
    assert all(column.heading in page for column in schema.columns)
    assert all(column.meaning and column.source and column.rule for column in schema.columns)
    assert len({column.heading for column in schema.columns}) == len(schema.columns)
    assert set(schema.key) <= {column.heading for column in schema.columns}


def test_the_documentation_is_fresh(settings):
    assert (settings.BASE_DIR / "docs" / "returns.md").read_text(encoding="utf-8") == documentation()
