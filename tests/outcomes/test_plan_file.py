"""Reading, writing and checking plan files. No database."""

import dataclasses
import datetime as dt
import hashlib
from decimal import Decimal

import pytest

from families.accounts.enums import Role
from families.enums import Framework
from families.facts.enums import EventKind, SpellKind
from outcomes.criteria import KINDS
from outcomes.enums import CriterionKind
from outcomes.plan_file import digest, dump, parse
from tests.outcomes.sound_plan import SHIPPED, SOUND, criterion, faults_of, spoilt


def test_sound_plan_reads_as_it_is_written():
    plan = parse(SOUND)
    assert (plan.code, plan.version, plan.effective_from) == ("expanded", 2, dt.date(2016, 9, 1))
    assert (plan.headlines_needed, plan.non_resident_cap) == (2, 1)
    assert (plan.routes, plan.preferred) == (("sustained", "employment"), "sustained")
    assert [headline.code for headline in plan.headlines] == ["education", "crime", "work", "health"]
    assert plan.headlines[0].entry_indicators[0].name == "Absent"
    assert {each.kind for headline in plan.headlines for each in headline.criteria} == set(KINDS)
    assert criterion(plan, "fewer").parameters.events == ("asb_incident", "police_callout")
    assert criterion(plan, "fewer").parameters.percent == Decimal("33.5")
    assert criterion(plan, "continuous-work").parameters.rule_for("benefit_jsa").within_days == 210
    assert criterion(plan, "continuous-work").parameters.rule_for("benefit_esa").days == 91


def test_preferred_route_left_out_is_sustained_where_the_plan_offers_it():
    without = spoilt('preferred = "sustained"\n', "")
    assert parse(without).preferred == "sustained"
    assert parse(without.replace('"sustained", "employment"', '"employment"')).preferred == "employment"
    assert (
        parse(without.replace('"sustained", "employment"', '"employment", "sustained"')).preferred
        == "sustained"
    )


def test_cap_left_out_is_no_cap():
    plan = parse(spoilt("non_resident_cap = 1\n", ""))
    assert plan.non_resident_cap is None
    assert "non_resident_cap" not in dump(plan)
    assert parse(dump(plan)) == plan


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_plan_reads_and_comes_back_the_same(path):
    plan = parse(path.read_bytes())
    assert plan.code == path.stem
    assert plan.version == 1
    assert parse(dump(plan)) == plan
    assert dump(parse(dump(plan))) == dump(plan)


def test_shipped_plans_are_one_for_each_framework():
    plans = {path.stem: parse(path.read_bytes()) for path in SHIPPED}
    assert set(plans) == set(Framework.values)
    assert {code: (plan.effective_from, len(plan.headlines)) for code, plan in plans.items()} == {
        "phase-1": (dt.date(2012, 4, 1), 3),
        "expanded": (dt.date(2015, 4, 1), 6),
        "supporting-families": (dt.date(2022, 10, 3), 10),
    }
    assert {code: (plan.headlines_needed, plan.routes) for code, plan in plans.items()} == {
        "phase-1": (2, ("sustained", "employment")),
        "expanded": (2, ("sustained", "employment")),
        "supporting-families": (3, ("sustained",)),
    }


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_any_headline_of_a_shipped_plan_has_no_way_that_silence_could_meet(path):
    """Under `any`, "none recorded" would be met by families that never had the problem."""
    for headline in parse(path.read_bytes()).headlines:
        if headline.require == "any":
            assert {each.kind for each in headline.criteria}.isdisjoint(
                {"clear_period", "reduction", "school_terms"}
            )


def test_digest_is_that_of_the_canonical_text():
    plan = parse(SOUND)
    assert digest(plan) == hashlib.sha256(dump(plan).encode()).hexdigest()
    assert digest(plan) == "f29396b72428add2d966173ee5e6567beca3a204d11f9855466428c83e3f495c"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version = 2", "version = 2   # second"),
        ("percent = 90", "percent = 90.0"),
        ("percent = 90", "percent = 9_0"),
        ("percent = 90", "percent = 9.0e1"),
        ("months = 6", "lag_days = 45"),
        ('name = "Crime"', "name = 'Crime'\napplies = 'when_raised'"),
        ('code = "crime"\nname = "Crime"', 'name = "Cr\\u0069me"\n"code" = "crime"'),
        ("[eligibility]\nheadlines_needed = 2\n", "[eligibility]\n'headlines_needed' = 0x2\n"),
        ('["work_programme"]', '["work_programme"]\n  work = "employment"'),
    ],
)
def test_digest_does_not_change_with_the_way_of_writing(old, new):
    assert digest(parse(spoilt(old, new))) == digest(parse(SOUND))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version = 2", "version = 3"),
        ("percent = 90", "percent = 90.01"),
        ("months = 6", "months = 7"),
        ('name = "Absent"', 'name = "Absence"'),
        ("max_fixed_exclusions = 2", "max_fixed_exclusions = 0"),
        ("  max_fixed_exclusions = 2\n", ""),
    ],
)
def test_digest_changes_with_the_plan(old, new):
    assert digest(parse(spoilt(old, new))) != digest(parse(SOUND))


def test_order_of_work_rules_is_part_of_the_plan():
    jsa = "  benefit_jsa = { days = 182, within_days = 210, gap_days = 28 }\n"
    default = "  default = { days = 91, within_days = 91, gap_days = 0 }\n"
    swapped = parse(spoilt(jsa + default, default + jsa))
    assert [rule.benefit for rule in criterion(swapped, "continuous-work").parameters.rules] == [
        "default",
        "benefit_jsa",
    ]
    assert swapped != parse(SOUND)
    assert parse(dump(swapped)) == swapped


@pytest.mark.parametrize(
    "name", ['Ynys Môn – "plant" \\ 子供 👪', "#not a comment = [x]", "tab-free {curly}"]
)
def test_names_may_hold_any_character(name):
    plan = dataclasses.replace(parse(SOUND), name=name)
    assert parse(dump(plan)).name == name


def test_decimal_is_kept_exactly():
    plan = parse(spoilt("percent = 90", "percent = 89.9999"))
    assert criterion(plan, "attendance").parameters.percent == Decimal("89.9999")
    assert "  percent = 89.9999\n" in dump(plan)


def test_equal_days_and_window_and_the_ends_of_ranges_are_accepted():
    for old, new in [
        ("days = 182", "days = 210"),
        ("percent = 90", "percent = 100"),
        ("percent = 90", "percent = 0"),
        ("percent = 33.5", "percent = 100"),
        ("percent = 33.5", "percent = 0.0001"),
        ("months = 6", "months = 60"),
        ("headlines_needed = 2", "headlines_needed = 4"),
    ]:
        parse(spoilt(old, new))


def test_comments_are_no_settings():
    source = SOUND.replace("version = 2", "# version = 9 [ { \"\nversion = 2 # ] } '").replace(
        "\n\n", "\n#\n\n"
    )
    assert parse(source) == parse(SOUND)
    assert faults_of(source.replace("months = 6", "months = 0"))[0].line == 40 + 1 + SOUND[
        : SOUND.index("months")
    ].count("\n\n")


def test_bytes_with_a_byte_order_mark_are_read():
    assert parse(b"\xef\xbb\xbf" + SOUND.encode()) == parse(SOUND)


def test_kinds_are_those_of_the_vocabulary():
    assert list(KINDS) == CriterionKind.values
    assert KINDS["score"].name == "A scored tool improved and held"


def test_every_parameter_says_what_it_means():
    for kind in KINDS.values():
        for field in dataclasses.fields(kind.parameters):
            assert field.metadata["words"]
            assert field.metadata["value"].allowed


def test_feeds_are_needed_for_what_must_be_absent():
    plan = parse(SOUND)
    assert {
        each.code: each.parameters.feed_kinds() for headline in plan.headlines for each in headline.criteria
    } == {
        "attendance": ("fixed_exclusion", "permanent_exclusion"),
        "clear": ("proven_offence", "custody"),
        "fewer": ("asb_incident", "police_callout"),
        "continuous-work": (),
        "star": (),
        "decision": (),
    }
    untested = parse(spoilt("  max_fixed_exclusions = 2\n", ""))
    assert criterion(untested, "attendance").parameters.feed_kinds() == ()


def test_every_kind_of_fact_and_every_role_may_be_named():
    events = ", ".join(f'"{kind}"' for kind in EventKind.values)
    spells = ", ".join(f'"{kind}"' for kind in SpellKind.values)
    roles = ", ".join(f'"{role}"' for role in Role.values)
    plan = parse(
        SOUND.replace('["proven_offence"]', f"[{events}]")
        .replace('["custody"]', f"[{spells}]")
        .replace('["programme_manager"]', f"[{roles}]")
    )
    assert criterion(plan, "clear").parameters.feed_kinds() == (*EventKind.values, *SpellKind.values)
    assert criterion(plan, "decision").parameters.roles == tuple(Role.values)


def test_a_lowest_grade_may_be_set_for_any_kind_and_is_written_only_then():
    plan = parse(SOUND)
    assert "lowest_grade" not in dump(plan)
    for headline in plan.headlines:
        for one in headline.criteria:
            assert "lowest_grade" not in one.parameters.as_data()
            kind = f'  kind = "{one.kind}"\n'
            asking = parse(spoilt(kind, f'{kind}  lowest_grade = "partner_statement"\n'))
            assert criterion(asking, one.code).parameters.as_data()["lowest_grade"] == "partner_statement"
            assert parse(dump(asking)) == asking
            assert digest(asking) != digest(plan)


def test_a_plain_name_may_be_given_to_a_headline_and_is_written_only_then():
    plan = parse(SOUND)
    assert (plan.headlines[0].plain_name, "plain_name" in dump(plan)) == (None, False)
    named = parse(spoilt('name = "School"\n', 'name = "School"\nplain_name = "Going to school"\n'))
    assert (named.headlines[0].plain_name, parse(dump(named)) == named) == ("Going to school", True)
    assert digest(named) != digest(plan)
    too_long = spoilt('name = "Crime"\n', f'name = "Crime"\nplain_name = "{"x" * 61}"\n')
    assert "at most 60 characters" in faults_of(too_long)[0].message


def test_settings_left_out_have_their_defaults():
    plan = parse(SOUND)
    assert (plan.headlines[1].applies, plan.headlines[1].require) == ("when_raised", "all")
    assert criterion(plan, "attendance").parameters.as_data() == {
        "measure": "attendance",
        "percent": "90",
        "inclusive": False,
        "terms": 3,
        "aggregation": "each",
        "min_possible": 20,
        "max_fixed_exclusions": 2,
        "children": "all",
        "lag_days": 45,
    }
    assert criterion(plan, "clear").parameters.as_data() == {
        "events": ["proven_offence"],
        "spells": ["custody"],
        "months": 6,
        "age_under": None,
        "lag_days": 45,
    }
    assert criterion(plan, "fewer").parameters.as_data() == {
        "events": ["asb_incident", "police_callout"],
        "percent": "33.5",
        "months": 6,
        "baseline_months": 12,
        "age_under": None,
        "lag_days": 45,
    }
    assert criterion(plan, "continuous-work").parameters.as_data() == {
        "work": ["employment"],
        "benefits": ["benefit_jsa", "benefit_esa"],
        "rules": [
            {"benefit": "benefit_jsa", "days": 182, "within_days": 210, "gap_days": 28},
            {"benefit": "default", "days": 91, "within_days": 91, "gap_days": 0},
        ],
        "barred_by": ["work_programme"],
        "min_age": 18,
        "lookback_days": 28,
    }
    assert criterion(plan, "star").parameters.as_data() == {
        "tool": "family_star/wellbeing",
        "at_least": None,
        "improve_by": "2",
        "hold_months": 3,
        "baseline_months": 3,
        "higher_is_better": True,
        "subject": "family",
    }
    assert criterion(plan, "decision").parameters.as_data() == {
        "roles": ["programme_manager"],
        "valid_months": 12,
    }


def test_dump_writes_every_default_in_one_form():
    assert dump(parse(SOUND)).splitlines()[:36] == [
        'code = "expanded"',
        'name = "Plan of Exampleshire"',
        "version = 2",
        "effective_from = 2016-09-01",
        "",
        "[eligibility]",
        "headlines_needed = 2",
        "non_resident_cap = 1",
        "",
        "[claim]",
        'routes = ["sustained", "employment"]',
        'preferred = "sustained"',
        "",
        "[[headline]]",
        'code = "education"',
        'name = "School"',
        'applies = "when_raised"',
        'require = "all"',
        "",
        "  [[headline.indicator]]",
        '  code = "absence"',
        '  name = "Absent"',
        "",
        "  [[headline.criterion]]",
        '  code = "attendance"',
        '  kind = "school_terms"',
        '  measure = "attendance"',
        "  percent = 90",
        "  inclusive = false",
        "  terms = 3",
        '  aggregation = "each"',
        "  min_possible = 20",
        "  max_fixed_exclusions = 2",
        '  children = "all"',
        "  lag_days = 45",
        "",
    ]


def test_default_rule_is_not_needed_when_every_benefit_has_one():
    plan = parse(spoilt("  default = {", "  benefit_esa = {"))
    assert [rule.benefit for rule in criterion(plan, "continuous-work").parameters.rules] == [
        "benefit_jsa",
        "benefit_esa",
    ]


def test_equal_plans_have_one_digest_however_their_numbers_were_made():
    plan = parse(SOUND)
    headline, *others = plan.headlines
    (attendance,) = headline.criteria
    parameters = dataclasses.replace(attendance.parameters, percent=Decimal("90.00"))
    criteria = (dataclasses.replace(attendance, parameters=parameters),)
    same = dataclasses.replace(plan, headlines=(dataclasses.replace(headline, criteria=criteria), *others))
    assert same == plan
    assert digest(same) == digest(plan)


def test_two_headlines_may_use_one_code_for_their_criteria():
    plan = parse(spoilt('code = "fewer"', 'code = "attendance"'))
    assert [each.code for each in plan.headlines[1].criteria] == ["clear", "attendance"]
    assert parse(dump(plan)) == plan


def test_roles_of_another_system_may_be_named():
    plan = parse(spoilt('["programme_manager"]', '["head_of_service", "auditor"]'))
    assert criterion(plan, "decision").parameters.roles == ("head_of_service", "auditor")
