"""Plans compared and merged by the codes of their headlines and criteria."""

import pytest

from outcomes import plan_file
from outcomes.drafts.comparing import beside, differences_in_words
from outcomes.drafts.trees import differences, merge, tables_from, tree_of
from tests.outcomes.sound_plan import SHIPPED, SOUND, spoilt

SOUND_PLAN = plan_file.parse(SOUND)
IDENTITY = {"code": "expanded", "version": 2, "effective_from": SOUND_PLAN.effective_from}


def changed(*changes):
    """The sound plan with some places changed."""
    text = SOUND
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return plan_file.parse(text)


def back(tree):
    """The plan that a tree stands for."""
    return plan_file.parse(plan_file.write_tables(tables_from(tree, IDENTITY)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_tree_gives_its_plan_back(path):
    plan = plan_file.parse(path.read_bytes())
    identity = {"code": plan.code, "version": plan.version, "effective_from": plan.effective_from}
    assert plan_file.parse(plan_file.write_tables(tables_from(tree_of(plan), identity))) == plan
    assert differences(tree_of(plan), tree_of(plan)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("percent = 90", "percent = 92", "School, school attendance (attendance), percentage: 90% → 92%"),
        ("max_fixed_exclusions = 2", "", "School, school attendance (attendance), most fixed-term exclusions: "
         "2 exclusions → not set"),
        ("headlines_needed = 2", "headlines_needed = 3", "Headlines needed: 2 headlines → 3 headlines"),
        ("non_resident_cap = 1", "", "Most headlines from non-resident parents: 1 headline → not set"),
        ('name = "School"', 'name = "At school"', "At school, name: School → At school"),
        ('name = "School"\n', 'name = "School"\nplain_name = "Going to school"\n',
         "School, plain name: not set → Going to school"),
        ('require = "any"', 'require = "all"',
         "Work, how many criteria are needed: Any one criterion → Every criterion"),
        ("months = 6", "months = 9",
         "Crime, no proven offence or time in custody for 9 months (clear), months: 6 months → 9 months"),
        ("benefit_jsa = { days = 182", "benefit_jsa = { days = 100",
         "Work, in work and off benefit (continuous-work), rules by benefit, Jobseeker's Allowance: 182 good days "
         "within 210, gaps of up to 28 → 100 good days within 210, gaps of up to 28"),
        ('routes = ["sustained", "employment"]', 'routes = ["sustained"]',
         "Routes to a claim: Significant and sustained progress, Continuous employment → "
         "Significant and sustained progress"),
    ],
)
def test_difference_is_said_in_words(old, new, words):
    assert [str(each) for each in differences_in_words(SOUND_PLAN, plan_file.parse(spoilt(old, new)))] == [words]


def test_what_is_added_and_taken_out_is_said():
    less = plan_file.parse(SOUND.replace(SOUND[SOUND.index('  [[headline.criterion]]\n  code = "fewer"'):SOUND.index(
        '[[headline]]\ncode = "work"')], ""))
    assert [(each.mark, each.at) for each in differences_in_words(SOUND_PLAN, less)] == [
        ("Removed", "headline/crime/criterion/fewer")
    ]
    assert [(each.mark, each.at) for each in differences_in_words(less, SOUND_PLAN)] == [
        ("Added", "headline/crime/criterion/fewer")
    ]


def test_order_of_headlines_is_a_difference():
    tables = tree_of(SOUND_PLAN)
    turned = {**tables, "headline": dict(reversed(tables["headline"].items()))}
    assert [each.at for each in differences(tables, turned)] == ["headline/order"]


def test_plans_beside_each_other_mark_what_differs():
    parts = beside(SOUND_PLAN, changed(("percent = 90", "percent = 92")))
    assert [(part.title, line.what, line.mark) for part in parts for line in part.lines if line.mark] == [
        ("School", "School attendance", "Changed")
    ]


def test_setting_that_no_sentence_says_is_marked_too():
    parts = beside(SOUND_PLAN, changed(("max_fixed_exclusions = 2", "max_fixed_exclusions = 2\n  lag_days = 60")))
    assert [line.after.endswith("Days the feed may lag: 60 days.") for part in parts for line in part.lines if line.mark
            ] == [True]


def test_merge_takes_what_only_one_side_changed():
    mine = changed(("percent = 90", "percent = 92"))
    theirs = changed(("months = 6", "months = 9"), ('name = "Crime"', 'name = "Crime and disorder"'))
    merged, clashes = merge(*map(tree_of, (SOUND_PLAN, mine, theirs)))
    assert clashes == []
    assert back(merged) == changed(
        ("percent = 90", "percent = 92"), ("months = 6", "months = 9"),
        ('name = "Crime"', 'name = "Crime and disorder"'),
    )


def test_merge_asks_where_both_changed_the_same():
    mine, theirs = changed(("percent = 90", "percent = 92")), changed(("percent = 90", "percent = 95"))
    trees = [tree_of(plan) for plan in (SOUND_PLAN, mine, theirs)]
    merged, clashes = merge(*trees)
    place = "headline/education/criterion/attendance/percent"
    assert [(clash.at, clash.base, clash.mine, clash.theirs) for clash in clashes] == [(place, 90, 92, 95)]
    assert back(merged) == mine
    assert back(merge(*trees, {place: "theirs"})[0]) == theirs
    assert merge(trees[0], trees[1], trees[1]) == (trees[1], [])


def test_merge_asks_whether_a_headline_taken_out_here_and_changed_there_stays():
    tree = tree_of(SOUND_PLAN)
    mine = {**tree, "headline": {code: each for code, each in tree["headline"].items() if code != "crime"}}
    theirs = tree_of(changed(("months = 6", "months = 9")))
    merged, clashes = merge(tree, mine, theirs)
    assert ([clash.at for clash in clashes], "crime" in merged["headline"]) == (["headline/crime"], False)
    assert "crime" in merge(tree, mine, theirs, {"headline/crime": "theirs"})[0]["headline"]
