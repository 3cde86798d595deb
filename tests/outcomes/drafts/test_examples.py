"""Example families: judged by the rules that judge real families, and shipped with every plan."""

import pytest

from families.models import Family, FamilyDetails, Person, Term
from outcomes import plan_file
from outcomes.drafts.actions import run_examples
from outcomes.drafts.from_family import example_of
from outcomes.judging import judge_family
from outcomes.models import OutcomesPlan
from outcomes.plan_file.examples import TABLES, dump_examples, read_examples, rows_of
from tests.outcomes.authority import TODAY, authority, plain_family, rich_family
from tests.outcomes.drafts.building import EXAMPLE, PLANS, shipped
from tests.outcomes.sound_plan import SHIPPED

PLAN = plan_file.parse((PLANS / "expanded.toml").read_bytes())


def run(text, plan=PLAN):
    """How the only example in a text fares."""
    return run_examples(plan, read_examples(text))[0]


def faults(old, new):
    """What is found wrong in the example with one place changed."""
    assert EXAMPLE.count(old) == 1, old
    with pytest.raises(plan_file.PlanFaults) as caught:
        read_examples(EXAMPLE.replace(old, new))
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.django_db
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_examples_of_shipped_plans_come_out_as_expected(path):
    examples = read_examples((PLANS / "examples" / path.name).read_text())
    assert len(examples) >= 4
    assert dump_examples(read_examples(dump_examples(examples))) == dump_examples(examples)
    runs = run_examples(plan_file.parse(path.read_bytes()), examples)
    assert {each.name: each.differences for each in runs if not each.passes} == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new", "differences"),
    [
        ('person = "c", status = "not_met"', 'person = "c", status = "met"',
         ["education, attendance, c: expected “Met”, but it is “Not met”, because attendance did not reach the "
          "threshold."]),
        ('criterion = "attendance"', 'criterion = "manners"',
         ["education, manners, c: the plan has no such criterion."]),
        ('criterion = "attendance", person = "c"', 'criterion = "attendance", person = "a"',
         ["education, attendance, a: expected “Not met”, but no verdict is given."]),
        ("claimable = false", "claimable = true", ["Can be claimed: expected yes, but it is no."]),
        ("identified_on = 2015-06-01, engaged_on", "identified_on = 2018-06-01, engaged_on",
         ["The family is not open on that day, so nothing is said of it."]),
    ],
)
def test_every_difference_is_said(old, new, differences):
    assert EXAMPLE.count(old) == 1
    assert list(run(EXAMPLE.replace(old, new)).differences) == differences


@pytest.mark.django_db
def test_an_example_follows_the_plan_it_is_judged_by():
    kinder = plan_file.parse((PLANS / "expanded.toml").read_text().replace("percent = 90\n", "percent = 89.9\n", 1))
    assert (run(EXAMPLE).passes, run(EXAMPLE, kinder).passes) == (True, False)


@pytest.mark.django_db
def test_an_example_that_expects_nothing_does_not_pass():
    nothing = EXAMPLE[:EXAMPLE.index("verdicts = [")]
    assert [each[:20] for each in run(nothing).differences] == ["It expects nothing, "]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("born = 2005-05-05", "born = 2005-02-31", "Line 8: There is no such date or time. Write dates as 2016-09-01."),
        ('person = "c", identified_on', 'person = "z", identified_on', 'Line 11: "z" is not among the members.'),
        ("possible = 120, authorised = 12", "possible = 10, authorised = 12",
         "Line 20: More sessions were missed than were possible."),
        ("judged_on = 2017-01-10\n", "",
         'Line 1: "judged_on" is missing. It must be a date such as 2016-09-01, without quotation marks.'),
        ("ends_on = 2016-07-20", "ends_on = 2016-09-05", "Line 16: The term overlaps another term."),
        ("says =", "tells =", 'Line 3: "tells" is not known in an example. Did you mean "spells"?'),
    ],
)
def test_what_is_wrong_in_an_example_is_said_with_its_line(old, new, sentence):
    assert sentence in faults(old, new)


def test_a_plan_with_examples_is_the_same_plan():
    text = (PLANS / "expanded.toml").read_text()
    with_examples = plan_file.read_exchange(f"{text}\n{EXAMPLE}")
    assert plan_file.digest(with_examples.plan) == plan_file.digest(PLAN)
    assert len(with_examples.examples) == 1


def test_examples_leave_no_trace_and_do_not_see_the_real_families(db, tmp_path):
    authority(tmp_path / "files", rich_family("TF-1"))
    before = [model.objects.count() for model in (Family, FamilyDetails, Person, Term, OutcomesPlan)]
    last = Family.objects.latest("pk").pk
    assert run(EXAMPLE).passes
    assert [model.objects.count() for model in (Family, FamilyDetails, Person, Term, OutcomesPlan)] == before
    assert Family.objects.create(reference="next").pk == last + 1


@pytest.mark.parametrize("number", [0, 1])
def test_example_made_from_a_family_is_judged_like_the_family(db, tmp_path, number):
    families = authority(tmp_path / "files", rich_family("TF-1"), plain_family("TF-2", surname="Hidden"))
    family = families[f"TF-{number + 1}"]
    example = example_of(family, as_of=TODAY)
    text = dump_examples([example])
    assert run(text, plan_file.parse(shipped().toml)).differences == ()
    judgement = judge_family(family)
    assert len(example["verdicts"]) == sum(len(headline.verdicts) for headline in judgement.headlines)
    for secret in ("Okafor", "Dawn", "Hidden", "TF-", "Hill School", "police", "neighbour"):
        assert secret not in text
    assert {table.key for table in TABLES if rows_of(example, table)} >= {"family", "members", "problems", "coverage"}
