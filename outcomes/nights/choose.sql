-- Whom an ordinary night looks at, and why: the families of which something may be different now from what the night
-- before said. That night judged D0 (before_as_of) on what was known at K0 (before_known_at); this one judges D (as_of)
-- on what is known at K (known_at). All of it is one statement, so that it sees one state of the database.
--
-- A family's verdicts and readiness follow from the beliefs about it and its members, from the day, and from three
-- things that all families share: the plan in force, the days that feeds cover, and the school calendar (a night after
-- a change of the calendar judges everybody). So nothing is different unless
--   a belief was recorded or closed after K0 (touched: the belief itself is the mark, nobody has to set one),
--   a day came on which something recorded earlier begins or ceases to count (due: look_again.sql and dated.sql),
--   or one of the shared things is not what it was (plan, coverage),
-- or unless the night before did not get to the family, or somebody judged it by hand since.

WITH touched_row AS MATERIALIZED (
    TOUCHED_ROWS
), dated_row AS MATERIALIZED (
    DATED_ROWS
), level AS (
    SELECT DISTINCT grade FROM families_coverage
), covered AS (
    -- the days that a kind of fact was, and is, known for by what is of a grade or better; days to come among them count
    -- from when they are over
    SELECT l.grade, v.kind,
           coalesce(range_agg(daterange(v.starts_on, v.ends_on, '[]')) FILTER (WHERE KNOWN_BEFORE(v)),
                    '{}') AS days_then,
           coalesce(range_agg(daterange(v.starts_on, v.ends_on, '[]')) FILTER (WHERE BELIEVED(v)), '{}') AS days_now
    FROM families_coverage v
    JOIN level l ON v.grade <= l.grade
    GROUP BY l.grade, v.kind
), in_force AS (
    SELECT code, id, nights.is_now
    FROM (VALUES (false, %(before_as_of)s::date, %(before_known_at)s::timestamptz),
                 (true, %(as_of)s::date, %(known_at)s::timestamptz)) AS nights (is_now, day, moment)
    CROSS JOIN LATERAL (
        SELECT DISTINCT ON (p.code) p.code, p.id
        FROM outcomes_outcomesplan p
        WHERE p.effective_from <= nights.day AND p.published_at <= nights.moment
        ORDER BY p.code, p.effective_from DESC, p.version DESC
    ) p
), rests_on AS (
    -- criteria of the plans in force that rest on feeds: covered on the days on which all their feeds are
    SELECT c.id AS criterion_id, l.grade, c.kind, (c.parameters ->> 'lag_days')::int AS lag_days,
           (c.parameters ->> 'months')::int AS months,
           range_intersect_agg(coalesce(k.days_then, '{}')) AS days_then,
           range_intersect_agg(coalesce(k.days_now, '{}')) AS days_now
    FROM outcomes_criterion c
    JOIN outcomes_headline h ON h.id = c.headline_id
    JOIN in_force p ON p.id = h.plan_id AND p.is_now
    CROSS JOIN level l
    CROSS JOIN LATERAL (
        SELECT jsonb_array_elements_text(c.parameters -> 'events') WHERE c.kind IN ('clear_period', 'reduction')
        UNION SELECT jsonb_array_elements_text(c.parameters -> 'spells') WHERE c.kind = 'clear_period'
        UNION SELECT unnest(ARRAY['fixed_exclusion', 'permanent_exclusion'])
              WHERE c.kind = 'school_terms' AND c.parameters ->> 'max_fixed_exclusions' IS NOT NULL
    ) AS feed (kind)
    LEFT JOIN covered k ON k.kind = feed.kind AND k.grade = l.grade
    GROUP BY c.id, l.grade
), compared AS (
    -- What a criterion asks of coverage as a whole, besides the days of each family's own window: of a clear period,
    -- in which stretch the present lies (less the lag), by its first day; of a reduction, whether the months compared
    -- lie in one stretch.
    SELECT r.criterion_id, r.grade, r.kind, r.days_then, r.days_now,
           (SELECT lower(s) FROM unnest(r.days_then) s
            WHERE s @> %(before_as_of)s::date - 1 - r.lag_days) AS since_then,
           (SELECT lower(s) FROM unnest(r.days_now) s WHERE s @> %(as_of)s::date - 1 - r.lag_days) AS since_now,
           EXISTS (SELECT FROM unnest(r.days_then) s WHERE s @> outcomes_plus(%(before_as_of)s::date, -r.months)
                   AND upper(s) > %(before_as_of)s::date - 1 - r.lag_days) AS months_then,
           EXISTS (SELECT FROM unnest(r.days_now) s WHERE s @> outcomes_plus(%(as_of)s::date, -r.months)
                   AND upper(s) > %(as_of)s::date - 1 - r.lag_days) AS months_now
    FROM rests_on r
), moved AS (
    -- More coverage can only help whom a feed holds up, and found better what was proven by less. Less of it, or a
    -- stretch that no longer reaches the present, can also take away what was proven.
    SELECT criterion_id, grade,
           NOT days_then <@ days_now
           OR (kind = 'clear_period' AND since_then IS NOT NULL AND (since_now IS NULL OR since_now > since_then))
           OR (kind = 'reduction' AND months_then AND NOT months_now) AS takes_away,
           grade < (SELECT max(grade) FROM level) AS founds_better
    FROM compared
    WHERE days_then <> days_now OR (kind = 'clear_period' AND since_then IS DISTINCT FROM since_now)
       OR (kind = 'reduction' AND months_then <> months_now)
), chosen (family_id, rank, because, next_look) AS (
    SELECT family_id, 1, 'touched', '' FROM touched_row WHERE family_id IS NOT NULL
    UNION ALL
    -- all that a person is, was or will be a member of; a membership that is no longer believed was touched itself
    SELECT m.family_id, 1, 'touched', ''
    FROM (SELECT DISTINCT person_id FROM touched_row WHERE person_id IS NOT NULL) p
    JOIN families_membership m ON m.person_id = p.person_id AND BELIEVED(m)
    UNION ALL
    SELECT family_id, 3, 'due', 'dated' FROM dated_row WHERE family_id IS NOT NULL
    UNION ALL
    SELECT m.family_id, 3, 'due', 'dated'
    FROM (SELECT DISTINCT person_id FROM dated_row WHERE person_id IS NOT NULL) p
    JOIN families_membership m ON m.person_id = p.person_id AND BELIEVED(m)
    UNION ALL
    SELECT family_id, 2, 'by_hand', '' FROM outcomes_judgedonchange WHERE known_at > %(before_known_at)s
    UNION ALL
    SELECT family_id, 3, 'due', next_look FROM outcomes_lookagain WHERE next_on <= %(as_of)s
    UNION ALL
    SELECT unnest(%(moved_claims)s::bigint[]), 4, 'claim', ''
    UNION ALL
    SELECT d.family_id, 5, 'plan', ''
    FROM families_familydetails d
    WHERE BELIEVED(d) AND d.framework IN (
        SELECT code FROM in_force GROUP BY code HAVING count(*) <> 2 OR min(id) <> max(id)
    )
    UNION ALL
    SELECT v.family_id, 6, 'coverage', ''
    FROM outcomes_verdict v
    WHERE v.superseded_at IS NULL AND v.status = 'no_data' AND v.criterion_id IN (SELECT criterion_id FROM moved)
    UNION ALL
    SELECT v.family_id, 6, 'coverage', ''
    FROM outcomes_verdict v
    WHERE v.superseded_at IS NULL AND v.status IN ('met', 'neutral')
      AND EXISTS (SELECT FROM moved m WHERE m.criterion_id = v.criterion_id
                  AND (m.takes_away OR (m.founds_better AND v.grade > m.grade)))
    UNION ALL
    SELECT f.id, 7, 'left_over', ''
    FROM outcomes_nightchunk c
    JOIN families_family f ON f.id BETWEEN c.first_family AND c.last_family
    WHERE c.night_id = %(before)s AND c.state <> 'done'
)
SELECT DISTINCT ON (family_id) family_id, because, next_look
FROM chosen
ORDER BY family_id, rank, next_look
