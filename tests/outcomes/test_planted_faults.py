"""Faults planted in the rules' SQL, one at a time: the comparison with the reference must see every one of them.

A fault that it does not see means that the made-up families lack a case.
"""

from datetime import date

import pytest
from django.db import connection, transaction

from outcomes import judging
from outcomes.actions import publish_plan
from tests.outcomes.histories import told_in_turn
from tests.outcomes.worlds import disagreements, engine_rows, reference_rows
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db

SEED, FAMILIES, DAY = 7, 300, date(2017, 3, 1)

SCOPE, READINESS, KEPT = "scope.sql", "readiness.sql", "keep.sql"
SCHOOL, CLEAR, REDUCTION, WORK, SCORE, JUDGEMENT = (
    f"criteria/{kind}/rule.sql"
    for kind in ("school_terms", "clear_period", "reduction", "continuous_work", "score", "judgement")
)


def believed(row):
    """`BELIEVED(row)` as it is written out."""
    return (
        f"({row}.recorded_at <= %(known_at)s AND ({row}.superseded_at IS NULL OR {row}.superseded_at > %(known_at)s))"
    )


# What it is, in which file, what stands there, what stands there instead.
FAULTS = [
    ("a family closed today is still open", SCOPE, "d.closed_on > %(as_of)s", "d.closed_on >= %(as_of)s"),
    ("a family is only there the day after it is identified", SCOPE,
     "d.identified_on <= %(as_of)s", "d.identified_on < %(as_of)s"),
    ("a plan takes effect a day late", SCOPE, "p.effective_from <= %(as_of)s", "p.effective_from < %(as_of)s"),
    ("of two plans the older is in force", SCOPE, "p.effective_from DESC", "p.effective_from"),
    ("who joins today is no member", SCOPE, "m.starts_on <= %(as_of)s", "m.starts_on < %(as_of)s"),
    ("who leaves today is no member", SCOPE, "m.ends_on >= %(as_of)s", "m.ends_on > %(as_of)s"),
    ("details of families are read as known today", SCOPE, believed("d"), "d.superseded_at IS NULL"),
    ("facts of today's knowledge count at an earlier moment", SCOPE, believed("m"), "m.superseded_at IS NULL"),
    ("corrected birthdays count twice", SCOPE, believed("p") + "\nCROSS", "true\nCROSS"),
    ("schooling begins on the birthday", SCOPE, "extract(month FROM fifth) <= 8 THEN make_date(extract(year FROM fifth)"
     "::int, 8, 31)", "extract(month FROM fifth) <= 8 THEN fifth"),
    ("schooling ends in the school year of the fifteenth birthday", SCOPE, "p.date_of_birth, 192)",
     "p.date_of_birth, 180)"),
    ("schooling ends on the last Thursday of June", SCOPE, "::int + 2) %% 7", "::int + 3) %% 7"),
    ("suspected problems count", SCOPE, "p.status = 'accepted'", "p.status <> 'rejected'"),
    ("headlines that always apply are judged only when raised", SCOPE, "(c.applies = 'always' OR raised",
     "(raised"),
    ("today counts as covered", SCOPE, "least(v.ends_on, %(as_of)s::date - 1)",
     "least(v.ends_on, %(as_of)s::date)"),
    ("one covered feed of several is enough", SCOPE, "range_intersect_agg(coalesce", "range_agg(coalesce"),
    ("a kind without a feed is passed over", SCOPE, "LEFT JOIN by_kind k", "JOIN by_kind k"),

    ("attendance equal to the threshold passes", SCHOOL,
     "WHEN t.measure = 'attendance' THEN 100 * share.numerator > t.percent",
     "WHEN t.measure = 'attendance' THEN 100 * share.numerator >= t.percent"),
    ("an inclusive threshold is not", SCHOOL, "100 * share.numerator >= t.percent", "100 * share.numerator > t.percent"),
    ("absence equal to the threshold passes", SCHOOL, "ELSE 100 * share.numerator < t.percent",
     "ELSE 100 * share.numerator <= t.percent"),
    ("pooled attendance equal to the threshold passes", SCHOOL,
     "WHEN t.measure = 'attendance' THEN 100 * r.numerator <= t.percent",
     "WHEN t.measure = 'attendance' THEN 100 * r.numerator < t.percent"),
    ("a term that ends today is over", SCHOOL, "k.ends_on < %(as_of)s AS over", "k.ends_on <= %(as_of)s AS over"),
    ("a term that begins on the day of engagement does not count", SCHOOL, "k.starts_on >= c.engaged_on",
     "k.starts_on > c.engaged_on"),
    ("terms that do not count do", SCHOOL, "AND d.counts", ""),
    ("as few sessions as are asked for are too few", SCHOOL, "r.possible >= t.min_possible", "r.possible > t.min_possible"),
    ("as many exclusions as are allowed are too many", SCHOOL, "excluded.fixed > t.max_fixed", "excluded.fixed >= t.max_fixed"),
    ("permanent exclusions are allowed like others", SCHOOL, " OR excluded.permanent > 0", ""),
    ("exclusions on the last day of the run are passed over", SCHOOL,
     "e.occurred_on BETWEEN r.first_day AND r.last_day", "e.occurred_on >= r.first_day AND e.occurred_on < r.last_day"),
    ("exclusions on the first day of the run are passed over", SCHOOL,
     "e.occurred_on BETWEEN r.first_day AND r.last_day", "e.occurred_on > r.first_day AND e.occurred_on <= r.last_day"),
    ("withdrawn exclusions count", SCHOOL, "e.person_id = r.person_id AND " + believed("e"), "e.person_id = r.person_id"),
    ("corrected sessions count beside what they correct", SCHOOL, "WHERE " + believed("r"), "WHERE true"),
    ("the best term is shown instead of the worst", SCHOOL, "THEN r.lowest", "THEN r.highest"),
    ("missing data outranks a failed test", SCHOOL,
     "WHEN (r.attendance_fails OR r.exclusions_fail) AND", "WHEN r.term_missing THEN ARRAY['no_data', 'TERM_MISSING']\n"
     "WHEN (r.attendance_fails OR r.exclusions_fail) AND"),
    ("exclusions are named before attendance", SCHOOL, "WHEN r.attendance_fails THEN",
     "WHEN r.exclusions_fail THEN ARRAY['not_met', 'EXCLUSIONS'] WHEN r.attendance_fails THEN"),
    ("a verdict is lost again though it never was met", SCHOOL, "WHERE NOT is_last AND NOT incomplete",
     "WHERE NOT is_last OR NOT incomplete"),
    ("children whom nobody named are judged as named", SCHOOL, "r.nth IS NULL AND NOT c.named", "false"),
    ("a child past school age goes on waiting", SCHOOL, "c.school_until < %(as_of)s", "false"),
    ("coverage of exclusions may end before the run", SCHOOL, " AND v.last_day >= r.last_day", ""),

    ("events on the day of engagement are passed over", CLEAR,
     "WHERE e.occurred_on BETWEEN c.engaged_on AND %(as_of)s\n", "WHERE e.occurred_on > c.engaged_on "
     "AND e.occurred_on <= %(as_of)s\n"),
    ("events of today are passed over", CLEAR,
     "WHERE e.occurred_on BETWEEN c.engaged_on AND %(as_of)s\n", "WHERE e.occurred_on >= c.engaged_on "
     "AND e.occurred_on < %(as_of)s\n"),
    ("events count though the person had left", CLEAR, " AND (m.ends_on IS NULL OR e.occurred_on <= m.ends_on)", ""),
    ("events count before the person came", CLEAR, "AND e.occurred_on >= m.starts_on AND (m.ends_on", "AND (m.ends_on"),
    ("withdrawn events count", CLEAR, "e.person_id = m.person_id AND " + believed("e"), "e.person_id = m.person_id"),
    ("withdrawn spells count", CLEAR, "p.person_id = m.person_id AND " + believed("p"), "p.person_id = m.person_id"),
    ("spells go on after the person left", CLEAR, "least(p.ends_on, m.ends_on, %(as_of)s::date), true",
     "least(p.ends_on, %(as_of)s::date), true"),
    ("who reaches the age on the day is still under it", CLEAR,
     "e.occurred_on < outcomes_plus(m.date_of_birth", "e.occurred_on <= outcomes_plus(m.date_of_birth"),
    ("the age under a spell is that of today", CLEAR, "p.starts_on < outcomes_plus(m.date_of_birth",
     "%(as_of)s < outcomes_plus(m.date_of_birth"),
    ("facts recorded on the family count under an age", CLEAR, " AND t.age_under IS NULL\n    UNION", "\n    UNION"),
    ("a stretch is complete on the very day of the next bad fact", CLEAR, "t.months) < i.first_day",
     "t.months) <= i.first_day"),
    ("the clear period begins on the bad day", CLEAR, "max(i.clear_from) AS clear_from",
     "max(i.clear_from) - 1 AS clear_from"),
    ("the clear period begins after the first bad day", CLEAR, "max(i.clear_from)", "min(i.clear_from)"),
    ("the period is over a day early", CLEAR, "WHEN %(as_of)s < c.due0 THEN ARRAY", "WHEN %(as_of)s < c.due0 - 1 THEN ARRAY"),
    ("the lag is a day shorter", CLEAR,
     "%(as_of)s::date - 1 - c.lag_days BETWEEN", "%(as_of)s::date - c.lag_days BETWEEN"),
    ("coverage must reach the end of the period itself", CLEAR, "c.reach >= c.due1 - 1", "c.reach >= c.due1"),
    ("coverage before the clear period is asked for", CLEAR, "greatest(c.s, present.first_day) AS s1", "c.s AS s1"),
    ("a date is given though it is past", CLEAR, "'FEED_GAP' AND c.due1 > %(as_of)s", "'FEED_GAP'"),
    ("months are not clamped to their end", CLEAR, "outcomes_plus(", "pg_temp.unclamped_plus("),

    ("the day of engagement is part of the baseline", REDUCTION, "h.occurred_on < c.engaged_on",
     "h.occurred_on <= c.engaged_on"),
    ("the baseline begins a day late", REDUCTION, "h.occurred_on >= c.baseline_from", "h.occurred_on > c.baseline_from"),
    ("the present begins a day late", REDUCTION, "h.occurred_on >= c.current_from AND", "h.occurred_on > c.current_from AND"),
    ("facts before engagement count as present", REDUCTION, " AND h.occurred_on >= c.engaged_on)", ")"),
    ("events of today are not seen", REDUCTION, "WHERE e.occurred_on <= %(as_of)s\n", "WHERE e.occurred_on < %(as_of)s\n"),
    ("a reduction that is just enough is not", REDUCTION, "r.fall < r.percent * r.level", "r.fall <= r.percent * r.level"),
    ("the shorter period is not scaled", REDUCTION, "100 * (before * months - since * baseline_months)",
     "100 * (before * months - since * months)"),
    ("the baseline's coverage may end a day early", REDUCTION, "v.last_day >= c.engaged_on - 1",
     "v.last_day >= c.engaged_on - 2"),
    ("a stale feed is not noticed on its first day", REDUCTION, "v.last_day >= %(as_of)s::date - 1 - c.lag_days",
     "v.last_day >= %(as_of)s::date - 2 - c.lag_days"),
    ("nothing to reduce is a success", REDUCTION, "ARRAY['neutral', 'NO_BASELINE']", "ARRAY['met', '']"),
    ("percentages are cut off instead of rounded", REDUCTION, "round(r.fall", "trunc(r.fall"),

    ("who comes of age today is too young", WORK, "12 * t.min_age) <= %(as_of)s", "12 * t.min_age) < %(as_of)s"),
    ("all members are adults", WORK, " AND m.role = 'adult'", ""),
    ("today is a good day", WORK, "range_agg(daterange(greatest(p.starts_on, a.engaged_on), least(p.ends_on, %(as_of)s::date - 1), '[]'))",
     "range_agg(daterange(greatest(p.starts_on, a.engaged_on), least(p.ends_on, %(as_of)s::date), '[]'))"),
    ("days in work on benefit are good", WORK, "l.in_work - coalesce(l.on_benefit, '{}'::datemultirange)", "l.in_work"),
    ("withdrawn work counts", WORK, "p.person_id = a.person_id AND " + believed("p"), "p.person_id = a.person_id"),
    ("a gap as long as is allowed parts", WORK, "> r.gap_days, true) AS begins", ">= r.gap_days, true) AS begins"),
    ("an island goes on counting a day too long", WORK, "i.last_day >= %(as_of)s::date - 1 - i.gap_days",
     "i.last_day >= %(as_of)s::date - 2 - i.gap_days"),
    ("the look back is a day longer", WORK, "p.ends_on >= i.s - 1 - t.lookback_days", "p.ends_on >= i.s - 2 - t.lookback_days"),
    ("of two benefits the first in the alphabet is the basis", WORK,
     "ORDER BY p.ends_on DESC, p.starts_on DESC, p.kind COLLATE \"C\"", "ORDER BY p.kind COLLATE \"C\""),
    ("of two benefits that ended together the earlier is the basis", WORK, "p.starts_on DESC, p.kind", "p.starts_on, p.kind"),
    ("of two benefits alike the last in the alphabet is the basis", WORK, "p.kind COLLATE \"C\"\n",
     "p.kind COLLATE \"C\" DESC\n"),
    ("benefits without a rule of their own have none", WORK, "ELSE 'default'", "ELSE basis.kind"),
    ("islands of another rule fit", WORK, "    WHERE i.benefit = CASE", "    WHERE true OR i.benefit = CASE"),
    ("a bar that begins with the work is passed over", WORK, "p.starts_on <= i.s AND (p.ends_on IS NULL", "p.starts_on < i.s AND (p.ends_on IS NULL"),
    ("one day fewer is enough", WORK, "u.recent >= u.days", "u.recent >= u.days - 1"),
    ("the days looked at are one more", WORK, "daterange(%(as_of)s::date - f.within_days, ",
     "daterange(%(as_of)s::date - f.within_days - 1, "),
    ("success in the past needs a day more", WORK, "AND f.days <= (", "AND f.days < ("),
    ("success in the past ignores the bar", WORK, "NOT f.barred AND EXISTS", "EXISTS"),
    ("the date forgets that good days grow old", WORK, "gap.gap_from + c.within_days,\n", "NULL,\n"),

    ("readings on the first day of the baseline are passed over", SCORE,
     "s.scored_on BETWEEN outcomes_plus(c.engaged_on, -t.baseline_months)",
     "s.scored_on BETWEEN 1 + outcomes_plus(c.engaged_on, -t.baseline_months)"),
    ("a reading that just reaches the mark is not good", SCORE, "c.score >= t.at_least", "c.score > t.at_least"),
    ("an improvement that is just enough is not", SCORE, "c.score - c.baseline >= t.improve_by",
     "c.score - c.baseline > t.improve_by"),
    ("higher is better, always", SCORE, "CASE WHEN t.higher_is_better\n", "CASE WHEN true\n"),
    ("a run held to the day is not held", SCORE,
     "(array_agg(scored_on >= outcomes_plus(", "(array_agg(scored_on > outcomes_plus("),
    ("the first reading decides instead of the latest", SCORE, "(array_agg(good ORDER BY scored_on DESC))[1] AS good,",
     "(array_agg(good ORDER BY scored_on))[1] AS good,"),
    ("an earlier success is forgotten", SCORE, "NOT l.good AND l.ever_held", "false"),
    ("corrected readings count", SCORE, "s.family_id = c.family_id AND " + believed("s"), "s.family_id = c.family_id"),
    ("members whom nobody named are judged beside the named", SCORE,
     "r.person_id IS NOT NULL AND n.family_id IS NULL", "r.person_id IS NOT NULL"),

    ("a decision expires a day early", JUDGEMENT, "t.valid_months) >= %(as_of)s", "t.valid_months) > %(as_of)s"),
    ("a decision on the day of engagement does not count", JUDGEMENT, "l.decided_on >= c.engaged_on",
     "l.decided_on > c.engaged_on"),
    ("the first decision stands", JUDGEMENT, "j.decided_on DESC", "j.decided_on"),
    ("decisions to come count", JUDGEMENT, "j.decided_on <= %(as_of)s AND ", ""),

    ("any criterion is read as every", READINESS, "CASE WHEN h.require = 'any' THEN r.best_of_criteria ELSE -r.worst END",
     "-r.worst"),
    ("a failed criterion is better than none", READINESS, "('not_met', 4, 6, 5)", "('not_met', 2, 3, 5)"),
    ("among adults the worst decides", READINESS, "THEN r.best_of_adults ELSE -r.worst END", "THEN -r.worst ELSE -r.worst END"),
    ("the date of a headline is the first of its criteria", READINESS,
     "                   THEN max(due_on)\n           END AS due_on\n    FROM counted",
     "                   THEN min(due_on)\n           END AS due_on\n    FROM counted"),
    ("a headline that the plan lacks is no matter", READINESS, "true, 'no_data', '', NULL::date", "true, 'neutral', '', NULL::date"),
    ("a plan agreed tomorrow is the latest", READINESS, "p.agreed_on <= %(as_of)s", "true"),
    ("of two plans the first counts", READINESS, "p.agreed_on DESC", "p.agreed_on"),
    ("plans must cover parents who live elsewhere", READINESS, " AND m.role <> 'non_resident_parent'\n        AND m.starts_on",
     "\n        AND m.starts_on"),
    ("plans must cover who joined later", READINESS, "m.starts_on <= l.agreed_on AND ", ""),
    ("the cap on headlines from outside is forgotten", READINESS, "coalesce(p.non_resident_cap, d.outside)", "d.outside"),
    ("one problem from outside makes the headline one from outside", READINESS, "bool_and(EXISTS (", "bool_or(EXISTS ("),
    ("withdrawn claims stand in the way", READINESS, "('rejected', 'withdrawn')", "('rejected')"),
    ("claims made tomorrow stand in the way", READINESS, "c.claimed_on <= %(as_of)s AND", ""),
    ("claims in another framework stand in the way", READINESS, " AND c.framework = f.framework\n", "\n"),
    ("all neutral is a success", READINESS, " AND NOT coalesce(s.a_raised_one_is_met, false)\n", "\n"),
    ("the preferred route does not matter", READINESS, "ORDER BY family_id, holds DESC, on_day, is_preferred DESC",
     "ORDER BY family_id, holds DESC, on_day, route"),
    ("an earlier date goes before a route that holds", READINESS, "ORDER BY family_id, holds DESC, on_day,",
     "ORDER BY family_id, on_day,"),
    ("a family may be claimed twice", READINESS, " AND NOT s.claimed AND", " AND"),
    ("one headline too few is enough", READINESS, ">= p.headlines_needed", ">= p.headlines_needed - 1"),
]

UNCLAMPED_PLUS = """
    CREATE FUNCTION pg_temp.unclamped_plus(day date, months int) RETURNS date LANGUAGE sql AS $$
        SELECT ((date_trunc('month', day) + make_interval(months => months))::date + extract(day FROM day)::int - 1)
    $$
"""


@pytest.fixture(scope="module")
def questions(django_db_setup, django_db_blocker):
    """A world that was corrected once, and what the reference says of it: (day, moment of knowing, its rows)."""
    with django_db_blocker.unblock(), transaction.atomic():
        plans = make_plans(SEED, DAY)
        for text in plans:
            publish_plan(text=text, by=None)
        told = list(told_in_turn(make_world(SEED, FAMILIES, as_of=DAY), SEED))
        with connection.cursor() as cursor:
            cursor.execute(UNCLAMPED_PLUS)
        yield [(DAY, known_at, reference_rows(state, plans, DAY)) for state, known_at in reversed(told)]
        transaction.set_rollback(True)


def is_seen(questions):
    return any(disagreements(expected, engine_rows(day, known_at)) for day, known_at, expected in questions)


def test_the_comparison_sees_nothing_where_no_fault_is_planted(questions):
    assert not is_seen(questions)


@pytest.mark.parametrize(("file", "stands", "instead"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
def test_the_comparison_sees_the_fault(questions, monkeypatch, file, stands, instead):
    sound = judging.statement
    assert stands in sound(file)

    def faulty(name):
        return sound(name).replace(stands, instead) if name == file else sound(name)

    monkeypatch.setattr(judging, "statement", faulty)
    assert is_seen(questions)
