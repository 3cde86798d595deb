-- None of these for N months: one verdict for each family. D is as_of, E the family's engagement.

INSERT INTO work_verdict
WITH test AS (
    SELECT criterion_id,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'events')) AS events,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'spells')) AS spells,
           (parameters ->> 'months')::int AS months,
           (parameters ->> 'age_under')::int AS age_under,
           (parameters ->> 'lag_days')::int AS lag_days
    FROM work_criterion
    WHERE kind = 'clear_period'
), event_watched AS (
    SELECT c.family_id, c.criterion_id, c.engaged_on, t.age_under, kind
    FROM work_case c JOIN test t USING (criterion_id) CROSS JOIN LATERAL unnest(t.events) AS kind
), spell_watched AS (
    SELECT c.family_id, c.criterion_id, c.engaged_on, t.age_under, kind
    FROM work_case c JOIN test t USING (criterion_id) CROSS JOIN LATERAL unnest(t.spells) AS kind
), member_event AS MATERIALIZED (
    -- what happened to members, on the days a membership covers. Taken aside, as are spells, since nothing tells the
    -- database beforehand how few of them are watched for.
    SELECT m.family_id, m.date_of_birth, e.kind, e.occurred_on
    FROM work_membership m
    JOIN families_event e ON e.person_id = m.person_id AND BELIEVED(e)
        AND e.occurred_on >= m.starts_on AND (m.ends_on IS NULL OR e.occurred_on <= m.ends_on)
), member_spell AS MATERIALIZED (
    SELECT m.family_id, m.date_of_birth, m.starts_on AS came_on, m.ends_on AS left_on, p.kind, p.starts_on, p.ends_on
    FROM work_membership m
    JOIN families_spell p ON p.person_id = m.person_id AND BELIEVED(p)
), bad AS (
    -- the family's bad days from E to D: events of members on the day they happened, spells on the days a
    -- membership covers, and what was recorded on the family itself
    SELECT w.family_id, w.criterion_id, w.engaged_on, e.occurred_on AS first_day, e.occurred_on AS last_day,
           false AS is_spell
    FROM member_event e
    JOIN event_watched w ON w.family_id = e.family_id AND w.kind = e.kind
    WHERE e.occurred_on BETWEEN w.engaged_on AND %(as_of)s
      AND (w.age_under IS NULL OR e.occurred_on < outcomes_plus(e.date_of_birth, 12 * w.age_under))
    UNION ALL
    SELECT w.family_id, w.criterion_id, w.engaged_on, e.occurred_on, e.occurred_on, false
    FROM work_family f
    JOIN families_event e ON e.family_id = f.family_id AND BELIEVED(e)
    JOIN event_watched w ON w.family_id = f.family_id AND w.kind = e.kind
    WHERE e.occurred_on BETWEEN w.engaged_on AND %(as_of)s AND w.age_under IS NULL
    UNION ALL
    SELECT w.family_id, w.criterion_id, w.engaged_on,
           greatest(p.starts_on, p.came_on, w.engaged_on), least(p.ends_on, p.left_on, %(as_of)s::date), true
    FROM member_spell p
    JOIN spell_watched w ON w.family_id = p.family_id AND w.kind = p.kind
    WHERE greatest(p.starts_on, p.came_on, w.engaged_on) <= least(p.ends_on, p.left_on, %(as_of)s::date)
      AND (w.age_under IS NULL OR p.starts_on < outcomes_plus(p.date_of_birth, 12 * w.age_under))
    UNION ALL
    SELECT w.family_id, w.criterion_id, w.engaged_on, greatest(p.starts_on, w.engaged_on),
           least(p.ends_on, %(as_of)s::date), true
    FROM work_family f
    JOIN families_spell p ON p.family_id = f.family_id AND BELIEVED(p)
    JOIN spell_watched w ON w.family_id = f.family_id AND w.kind = p.kind
    WHERE greatest(p.starts_on, w.engaged_on) <= least(p.ends_on, %(as_of)s::date) AND w.age_under IS NULL
), merged AS (
    SELECT family_id, criterion_id, engaged_on, range_agg(daterange(first_day, last_day, '[]')) AS days,
           bool_or(is_spell AND last_day = %(as_of)s) AS open_spell
    FROM bad
    GROUP BY family_id, criterion_id, engaged_on
), island AS (
    -- each stretch of bad days, and the first clear day of the stretch before it
    SELECT m.family_id, m.criterion_id, m.open_spell, lower(stretch) AS first_day, upper(stretch) AS clear_from,
           coalesce(lag(upper(stretch)) OVER (PARTITION BY m.family_id, m.criterion_id ORDER BY lower(stretch)),
                    m.engaged_on) AS clear_before_from
    FROM merged m CROSS JOIN LATERAL unnest(m.days) AS stretch
), past AS (
    SELECT i.family_id, i.criterion_id, bool_or(i.open_spell) AS open_spell, max(i.clear_from) AS clear_from,
           bool_or(outcomes_plus(i.clear_before_from, t.months) < i.first_day) AS achieved_before
    FROM island i JOIN test t USING (criterion_id)
    GROUP BY i.family_id, i.criterion_id
), clear AS (
    SELECT c.family_id, c.criterion_id, t.months, t.lag_days,
           coalesce(p.open_spell, false) AS open_spell, coalesce(p.achieved_before, false) AS achieved_before,
           coalesce(p.clear_from, c.engaged_on) AS s,
           outcomes_plus(coalesce(p.clear_from, c.engaged_on), t.months) AS due0
    FROM work_case c
    JOIN test t USING (criterion_id)
    LEFT JOIN past p USING (family_id, criterion_id)
), covered AS (
    -- s1: the first day that is both clear and in the stretch of coverage that reaches the present (less the lag)
    SELECT c.*, present.first_day IS NOT NULL AS fresh, greatest(c.s, present.first_day) AS s1,
           outcomes_plus(greatest(c.s, present.first_day), c.months) AS due1, reach.last_day AS reach
    FROM clear c
    LEFT JOIN work_covered present ON present.criterion_id = c.criterion_id
         AND %(as_of)s::date - 1 - c.lag_days BETWEEN present.first_day AND present.last_day
    LEFT JOIN work_covered reach ON reach.criterion_id = c.criterion_id
         AND greatest(c.s, present.first_day) BETWEEN reach.first_day AND reach.last_day
)
SELECT c.family_id, c.criterion_id, NULL::bigint, said[1], said[2],
       CASE WHEN c.open_spell THEN NULL WHEN said[1] = 'met' THEN c.s1 ELSE c.s END,
       CASE WHEN c.open_spell THEN NULL WHEN said[1] = 'met' THEN c.due1 - 1 ELSE c.due0 - 1 END,
       CASE WHEN c.open_spell THEN '' ELSE greatest(%(as_of)s::date - c.s, 0)::text END,
       c.months::text,
       CASE WHEN said[1] = 'pending' OR said[2] = 'NEW_FACT' THEN c.due0
            WHEN said[2] = 'FEED_GAP' AND c.due1 > %(as_of)s THEN c.due1 END,
       -- the grade down to which one must go for coverage of all the days
       CASE WHEN said[1] = 'met' THEN (
           SELECT min(v.grade) FROM work_vouched v
           WHERE v.criterion_id = c.criterion_id AND c.s1 BETWEEN v.first_day AND v.last_day
             AND v.last_day >= c.due1 - 1 AND v.last_day >= %(as_of)s::date - 1 - c.lag_days
       ) END
FROM covered c
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN c.open_spell AND c.achieved_before THEN ARRAY['regressed', '']
        WHEN c.open_spell THEN ARRAY['not_met', 'OPEN_SPELL']
        WHEN %(as_of)s < c.due0 AND c.achieved_before THEN ARRAY['regressed', 'NEW_FACT']
        WHEN %(as_of)s < c.due0 THEN ARRAY['pending', '']
        WHEN NOT c.fresh THEN ARRAY['no_data', 'FEED_STALE']
        WHEN c.reach >= c.due1 - 1 AND c.reach >= %(as_of)s::date - 1 - c.lag_days THEN ARRAY['met', '']
        ELSE ARRAY['no_data', 'FEED_GAP']
    END AS said
) verdict;
