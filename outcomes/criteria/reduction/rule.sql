-- Fewer than before: one verdict for each family. D is as_of, E the family's engagement.

INSERT INTO work_verdict
WITH test AS (
    SELECT criterion_id,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'events')) AS events,
           (parameters ->> 'percent')::numeric AS percent,
           (parameters ->> 'months')::int AS months,
           (parameters ->> 'baseline_months')::int AS baseline_months,
           (parameters ->> 'age_under')::int AS age_under,
           (parameters ->> 'lag_days')::int AS lag_days
    FROM work_criterion
    WHERE kind = 'reduction'
), compared AS (
    SELECT c.family_id, c.criterion_id, c.engaged_on, t.percent, t.months, t.baseline_months, t.lag_days,
           outcomes_plus(c.engaged_on, -t.baseline_months) AS baseline_from,
           outcomes_plus(%(as_of)s::date, -t.months) AS current_from
    FROM work_case c JOIN test t USING (criterion_id)
), happened AS (
    SELECT c.family_id, c.engaged_on, t.criterion_id, e.occurred_on, e.grade
    FROM work_case c
    JOIN test t USING (criterion_id)
    JOIN work_membership m ON m.family_id = c.family_id
    JOIN families_event e ON e.person_id = m.person_id AND BELIEVED(e) AND e.kind = ANY (t.events)
        AND e.occurred_on >= m.starts_on AND (m.ends_on IS NULL OR e.occurred_on <= m.ends_on)
    WHERE e.occurred_on <= %(as_of)s
      AND (t.age_under IS NULL OR e.occurred_on < outcomes_plus(m.date_of_birth, 12 * t.age_under))
    UNION ALL
    SELECT c.family_id, c.engaged_on, t.criterion_id, e.occurred_on, e.grade
    FROM work_case c
    JOIN test t USING (criterion_id)
    JOIN families_event e ON e.family_id = c.family_id AND BELIEVED(e) AND e.kind = ANY (t.events)
    WHERE e.occurred_on <= %(as_of)s AND t.age_under IS NULL
), counted AS (
    SELECT c.family_id, c.criterion_id,
           count(*) FILTER (WHERE h.occurred_on >= c.baseline_from AND h.occurred_on < c.engaged_on) AS before,
           max(h.grade) FILTER (WHERE h.occurred_on >= c.baseline_from AND h.occurred_on < c.engaged_on) AS before_grade,
           count(*) FILTER (WHERE h.occurred_on >= c.current_from AND h.occurred_on >= c.engaged_on) AS since
    FROM compared c JOIN happened h ON h.family_id = c.family_id AND h.criterion_id = c.criterion_id
    GROUP BY c.family_id, c.criterion_id
), measured AS (
    SELECT c.family_id, c.criterion_id, c.engaged_on, c.percent, c.months, c.baseline_months,
           c.current_from, coalesce(n.before, 0) AS before, coalesce(n.since, 0) AS since,
           -- the grade down to which one must go for coverage of all the days
           (
               SELECT min(v.grade) FROM work_vouched v
               WHERE v.criterion_id = c.criterion_id AND c.baseline_from BETWEEN v.first_day AND v.last_day
                 AND v.last_day >= c.engaged_on - 1
           ) AS baseline_covered,
           (
               SELECT min(v.grade) FROM work_vouched v
               WHERE v.criterion_id = c.criterion_id AND c.current_from BETWEEN v.first_day AND v.last_day
                 AND v.last_day >= %(as_of)s::date - 1 - c.lag_days
           ) AS current_covered, n.before_grade
    FROM compared c LEFT JOIN counted n USING (family_id, criterion_id)
), reduced AS (
    SELECT m.*, 100 * (before * months - since * baseline_months) AS fall, before * months AS level FROM measured m
)
SELECT r.family_id, r.criterion_id, NULL::bigint, said[1], said[2],
       r.current_from, %(as_of)s::date - 1,
       coalesce(round(r.fall::numeric / nullif(r.level, 0), 2)::text, ''), trim_scale(r.percent)::text,
       CASE WHEN said[1] = 'pending' THEN outcomes_plus(r.engaged_on, r.months) END,
       -- rests on what happened before, and on there being no more since
       CASE WHEN said[1] = 'met' THEN greatest(r.before_grade, r.baseline_covered, r.current_covered) END
FROM reduced r
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN %(as_of)s < outcomes_plus(r.engaged_on, r.months) THEN ARRAY['pending', '']
        WHEN r.before = 0 AND r.since > 0 THEN ARRAY['not_met', 'NEW_FACT']
        WHEN r.before > 0 AND r.fall < r.percent * r.level THEN ARRAY['not_met', 'NOT_ENOUGH']
        WHEN r.baseline_covered IS NULL THEN ARRAY['no_data', 'FEED_GAP']
        WHEN r.current_covered IS NULL THEN ARRAY['no_data', 'FEED_STALE']
        WHEN r.before = 0 THEN ARRAY['neutral', 'NO_BASELINE']
        ELSE ARRAY['met', '']
    END AS said
) verdict;
