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
           row_number() OVER (PARTITION BY c.family_id, c.criterion_id, c.person_id ORDER BY k.starts_on) AS nth,
           count(*) FILTER (WHERE k.ends_on < %(as_of)s) OVER (PARTITION BY c.family_id, c.criterion_id, c.person_id)
               AS terms_over
    FROM child c
    JOIN calendar k ON k.starts_on >= c.engaged_on AND k.starts_on BETWEEN c.school_from AND c.school_until
), held AS (
    SELECT a.family_id, a.criterion_id, a.person_id, min(a.ends_on) FILTER (WHERE a.nth = t.terms) AS run_would_end_on
    FROM applies a JOIN test t USING (criterion_id)
    GROUP BY a.family_id, a.criterion_id, a.person_id
), attendance AS (
    -- several schools in one term add up
    SELECT r.person_id, r.term_id, sum(r.possible) AS possible, sum(r.authorised) AS authorised,
           sum(r.unauthorised) AS unauthorised
    FROM families_termrecord r
    WHERE BELIEVED(r) AND r.person_id IN (SELECT person_id FROM child)
    GROUP BY r.person_id, r.term_id
), counted AS (
    SELECT a.family_id, a.criterion_id, a.person_id, a.nth, a.terms_over, a.starts_on, a.ends_on,
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
    LEFT JOIN attendance r ON r.person_id = a.person_id AND r.term_id = a.term_id
    CROSS JOIN LATERAL (
        SELECT CASE WHEN t.measure = 'attendance' THEN r.possible - r.authorised - r.unauthorised
                    ELSE r.unauthorised END AS numerator
    ) share
    WHERE a.over
), run AS (
    -- every run of consecutive terms, named after its last one: a term is in the run that ends with it, and in those
    -- that end soon after
    SELECT c.family_id, c.criterion_id, c.person_id, c.nth + later AS nth, c.nth + later = c.terms_over AS is_last,
           min(c.starts_on) AS first_day, max(c.ends_on) AS last_day,
           bool_or(c.possible IS NULL) AS term_missing,
           bool_or(c.possible IS NOT NULL AND NOT c.enough) AS too_few_sessions,
           bool_or(c.enough AND NOT c.passes) AS a_term_fails,
           sum(c.numerator) AS numerator, sum(c.possible) AS possible,
           bool_or(c.possible = 0) AS a_term_is_empty,
           min(100.0 * c.numerator / nullif(c.possible, 0)) AS lowest,
           max(100.0 * c.numerator / nullif(c.possible, 0)) AS highest
    FROM counted c
    JOIN test t USING (criterion_id)
    CROSS JOIN LATERAL generate_series(0, t.terms - 1) AS later
    GROUP BY c.family_id, c.criterion_id, c.person_id, c.nth + later, c.terms_over, t.terms
    HAVING count(*) = t.terms
), tested AS (
    SELECT r.*, r.term_missing OR r.too_few_sessions AS incomplete,
           CASE
               WHEN t.aggregation = 'each' THEN r.a_term_fails
               WHEN r.term_missing OR r.too_few_sessions THEN false
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * r.numerator < t.percent * r.possible
               WHEN t.measure = 'attendance' THEN 100 * r.numerator <= t.percent * r.possible
               WHEN t.inclusive THEN 100 * r.numerator > t.percent * r.possible
               ELSE 100 * r.numerator >= t.percent * r.possible
           END AS attendance_fails,
           t.max_fixed_exclusions IS NOT NULL
               AND (excluded.fixed > t.max_fixed_exclusions OR excluded.permanent > 0) AS exclusions_fail,
           CASE
               WHEN r.term_missing THEN NULL
               WHEN t.aggregation = 'pooled' THEN 100.0 * r.numerator / nullif(r.possible, 0)
               WHEN r.a_term_is_empty THEN NULL
               WHEN t.measure = 'attendance' THEN r.lowest
               ELSE r.highest
           END AS value
    FROM run r
    JOIN test t USING (criterion_id)
    -- the child's own exclusions, wherever the child lived
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE e.kind = 'fixed_exclusion') AS fixed,
               count(*) FILTER (WHERE e.kind = 'permanent_exclusion') AS permanent
        FROM families_event e
        WHERE e.person_id = r.person_id AND BELIEVED(e) AND e.kind IN ('fixed_exclusion', 'permanent_exclusion')
          AND e.occurred_on BETWEEN r.first_day AND r.last_day AND t.max_fixed_exclusions IS NOT NULL
    ) excluded
), achieved_before AS (
    SELECT DISTINCT family_id, criterion_id, person_id
    FROM tested
    WHERE NOT is_last AND NOT incomplete AND NOT attendance_fails AND NOT exclusions_fail
)
SELECT c.family_id, c.criterion_id, c.person_id, said[1], said[2], r.first_day, r.last_day,
       coalesce(round(r.value, 2)::text, ''), trim_scale(t.percent)::text,
       CASE WHEN said[1] = 'pending' THEN h.run_would_end_on + 1 END
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
    SELECT CASE
        WHEN r.nth IS NULL AND NOT c.named THEN ARRAY['neutral', 'TOO_FEW_TERMS']
        WHEN r.nth IS NULL AND c.school_until < %(as_of)s THEN ARRAY['neutral', 'LEFT_SCHOOL_AGE']
        WHEN r.nth IS NULL THEN ARRAY['pending', '']
        -- a failed test outranks missing data
        WHEN (r.attendance_fails OR r.exclusions_fail) AND b.family_id IS NOT NULL THEN ARRAY['regressed', '']
        WHEN r.attendance_fails THEN ARRAY['not_met', 'ATTENDANCE']
        WHEN r.exclusions_fail THEN ARRAY['not_met', 'EXCLUSIONS']
        WHEN r.term_missing THEN ARRAY['no_data', 'TERM_MISSING']
        WHEN r.too_few_sessions THEN ARRAY['no_data', 'TOO_FEW_SESSIONS']
        WHEN NOT feed.complete THEN ARRAY['no_data', 'FEED_GAP']
        ELSE ARRAY['met', '']
    END AS said
) verdict;
