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
), raised AS (
    SELECT DISTINCT family_id, headline, coalesce(person_id, 0) AS person_id FROM work_problem
), child AS (
    -- named: an accepted problem under this headline names the child, or nobody and so every child
    SELECT c.family_id, c.criterion_id, c.engaged_on, m.person_id, m.school_from, m.school_until, problem.named
    FROM work_case c
    JOIN test t USING (criterion_id)
    JOIN work_membership m ON m.family_id = c.family_id AND m.on_the_day AND m.role = 'child'
    LEFT JOIN raised every ON every.family_id = c.family_id AND every.headline = c.headline AND every.person_id = 0
    LEFT JOIN raised this ON this.family_id = c.family_id AND this.headline = c.headline AND this.person_id = m.person_id
    CROSS JOIN LATERAL (SELECT every.family_id IS NOT NULL OR this.family_id IS NOT NULL AS named) problem
    WHERE t.children = 'all' OR problem.named
), calendar AS (
    -- the counting terms in their order; terms never overlap, so those that are over on D come first
    SELECT d.term_id, d.starts_on, d.ends_on, d.ends_on < %(as_of)s AS over,
           row_number() OVER (ORDER BY d.starts_on) AS place
    FROM families_termdates d
    WHERE BELIEVED(d) AND d.counts
), applies AS (
    -- the terms that begin after engagement and in the child's years of compulsory schooling follow one another
    SELECT c.family_id, c.criterion_id, c.person_id, min(k.place) AS first_place, max(k.place) AS last_place,
           max(k.place) FILTER (WHERE k.over) AS last_over
    FROM child c
    JOIN calendar k ON k.starts_on >= c.engaged_on AND k.starts_on BETWEEN c.school_from AND c.school_until
    GROUP BY c.family_id, c.criterion_id, c.person_id
), ran AS MATERIALIZED (
    -- enough of them are over
    SELECT a.family_id, a.criterion_id, a.person_id, a.first_place, a.last_over
    FROM applies a JOIN test t USING (criterion_id)
    WHERE a.last_over - a.first_place + 1 >= t.terms
), attendance AS (
    -- several schools in one term add up
    SELECT n.family_id, n.criterion_id, n.person_id, k.place, sum(r.possible) AS possible,
           sum(r.authorised) AS authorised, sum(r.unauthorised) AS unauthorised, max(r.grade) AS grade
    FROM ran n
    JOIN families_termrecord r ON r.person_id = n.person_id AND BELIEVED(r)
    JOIN calendar k ON k.term_id = r.term_id AND k.place BETWEEN n.first_place AND n.last_over
    GROUP BY n.family_id, n.criterion_id, n.person_id, k.place
), counted AS MATERIALIZED (
    SELECT n.family_id, n.criterion_id, n.person_id, k.place, k.starts_on, k.ends_on, n.last_over, t.terms,
           r.possible, r.grade, share.numerator,
           r.possible IS NULL AS missing,
           r.possible < t.min_possible AS too_few,
           r.possible >= t.min_possible AND NOT CASE
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * share.numerator >= t.percent * r.possible
               WHEN t.measure = 'attendance' THEN 100 * share.numerator > t.percent * r.possible
               WHEN t.inclusive THEN 100 * share.numerator <= t.percent * r.possible
               ELSE 100 * share.numerator < t.percent * r.possible
           END AS fails
    FROM ran n
    JOIN test t USING (criterion_id)
    JOIN calendar k ON k.place BETWEEN n.first_place AND n.last_over
    LEFT JOIN attendance r ON r.family_id = n.family_id AND r.criterion_id = n.criterion_id
        AND r.person_id = n.person_id AND r.place = k.place
    CROSS JOIN LATERAL (
        SELECT CASE WHEN t.measure = 'attendance' THEN r.possible - r.authorised - r.unauthorised
                    ELSE r.unauthorised END AS numerator
    ) share
), added_up AS (
    -- from the first term to this one
    SELECT c.family_id, c.criterion_id, c.person_id, c.place, c.starts_on, c.ends_on, c.last_over, c.terms,
           row_number() OVER to_here AS nth,
           count(*) FILTER (WHERE c.missing) OVER to_here AS missing,
           count(*) FILTER (WHERE c.too_few) OVER to_here AS too_few,
           count(*) FILTER (WHERE c.fails) OVER to_here AS fails,
           coalesce(sum(c.numerator) OVER to_here, 0) AS numerator,
           coalesce(sum(c.possible) OVER to_here, 0) AS possible
    FROM counted c
    WINDOW to_here AS (PARTITION BY c.family_id, c.criterion_id, c.person_id ORDER BY c.place)
), run AS (
    -- every run of consecutive terms, named after its last: what there was up to that, less what there was before the run
    SELECT u.family_id, u.criterion_id, u.person_id, u.nth >= u.terms AS whole, u.place = u.last_over AS is_last,
           lag(u.starts_on, u.terms - 1) OVER in_turn AS first_day, u.ends_on AS last_day,
           u.missing > lag(u.missing, u.terms, 0::bigint) OVER in_turn AS term_missing,
           u.too_few > lag(u.too_few, u.terms, 0::bigint) OVER in_turn AS too_few_sessions,
           u.fails > lag(u.fails, u.terms, 0::bigint) OVER in_turn AS a_term_fails,
           u.numerator - lag(u.numerator, u.terms, 0::numeric) OVER in_turn AS numerator,
           u.possible - lag(u.possible, u.terms, 0::numeric) OVER in_turn AS possible
    FROM added_up u
    WINDOW in_turn AS (PARTITION BY u.family_id, u.criterion_id, u.person_id ORDER BY u.place)
), attended AS (
    SELECT r.*, r.term_missing OR r.too_few_sessions AS incomplete, t.max_fixed_exclusions,
           CASE
               WHEN t.aggregation = 'each' THEN r.a_term_fails
               WHEN r.term_missing OR r.too_few_sessions THEN false
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * r.numerator < t.percent * r.possible
               WHEN t.measure = 'attendance' THEN 100 * r.numerator <= t.percent * r.possible
               WHEN t.inclusive THEN 100 * r.numerator > t.percent * r.possible
               ELSE 100 * r.numerator >= t.percent * r.possible
           END AS attendance_fails
    FROM run r
    JOIN test t USING (criterion_id)
    WHERE r.whole
), tested AS MATERIALIZED (
    SELECT a.*, a.max_fixed_exclusions IS NOT NULL
               AND (excluded.fixed > a.max_fixed_exclusions OR excluded.permanent > 0) AS exclusions_fail
    FROM attended a
    -- the child's own exclusions, wherever the child lived; where attendance fails they decide nothing
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE e.kind = 'fixed_exclusion') AS fixed,
               count(*) FILTER (WHERE e.kind = 'permanent_exclusion') AS permanent
        FROM families_event e
        WHERE e.person_id = a.person_id AND BELIEVED(e) AND e.kind IN ('fixed_exclusion', 'permanent_exclusion')
          AND e.occurred_on BETWEEN a.first_day AND a.last_day
          AND a.max_fixed_exclusions IS NOT NULL AND NOT a.attendance_fails
    ) excluded
), achieved_before AS (
    SELECT DISTINCT family_id, criterion_id, person_id
    FROM tested
    WHERE NOT is_last AND NOT incomplete AND NOT attendance_fails AND NOT exclusions_fail
), shown AS (
    -- of the last run: the whole share, or that of the term nearest to failing; and the lowest grade of its records
    SELECT c.family_id, c.criterion_id, c.person_id,
           CASE
               WHEN bool_or(c.missing) THEN NULL
               WHEN t.aggregation = 'pooled' THEN 100.0 * sum(c.numerator) / nullif(sum(c.possible), 0)
               WHEN bool_or(c.possible = 0) THEN NULL
               WHEN t.measure = 'attendance' THEN min(100.0 * c.numerator / nullif(c.possible, 0))
               ELSE max(100.0 * c.numerator / nullif(c.possible, 0))
           END AS value,
           max(c.grade) AS grade
    FROM counted c
    JOIN test t USING (criterion_id)
    WHERE c.place > c.last_over - c.terms
    GROUP BY c.family_id, c.criterion_id, c.person_id, t.aggregation, t.measure
)
SELECT c.family_id, c.criterion_id, c.person_id, said[1], said[2], r.first_day, r.last_day,
       coalesce(round(w.value, 2)::text, ''), trim_scale(t.percent)::text,
       CASE WHEN said[1] = 'pending' THEN k.ends_on + 1 END,
       CASE WHEN said[1] = 'met' THEN greatest(w.grade, feed.grade) END
FROM child c
JOIN test t USING (criterion_id)
LEFT JOIN applies a USING (family_id, criterion_id, person_id)
-- the term with which the run would be whole
LEFT JOIN calendar k ON k.place = a.first_place + t.terms - 1 AND k.place <= a.last_place
LEFT JOIN tested r ON r.family_id = c.family_id AND r.criterion_id = c.criterion_id AND r.person_id = c.person_id AND r.is_last
LEFT JOIN shown w ON w.family_id = c.family_id AND w.criterion_id = c.criterion_id AND w.person_id = c.person_id
LEFT JOIN achieved_before b ON b.family_id = c.family_id AND b.criterion_id = c.criterion_id AND b.person_id = c.person_id
CROSS JOIN LATERAL (
    -- the grade down to which one must go for coverage of all the days; without a test of exclusions there is no feed
    SELECT min(v.grade) AS grade
    FROM work_vouched v
    WHERE v.criterion_id = c.criterion_id AND r.first_day BETWEEN v.first_day AND v.last_day AND v.last_day >= r.last_day
) feed
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN r.whole IS NULL AND NOT c.named THEN ARRAY['neutral', 'TOO_FEW_TERMS']
        WHEN r.whole IS NULL AND c.school_until < %(as_of)s THEN ARRAY['neutral', 'LEFT_SCHOOL_AGE']
        WHEN r.whole IS NULL THEN ARRAY['pending', '']
        -- a failed test outranks missing data
        WHEN (r.attendance_fails OR r.exclusions_fail) AND b.family_id IS NOT NULL THEN ARRAY['regressed', '']
        WHEN r.attendance_fails THEN ARRAY['not_met', 'ATTENDANCE']
        WHEN r.exclusions_fail THEN ARRAY['not_met', 'EXCLUSIONS']
        WHEN r.term_missing THEN ARRAY['no_data', 'TERM_MISSING']
        WHEN r.too_few_sessions THEN ARRAY['no_data', 'TOO_FEW_SESSIONS']
        WHEN t.max_fixed_exclusions IS NOT NULL AND feed.grade IS NULL THEN ARRAY['no_data', 'FEED_GAP']
        ELSE ARRAY['met', '']
    END AS said
) verdict;
