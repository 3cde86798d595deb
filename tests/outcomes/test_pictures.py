"""What the picture of each kind of criterion shows of a family's facts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from outcomes.judging import judge_family
from outcomes.pictures import picture
from outcomes.window_facts import WindowFacts
from outcomes.wording import day
from tests.outcomes.authority import ENGAGED, TODAY, authority, load, on, plain_family, rich_family, together
from tests.standing import standing

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - timedelta(days=1)


def drawn(family):
    """The family's pictures by criterion and person, and the judgement they are of."""
    judgement = judge_family(family)
    facts = WindowFacts(family.pk, as_of=TODAY, known_at=timezone.now())
    return {
        (verdict.criterion, verdict.person_reference): (verdict, picture(verdict, facts))
        for headline in judgement.headlines for verdict in headline.verdicts
    }


def looks(drawing):
    return [str(bar.look) for bar in drawing.bars]


@standing
def shown(folder):
    """Every picture of the family in which nearly everything occurs."""
    return drawn(authority(folder, rich_family())["TF-1"])


def test_picture_of_attendance_shows_each_term(shown):
    verdict, drawing = shown["attendance", "TF-1-ada"]
    assert looks(drawing) == ["good", "bad", "good"]
    assert drawing.says == (
        f"Term 1, {day(on(10))} to {day(on(98))}: attended 114 of 120 sessions.",
        f"Term 2, {day(on(110))} to {day(on(198))}: attended 88 of 118 sessions.",
        f"Fixed-term exclusion on {day(on(130))}.",
        f"Term 3, {day(on(210))} to {day(on(298))}: attended 118 of 121 sessions.",
    )
    assert verdict.status == "not_met"


def test_picture_of_attendance_shows_a_missing_record_as_unknown(shown):
    _, drawing = shown["attendance", "TF-1-ben"]
    assert looks(drawing) == ["good", "unknown", "good"]
    assert drawing.says[1] == f"Term 2, {day(on(110))} to {day(on(198))}: no attendance record."


def test_picture_of_a_clear_period_shows_the_last_bad_fact_and_the_time_ahead(shown):
    verdict, drawing = shown["no-anti-social-behaviour", ""]
    since = TODAY - timedelta(days=29)
    assert looks(drawing) == ["good", "ahead"]
    assert drawing.says == (
        f"Anti-social behaviour incident on {day(TODAY - timedelta(days=30))}.",
        f"{day(since)} to {day(YESTERDAY)}: none, and the information is complete.",
        f"Due: {day(verdict.due_on)}.",
    )


def test_picture_of_a_clear_period_shows_where_the_information_is_not_complete(tmp_path):
    family = authority(tmp_path / "files", plain_family("TF-2"))["TF-2"]
    load(tmp_path / "more", coverage=[("proven_offence", on(-730), on(200), "everybody")])
    verdict, drawing = drawn(family)["no-offences", ""]
    assert verdict.status == "no_data"
    assert looks(drawing) == ["good", "unknown"]
    assert drawing.says[1] == (
        f"{day(on(201))} to {day(YESTERDAY)}: none on record, but the information is not complete."
    )


def test_picture_of_a_clear_period_leaves_out_what_happened_before_a_member_joined(tmp_path):
    joined_later = {
        "memberships": [("TF-2", "TF-2-adult", "adult", on(100), "")],
        "events": [("e1", "police", "proven_offence", on(50), "TF-2-adult", "", "no", "")],
    }
    tables = together(plain_family("TF-2"), joined_later)
    tables["memberships"] = joined_later["memberships"]
    family = authority(tmp_path / "files", tables)["TF-2"]
    verdict, drawing = drawn(family)["no-offences", ""]
    assert verdict.status == "met"
    assert drawing.marks == ()


def test_picture_of_a_clear_period_leaves_out_what_a_member_did_after_leaving(tmp_path):
    after = [("c1", "police", "proven_offence", on(150), "TF-1-cy", "", "no", "")]
    family = authority(tmp_path / "files", together(rich_family(), {"events": after}))["TF-1"]
    verdict, drawing = drawn(family)["no-offences", ""]
    assert verdict.status == "met"
    assert drawing.marks == ()


def test_picture_of_work_shows_benefit_then_work(shown):
    verdict, drawing = shown["continuous-work", "TF-1-dawn"]
    assert looks(drawing) == ["good", "bad", "ahead"]
    assert drawing.says == (
        f"Jobseeker's Allowance, {day(on(-300))} to {day(on(300))}.",
        f"Employment since {day(on(301))}, still going on.",
        f"Due: {day(verdict.due_on)}.",
    )


def test_picture_of_a_score_shows_each_reading(shown):
    _, drawing = shown["wellbeing", "TF-1-dawn"]
    assert [mark.text for mark in drawing.marks] == ["3", "6"]
    assert drawing.says[:2] == (f"First score 3 on {day(on(10))}.", f"Score 6 on {day(on(350))}.")


def test_picture_of_a_judgement_shows_who_decided_and_why(tmp_path):
    families = authority(
        tmp_path / "files", rich_family(), judgements=[("TF-1", "health", on(200), "Jo Brown", "yes", "Sees the GP.")]
    )
    verdict, drawing = drawn(families["TF-1"])["health-progress", ""]
    assert verdict.status == "met"
    assert drawing.says == (f"{day(on(200))}: Jo Brown decided that progress was made. Sees the GP.",)


def test_picture_is_left_out_where_there_is_nothing_to_show(shown):
    verdict, drawing = shown["progress-to-work", ""]
    assert verdict.status == "pending"
    assert drawing is None


def test_facts_are_read_in_as_many_queries_for_a_large_family(tmp_path, django_assert_num_queries):
    families = authority(tmp_path / "files", rich_family(), plain_family("TF-2"))
    for family in families.values():
        with django_assert_num_queries(2):
            WindowFacts(family.pk, as_of=TODAY, known_at=timezone.now())


def test_facts_are_those_believed_at_the_moment(tmp_path):
    family = authority(tmp_path / "files", rich_family())["TF-1"]
    before = timezone.now()
    load(tmp_path / "more", events=[("TF-1-e3", "police", "asb_incident", ENGAGED, "TF-1-ada", "", "yes", "")])
    then, now = (WindowFacts(family.pk, as_of=TODAY, known_at=at) for at in (before, timezone.now()))
    assert len(then.events(["asb_incident"])) == 1
    assert now.events(["asb_incident"]) == []
