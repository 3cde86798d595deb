-- Attendance over consecutive terms: one verdict for each child. D is as_of, E the family's engagement.

INSERT INTO work_verdict
WITH test AS (
    SELECT criterion_id,
           parameters ->> 'measure' AS measure,
           (parameters ->> 'percent')::numeric AS percent,
           (parameters ->> 'inclusive')::boolean AS inclusive,
           (parameters ->> 'terms')::int AS terms,
           parameters ->> 'aggregation' AS aggregation,
           (parameters ->> 'min_possible')::int AS min_possible,
           (parameters ->> 'max_fixed_exclusions')::int AS max_fixed_exclusions,
           parameters ->> 'children' AS children
    FROM work_criterion
    WHERE kind = 'school_terms'
), child AS (
    -- named: an accepted problem under this headline names the child, or nobody and so every child
    SELECT c.family_id, c.criterion_id, c.engaged_on, m.person_id, m.school_from, m.school_until, named
    FROM work_case c
    JOIN test t ON t.criterion_id = c.criterion_id
    JOIN work_membership m ON m.family_id = c.family_id AND m.on_the_day AND m.role = 'child'
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT FROM work_problem p
            WHERE p.family_id = c.family_id AND p.headline = c.headline
              AND (p.person_id IS NULL OR p.person_id = m.person_id)
        ) AS named
    ) problem
    WHERE t.children = 'all' OR named
), calendar AS (
    SELECT d.term_id, d.starts_on, d.ends_on FROM families_termdates d WHERE BELIEVED(d) AND d.counts
), applies AS (
    -- the counting terms that begin after engagement and in the child's years of compulsory schooling, numbered;
    -- those that are over on D come first, since terms never overlap
    SELECT c.family_id, c.criterion_id, c.person_id, k.term_id, k.starts_on, k.ends_on, k.ends_on < %(as_of)s AS over,
           row_number() OVER (PARTITION BY c.family_id, c.criterion_id, c.person_id ORDER BY k.starts_on) AS nth
    FROM child c
    JOIN calendar k ON k.starts_on >= c.engaged_on AND k.starts_on BETWEEN c.school_from AND c.school_until
), held AS (
    SELECT a.family_id, a.criterion_id, a.person_id,
           min(a.ends_on) FILTER (WHERE a.nth = t.terms) AS run_would_end_on
    FROM applies a JOIN test t USING (criterion_id)
    GROUP BY a.family_id, a.criterion_id, a.person_id
), counted AS (
    SELECT a.family_id, a.criterion_id, a.person_id, a.nth, a.starts_on, a.ends_on,
           r.possible, r.authorised, r.unauthorised,
           coalesce(r.possible >= t.min_possible, false) AS enough,
           share.numerator,
           CASE
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * share.numerator >= t.percent * r.possible
               WHEN t.measure = 'attendance' THEN 100 * share.numerator > t.percent * r.possible
               WHEN t.inclusive THEN 100 * share.numerator <= t.percent * r.possible
               ELSE 100 * share.numerator < t.percent * r.possible
           END AS passes
    FROM applies a
    JOIN test t USING (criterion_id)
    CROSS JOIN LATERAL (
        -- several schools in one term add up; of no record, all of these are null
        SELECT sum(s.possible) AS possible, sum(s.authorised) AS authorised, sum(s.unauthorised) AS unauthorised
        FROM families_termrecord s
        WHERE s.person_id = a.person_id AND s.term_id = a.term_id AND BELIEVED(s)
    ) r
    CROSS JOIN LATERAL (
        SELECT CASE WHEN t.measure = 'attendance' THEN r.possible - r.authorised - r.unauthorised
                    ELSE r.unauthorised END AS numerator
    ) share
    WHERE a.over
), run AS (
    -- every run of consecutive terms, named after its last one: a term is in each run that ends with it or soon after
    SELECT c.family_id, c.criterion_id, c.person_id, c.nth + later AS nth,
           min(c.starts_on) AS first_day, max(c.ends_on) AS last_day,
           bool_or(c.possible IS NULL) AS term_missing,
           bool_or(c.possible IS NOT NULL AND NOT c.enough) AS too_few_sessions,
           bool_or(c.enough AND NOT c.passes) AS a_term_fails,
           sum(c.numerator) AS numerator, sum(c.possible) AS possible,
           bool_or(c.possible = 0) AS a_term_is_empty,
           min(100.0 * c.numerator / nullif(c.possible, 0)) AS lowest, max(100.0 * c.numerator / nullif(c.possible, 0)) AS highest
    FROM counted c
    JOIN test t USING (criterion_id)
    CROSS JOIN LATERAL generate_series(0, t.terms - 1) AS later
    GROUP BY c.family_id, c.criterion_id, c.person_id, c.nth + later, t.terms
    HAVING count(*) = t.terms
), tested AS (
    SELECT r.*, r.nth = max(r.nth) OVER (PARTITION BY r.family_id, r.criterion_id, r.person_id) AS is_last, r.term_missing OR r.too_few_sessions AS incomplete,
           CASE
               WHEN t.aggregation = 'each' THEN r.a_term_fails
               WHEN r.term_missing OR r.too_few_sessions THEN false
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * r.numerator < t.percent * r.possible
               WHEN t.measure = 'attendance' THEN 100 * r.numerator <= t.percent * r.possible
               WHEN t.inclusive THEN 100 * r.numerator > t.percent * r.possible
               ELSE 100 * r.numerator >= t.percent * r.possible
           END AS attendance_fails,
           t.max_fixed_exclusions IS NOT NULL
               AND (x.fixed > t.max_fixed_exclusions OR x.permanent > 0) AS exclusions_fail,
           CASE
               WHEN r.term_missing THEN NULL
               WHEN t.aggregation = 'pooled' THEN 100.0 * r.numerator / nullif(r.possible, 0)
               WHEN r.a_term_is_empty THEN NULL
               WHEN t.measure = 'attendance' THEN r.lowest
               ELSE r.highest
           END AS value
    FROM run r
    JOIN test t USING (criterion_id)
    CROSS JOIN LATERAL (
        -- the child's own, wherever the child lived
        SELECT count(*) FILTER (WHERE e.kind = 'fixed_exclusion') AS fixed,
               count(*) FILTER (WHERE e.kind = 'permanent_exclusion') AS permanent
        FROM families_event e
        WHERE e.person_id = r.person_id AND BELIEVED(e) AND e.occurred_on BETWEEN r.first_day AND r.last_day
    ) x
), achieved_before AS (
    SELECT DISTINCT family_id, criterion_id, person_id
    FROM tested
    WHERE NOT is_last AND NOT incomplete AND NOT attendance_fails AND NOT exclusions_fail
)
SELECT c.family_id, c.criterion_id, c.person_id, verdict.status, verdict.reason, r.first_day, r.last_day,
       coalesce(round(r.value, 2)::text, ''), trim_scale(t.percent)::text,
       CASE WHEN verdict.status = 'pending' THEN h.run_would_end_on + 1 END
FROM child c
JOIN test t USING (criterion_id)
LEFT JOIN held h USING (family_id, criterion_id, person_id)
LEFT JOIN tested r ON r.family_id = c.family_id AND r.criterion_id = c.criterion_id AND r.person_id = c.person_id AND r.is_last
LEFT JOIN achieved_before b ON b.family_id = c.family_id AND b.criterion_id = c.criterion_id AND b.person_id = c.person_id
CROSS JOIN LATERAL (
    SELECT t.max_fixed_exclusions IS NULL OR EXISTS (
        SELECT FROM work_covered v
        WHERE v.criterion_id = c.criterion_id AND r.first_day BETWEEN v.first_day AND v.last_day AND v.last_day >= r.last_day
    ) AS complete
) feed
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        (1, r.nth IS NULL AND NOT c.named, 'neutral', 'TOO_FEW_TERMS'),
        (2, r.nth IS NULL AND c.school_until < %(as_of)s, 'neutral', 'LEFT_SCHOOL_AGE'),
        (3, r.nth IS NULL, 'pending', ''),
        -- a failed test outranks missing data
        (4, (r.attendance_fails OR r.exclusions_fail) AND b.family_id IS NOT NULL, 'regressed', ''),
        (5, r.attendance_fails, 'not_met', 'ATTENDANCE'),
        (6, r.exclusions_fail, 'not_met', 'EXCLUSIONS'),
        (7, r.term_missing, 'no_data', 'TERM_MISSING'),
        (8, r.too_few_sessions, 'no_data', 'TOO_FEW_SESSIONS'),
        (9, NOT feed.complete, 'no_data', 'FEED_GAP'),
        (10, true, 'met', '')
    ) AS choice (place, holds, status, reason)
    WHERE holds ORDER BY place LIMIT 1
) verdict;
