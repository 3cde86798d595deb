"""Drafts are written by some and published by others, and nobody writes over what they have not seen."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.models import Family
from families.permissions import Refused
from outcomes import plan_file
from outcomes.drafts.actions import (
    Overtaken,
    change_draft,
    discard_draft,
    publish_draft,
    publish_exchange,
    start_draft,
    start_preview,
    take_in_core,
    waiting_preview_chunks,
    work_preview_chunk,
)
from outcomes.drafts.exchanging import file_of_version
from outcomes.enums import DraftState
from outcomes.models import Criterion, OutcomesPlan, PlanBackground, PlanDraft
from tests.outcomes.authority import TODAY, user
from tests.outcomes.drafts.building import EXAMPLE, LOWER, next_text, shipped

pytestmark = pytest.mark.django_db


def draft(by, *changes, since=TODAY + timedelta(days=1), **more):
    """A draft of the expanded programme's next version."""
    return start_draft(code="expanded", text=next_text(shipped(), *changes, since=since), by=by, **more)


def previewed(draft, by):
    """The draft, with its preview."""
    start_preview(draft=draft, by=by)
    for chunk in list(waiting_preview_chunks()):
        work_preview_chunk(chunk)
    return draft


def refused(act, **said):
    """The sentence with which an act is refused."""
    with pytest.raises(Refused) as caught:
        act(**said)
    return str(caught.value)


def test_a_draft_is_published_by_somebody_else(writer, publisher):
    made = previewed(draft(writer, LOWER, examples=EXAMPLE.replace("not_met", "met")), writer)
    assert refused(publish_draft, draft=made, by=writer, revision=1) == (
        "You cannot publish this draft, because you wrote in it. Ask a programme manager or an analyst who did not."
    )
    plan = publish_draft(draft=made, by=publisher, revision=1)
    made.refresh_from_db()
    assert (plan.version, plan.published_by, made.state, made.published_as) == (
        2, publisher, DraftState.PUBLISHED, plan
    )
    assert Criterion.objects.get(headline__plan=plan, code="attendance").parameters["percent"] == "85"
    assert LogEntry.objects.filter(verb="published", by=publisher).values_list("about_type", "detail").count() == 2
    assert plan.background.examples == made.examples
    assert refused(change_draft, draft=made, by=writer, revision=1, what="", text="x = 1\n") == (
        "This draft was published, so nobody can change it any more."
    )


def test_persons_are_compared_and_not_sign_ins(writer, publisher):
    made = previewed(draft(writer), publisher)
    same = user(Role.PROGRAMME_MANAGER, "a.quill")
    same.staff_number = f" {writer.staff_number.upper()} "
    same.save()
    assert refused(publish_draft, draft=made, by=same, revision=1).startswith("You cannot publish this draft")
    change_draft(draft=made, by=publisher, revision=1, what="Changed it", text=next_text(shipped(), LOWER))
    assert refused(publish_draft, draft=made, by=publisher, revision=2).startswith("You cannot publish this draft")


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ANALYST, Role.PROGRAMME_MANAGER)])
def test_others_write_and_publish_nothing(writer, role):
    made, other = draft(writer), user(role, "some.body")
    assert refused(start_draft, code="expanded", text="", by=other).startswith("Only an analyst")
    assert refused(change_draft, draft=made, by=other, revision=1, what="", text="").startswith("Only an analyst")
    assert refused(discard_draft, draft=made, by=other).startswith("Only an analyst")
    assert refused(publish_draft, draft=made, by=other, revision=1).startswith("Only an analyst")
    assert refused(take_in_core, text=made.text, by=other).startswith("Only an analyst")
    assert refused(start_preview, draft=made, by=other).startswith("Only an analyst")
    assert (PlanDraft.objects.count(), made.changes.count(), OutcomesPlan.objects.count()) == (1, 1, 1)


def test_database_refuses_a_publisher_who_wrote(writer, publisher):
    made = draft(writer)
    change_draft(draft=made, by=publisher, revision=1, what="Changed it", text=next_text(shipped(), LOWER))
    published = shipped()
    for by in (writer, publisher):
        with pytest.raises((IntegrityError, DatabaseError), match="cannot publish|published_by_a_second_person"), (
            transaction.atomic()
        ):
            PlanDraft.objects.filter(pk=made.pk).update(
                state=DraftState.PUBLISHED, closed_by=by, closed_at=timezone.now(), published_as=published
            )
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        made.changes.update(what="Nothing")


def test_the_second_to_save_is_told_who_changed_what(writer, publisher):
    made = draft(writer)
    change_draft(draft=made, by=writer, revision=1, what="percentage: 90% → 85%", text=next_text(shipped(), LOWER))
    with pytest.raises(Overtaken) as caught:
        change_draft(draft=made, by=publisher, revision=1, what="Mine", text="code = 1\n")
    assert [(change.by, change.what) for change in caught.value.changes] == [(writer, "percentage: 90% → 85%")]
    assert str(caught.value).startswith("Anneliese Quill changed this draft after you opened it.")
    made.refresh_from_db()
    assert (made.revision, made.text) == (2, next_text(shipped(), LOWER))
    assert refused(publish_draft, draft=made, by=publisher, revision=1).startswith("Anneliese Quill changed")


def test_what_is_in_the_way_keeps_a_draft_from_being_published(writer, publisher):
    made = draft(writer, LOWER, examples=EXAMPLE)
    said = {"draft": made, "by": publisher}
    assert refused(publish_draft, revision=1, **said) == "1 example family does not come out as expected."
    change_draft(draft=made, by=writer, revision=1, what="", examples="")
    assert refused(publish_draft, revision=2, **said) == (
        "Nobody has seen yet what it would change. Preview it first."
    )
    previewed(made, writer)
    tomorrow = TODAY + timedelta(days=1)
    change_draft(draft=made, by=writer, revision=2, what="", text=next_text(shipped(), since=tomorrow))
    assert refused(publish_draft, revision=3, **said) == (
        "The draft was changed since it was previewed. Preview it again."
    )
    change_draft(draft=made, by=writer, revision=3, what="", text=made.text.replace("version = 2", "version = 1"))
    made.refresh_from_db()
    assert refused(publish_draft, revision=4, **said) == (
        "Version 1 is already published, so this draft must have a higher number than 1."
    )
    change_draft(draft=made, by=writer, revision=4, what="", text='code = "expanded"\n')
    assert refused(publish_draft, revision=5, **said).startswith("The plan is not sound yet:")
    assert OutcomesPlan.objects.count() == 1


def test_examples_leave_nothing_behind(writer, publisher):
    made = draft(writer, examples=EXAMPLE)
    previewed(made, writer)
    before = (Family.objects.count(), OutcomesPlan.objects.count(), Criterion.objects.count())
    assert publish_draft(draft=made, by=publisher, revision=1).version == 2
    after = (Family.objects.count(), OutcomesPlan.objects.count())
    assert after == (before[0], before[1] + 1)


def test_two_authorities_with_one_core_differ_in_exactly_their_departure(writer, publisher):
    core = take_in_core(text=shipped().toml.replace('code = "expanded"', 'code = "london"'), by=writer)
    one = previewed(draft(writer, core=core), writer)
    place = "headline/education/criterion/attendance/percent"
    other = draft(writer, LOWER, core=core)
    previewed(other, writer)
    assert refused(publish_draft, draft=other, by=publisher, revision=1) == (
        "1 departure from the core plan without a reason."
    )
    change_draft(draft=other, by=writer, revision=1, what="Why", reasons={place: "Our schools count differently"})
    plan = publish_draft(draft=other, by=publisher, revision=2)
    assert plan.background.core == core
    assert plan.background.departures == [{
        "at": place, "reason": "Our schools count differently",
        "words": "Children who have not been attending school regularly, school attendance (attendance), "
                 "percentage: 90% → 85%",
    }]
    lines = [
        pair for pair in zip(one.text.splitlines(), plan.toml.splitlines(), strict=True) if pair[0] != pair[1]
    ]
    assert lines == [("  percent = 90", "  percent = 85")]


def test_a_version_goes_out_and_comes_in_with_all_that_belongs_to_it(writer, publisher):
    core = take_in_core(text=shipped().toml.replace('code = "expanded"', 'code = "london"'), by=writer)
    place = "headline/education/criterion/attendance/percent"
    made = draft(writer, LOWER, core=core, examples=EXAMPLE.replace("not_met", "met"), reasons={place: "Ours"})
    plan = publish_draft(draft=previewed(made, writer), by=publisher, revision=1)
    text = file_of_version(plan)
    exchange = plan_file.read_exchange(text)
    assert plan_file.digest(exchange.plan) == plan.digest
    assert (exchange.based_on.code, exchange.reasons, len(exchange.examples)) == ("london", {place: "Ours"}, 1)
    as_next = text.replace("version = 2\n", "version = 3\n")
    again = publish_exchange(text=as_next, by=None)
    assert again.plan.toml == plan.toml.replace("version = 2\n", "version = 3\n")
    assert again.plan.background.departures == plan.background.departures
    assert not publish_exchange(text=as_next, by=None).is_new
    failing = as_next.replace("version = 3\n", "version = 4\n").replace('status = "met"', 'status = "pending"')
    assert refused(publish_exchange, text=failing, by=None).startswith(
        "The example family “Attendance of exactly 90%” does not come out as expected. education, attendance, c: "
        "expected “Not yet: time has to pass”, but it is “Met”."
    )


def test_a_core_version_that_says_something_else_is_refused(writer):
    text = shipped().toml
    assert take_in_core(text=text, by=writer) == take_in_core(text=text, by=writer)
    assert refused(take_in_core, text=text.replace(*LOWER), by=writer).startswith(
        "Version 1 of the core plan expanded is here already and says something else."
    )
    based = plan_file.dump_exchange(
        plan_file.parse(next_text(shipped())), based_on=plan_file.BasedOn("london", 1, "0" * 64)
    )
    assert refused(publish_exchange, text=based, by=None).startswith(
        "The plan is based on version 1 of the core plan london, which is not here."
    )


def test_a_file_with_nothing_but_the_plan_is_published_as_ever(db):
    text = next_text(shipped())
    publication = publish_exchange(text=text, by=None)
    assert (publication.is_new, publication.plan.toml, PlanBackground.objects.count()) == (True, text, 0)
