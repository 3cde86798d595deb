"""The demonstration: what its families look like, that each story comes out as told, and what the command refuses."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims.demo import report
from claims.demo.authority import make
from claims.demo.loading import SHIPPED_PLANS
from claims.demo.stories import STORIES
from families.accounts.enums import Role
from families.models import User
from outcomes.enums import Blocker, Reason, Status
from outcomes.models import Night, OutcomesPlan
from tests.reference.judge import judge, parse_plan
from tests.reference.world import World

DAY = date(2024, 11, 22)
# Days that stand at different places of the school year: in a term, in the holidays, and a leap day.
DAYS = (date(2024, 2, 29), date(2025, 1, 2), date(2025, 8, 12))

HELD = {"claimable": "yes"}
EXPECTED = {
    "good progress, claimed in the last round": HELD,
    "good progress, proven since": HELD,
    "nearly there, due within days": {"sustained": "pending", "claimable": "no"},
    "relapse after the claim was queued": HELD,
    "child left school": HELD,
    "sibling without a problem stays away": {"sustained": "not_met"},
    "thirteen weeks in work": {**HELD, "route": "employment"},
    "twenty-six of thirty weeks in work": {**HELD, "route": "employment"},
    "nearly thirteen weeks in work": {"employment": "pending"},
    "double funding": {"employment": "not_met"},
    "stale feed": {"sustained": "no_data"},
    "gap in a feed": {"sustained": "no_data"},
    "a term's attendance is missing": {"sustained": "no_data"},
    "too few sessions in a term": {"sustained": "no_data"},
    "score improved and held": HELD,
    "score improved, not held yet": {"sustained": "pending"},
    "decided by a manager": HELD,
    "non-resident father brings both problems": {"sustained": "met", "blockers": "FEWER_THAN_NEEDED"},
    "plan leaves out a member": {"sustained": "met", "blockers": "PLAN_NOT_WHOLE_FAMILY"},
    "no objective for a problem": {"blockers": "NO_OBJECTIVE:help"},
    "relapse": {"sustained": "regressed"},
    "already claimed": {"sustained": "met", "blockers": "ALREADY_CLAIMED"},
    "awaiting a lead worker": {"blockers": "NOT_ENGAGED"},
    "information gathering": {"blockers": "NOT_ENGAGED"},
    "attendance lost again": {"sustained": "regressed"},
    "three exclusions": {"sustained": "not_met"},
    "an exclusion is rescinded": {"sustained": "not_met"},
    "stopped working": {"employment": "regressed"},
    "a manager said no": {"sustained": "not_met"},
    "no assessment": {"sustained": "met", "blockers": "NO_ASSESSMENT"},
    "no plan": {"blockers": "NO_PLAN"},
    "nobody leads": {"sustained": "met", "blockers": "NO_LEAD_WORKER"},
    "too few problems": {"blockers": "FEWER_THAN_NEEDED"},
    "new partner moved in": HELD,
    "Phase 1, enough reduction": HELD,
    "Phase 1, too little reduction": {"sustained": "not_met"},
    "Supporting Families, good progress": HELD,
}


def demo(*words, families=60, today=DAY):
    """Runs the command."""
    call_command("demo", "--families", str(families), "--today", today.isoformat(), *words)


def written(folder, hash_seed, seed=1):
    """Digests of the files that a process of its own writes, by name, the late ones in a folder of their own."""
    folder.mkdir()
    (folder / "late").mkdir()
    program = (
        "import sys; from datetime import date; from pathlib import Path; from claims.demo.authority import make\n"
        f"made = make(families=200, seed={seed}, today=date({DAY.year}, {DAY.month}, {DAY.day}))\n"
        "to = Path(sys.argv[1]); made.files.write(to); made.late.write(to / 'late')"
    )
    subprocess.run(
        [sys.executable, "-c", program, folder], check=True, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
    )
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.csv"))
    }


def test_files_are_the_same_for_the_same_seed_and_day(tmp_path):
    first, again, other = (
        written(tmp_path / name, hash_seed, seed) for name, hash_seed, seed in (("a", 6, 1), ("b", 7, 1), ("c", 6, 2))
    )
    assert len(first) >= 14
    assert "late/events.csv" in first
    assert first == again
    assert {name for name in first if first[name] == other[name]} == {"terms.csv", "districts.csv", "coverage.csv"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_families_look_like_those_that_councils_described(seed):
    found = report.households(make(families=500, seed=seed, today=DAY))
    assert found["families"] == 500
    assert 4.7 <= found["members"] <= 5.3
    assert 2.8 <= found["children"] <= 3.2
    described = {
        "one parent": 64, "mental health": 22, "substance misuse": 29, "domestic abuse": 29.5, "social housing": 80,
        "five or more under 16": 16,
    }
    assert {name for name, share in described.items() if abs(found["percent"][name] - share) > 2} == set()
    assert len(found["districts"]) == 10
    assert set(found["stories"]) == {story.code for story in STORIES}


@pytest.mark.parametrize("today", DAYS)
def test_each_story_comes_out_as_told(tmp_path, today):
    made = make(families=70, seed=today.day, today=today)
    made.files.write(tmp_path)
    plans = [parse_plan(path.read_text(encoding="utf-8")) for path in SHIPPED_PLANS.glob("*.toml")]
    verdicts, readiness = judge(World.read(tmp_path), plans, today)
    story_of = {case.ref: case.story for case in made.cases}
    others = [
        (story_of[row["family_ref"]], row) for row in readiness
        if not EXPECTED.get(story_of[row["family_ref"]], {}).items() <= row.items()
    ]
    assert others == []
    assert {row["status"] for row in verdicts} == set(Status.values)


def test_every_reason_occurs_among_five_hundred(tmp_path):
    made = make(families=500, seed=1, today=DAY)
    courses = Counter(course for case in made.cases for course in case.goes.values())
    assert min(courses.values()) >= 3
    # No plan that comes with the product asks for a grade.
    assert set(Reason.values) - reasons_in(made, tmp_path) == {Reason.GRADE_TOO_LOW}


def reasons_in(made, folder):
    """The reasons that the verdicts of a few families of each story carry."""
    made.files.write(folder)
    world = World.read(folder)
    shown = {ref for story in STORIES for ref in made.told_by(story.code)[:4]}
    world.families = [family for family in world.families if family.family_ref in shown]
    plans = [parse_plan(path.read_text(encoding="utf-8")) for path in SHIPPED_PLANS.glob("*.toml")]
    return {row["reason"] for row in judge(world, plans, made.today)[0]} - {""}


def test_a_framework_whose_plan_is_not_in_force_yet_blocks_its_families(db):
    demo(today=date(2016, 9, 30))
    assert report.judged()["blockers"][Blocker.NO_OUTCOMES_PLAN] > 0


def test_it_is_dated_from_today_and_makes_a_password_unless_told(db, monkeypatch, capsys):
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    call_command("demo", "--families", "3")
    password = capsys.readouterr().out.strip().rpartition(" ")[2]
    assert len(password) >= 12
    assert User.objects.get(username="auditor").check_password(password)
    assert Night.objects.latest("business_date").business_date == timezone.localdate()


def test_a_database_that_holds_anything_is_left_alone(db):
    User.objects.create_user(username="somebody", role=Role.AUDITOR, staff_number="1")
    with pytest.raises(CommandError, match="The database is not empty: it holds 1 user"):
        demo()
    assert not OutcomesPlan.objects.exists()
    assert User.objects.count() == 1


@pytest.mark.parametrize("words", [("--families", "0"), ("--families", "many"), ("--today", "30.9.2016")])
def test_a_wrong_word_is_refused_in_a_sentence(db, words):
    with pytest.raises(CommandError, match=r"(number from 1 to 20,000|is not a date)"):
        call_command("demo", *words)
    assert not OutcomesPlan.objects.exists()
