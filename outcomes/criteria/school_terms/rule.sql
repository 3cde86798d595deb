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
), calendar AS MATERIALIZED (
    -- the counting terms in their order; terms never overlap, so those that are over on D come first
    SELECT d.term_id, d.starts_on, d.ends_on, d.ends_on < %(as_of)s AS over,
           row_number() OVER (ORDER BY d.starts_on)::int AS place
    FROM families_termdates d
    WHERE BELIEVED(d) AND d.counts
), years AS MATERIALIZED (
    SELECT coalesce(array_agg(starts_on ORDER BY place), '{}') AS starts, (count(*) FILTER (WHERE over))::int AS over
    FROM calendar
), raised AS (
    SELECT family_id, headline, bool_or(person_id IS NULL) AS names_nobody, array_agg(person_id) AS people
    FROM work_problem
    WHERE headline IN (SELECT headline FROM work_criterion WHERE kind = 'school_terms')
    GROUP BY family_id, headline
), child AS MATERIALIZED (
    -- named: an accepted problem under this headline names the child, or nobody and so every child. The terms that begin
    -- after engagement and in the child's years of compulsory schooling follow one another: a day's bucket is the place
    -- of the last term that has begun by then.
    SELECT c.family_id, c.criterion_id, m.person_id, m.school_until, problem.named, applies.first_place,
           applies.last_place, least(applies.last_place, y.over) AS last_over,
           least(applies.last_place, y.over) - applies.first_place + 1 >= t.terms AS enough_are_over
    FROM work_case c
    JOIN test t USING (criterion_id)
    JOIN work_membership m ON m.family_id = c.family_id AND m.on_the_day AND m.role = 'child'
    CROSS JOIN years y
    LEFT JOIN raised r ON r.family_id = c.family_id AND r.headline = c.headline
    CROSS JOIN LATERAL (SELECT coalesce(r.names_nobody OR m.person_id = ANY (r.people), false) AS named) problem
    CROSS JOIN LATERAL (
        SELECT width_bucket(greatest(c.engaged_on, m.school_from) - 1, y.starts) + 1 AS first_place,
               width_bucket(m.school_until, y.starts) AS last_place
    ) applies
    WHERE t.children = 'all' OR problem.named
), attendance AS (
    -- Every term that is over, with what its records add up to: there may be several schools, or no record. Put below
    -- one another, not joined, for nothing tells the database beforehand how many there are.
    SELECT family_id, criterion_id, person_id, place, sum(possible)::int AS possible, sum(authorised)::int AS authorised,
           sum(unauthorised)::int AS unauthorised, max(grade) AS grade
    FROM (
        SELECT c.family_id, c.criterion_id, c.person_id, k.place, NULL::int AS possible, NULL::int AS authorised,
               NULL::int AS unauthorised, NULL::smallint AS grade
        FROM child c
        JOIN calendar k ON k.place BETWEEN c.first_place AND c.last_over
        WHERE c.enough_are_over
        UNION ALL
        SELECT c.family_id, c.criterion_id, c.person_id, k.place, r.possible, r.authorised, r.unauthorised, r.grade
        FROM child c
        JOIN families_termrecord r ON r.person_id = c.person_id AND BELIEVED(r)
        JOIN calendar k ON k.term_id = r.term_id AND k.place BETWEEN c.first_place AND c.last_over
        WHERE c.enough_are_over
    ) AS said
    GROUP BY family_id, criterion_id, person_id, place
), counted AS (
    SELECT a.family_id, a.criterion_id, a.person_id, a.place, k.starts_on, k.ends_on, a.possible, a.grade,
           share.numerator, 100.0 * share.numerator / nullif(a.possible, 0) AS percent,
           a.possible IS NULL AS missing,
           a.possible < t.min_possible AS too_few,
           a.possible >= t.min_possible AND NOT CASE
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * share.numerator >= t.percent * a.possible
               WHEN t.measure = 'attendance' THEN 100 * share.numerator > t.percent * a.possible
               WHEN t.inclusive THEN 100 * share.numerator <= t.percent * a.possible
               ELSE 100 * share.numerator < t.percent * a.possible
           END AS fails,
           t.terms
    FROM attendance a
    JOIN test t USING (criterion_id)
    JOIN calendar k USING (place)
    CROSS JOIN LATERAL (
        SELECT CASE WHEN t.measure = 'attendance' THEN a.possible - a.authorised - a.unauthorised
                    ELSE a.unauthorised END AS numerator
    ) share
), added_up AS (
    -- from the first term to this one, and which of them was the last to be missing, too short or failing
    SELECT c.*,
           row_number() OVER to_here AS nth,
           max(c.place) FILTER (WHERE c.missing) OVER to_here AS last_missing,
           max(c.place) FILTER (WHERE c.too_few) OVER to_here AS last_too_few,
           max(c.place) FILTER (WHERE c.fails) OVER to_here AS last_failing,
           coalesce(sum(c.numerator) OVER to_here, 0) AS numerator_so_far,
           coalesce(sum(c.possible) OVER to_here, 0) AS possible_so_far,
           count(*) OVER (PARTITION BY c.family_id, c.criterion_id, c.person_id) AS terms_over
    FROM counted c
    WINDOW to_here AS (PARTITION BY c.family_id, c.criterion_id, c.person_id ORDER BY c.place)
), run AS (
    -- every run of consecutive terms, named after its last: what there was up to that, less what there was before the run
    SELECT u.family_id, u.criterion_id, u.person_id, u.percent, u.possible, u.grade,
           u.nth >= u.terms AS whole, u.nth = u.terms_over AS is_last, u.nth > u.terms_over - u.terms AS in_the_last,
           y.starts[u.place - u.terms + 1] AS first_day, u.ends_on AS last_day,
           coalesce(u.last_missing > u.place - u.terms, false) AS term_missing,
           coalesce(u.last_too_few > u.place - u.terms, false) AS too_few_sessions,
           coalesce(u.last_failing > u.place - u.terms, false) AS a_term_fails,
           u.numerator_so_far - lag(u.numerator_so_far, u.terms, 0::bigint) OVER in_turn AS run_numerator,
           u.possible_so_far - lag(u.possible_so_far, u.terms, 0::bigint) OVER in_turn AS run_possible
    FROM added_up u CROSS JOIN years y
    WINDOW in_turn AS (PARTITION BY u.family_id, u.criterion_id, u.person_id ORDER BY u.place)
), attended AS (
    SELECT r.*, r.term_missing OR r.too_few_sessions AS incomplete, t.max_fixed_exclusions,
           CASE
               WHEN t.aggregation = 'each' THEN r.a_term_fails
               WHEN r.term_missing OR r.too_few_sessions THEN false
               WHEN t.measure = 'attendance' AND t.inclusive THEN 100 * r.run_numerator < t.percent * r.run_possible
               WHEN t.measure = 'attendance' THEN 100 * r.run_numerator <= t.percent * r.run_possible
               WHEN t.inclusive THEN 100 * r.run_numerator > t.percent * r.run_possible
               ELSE 100 * r.run_numerator >= t.percent * r.run_possible
           END AS attendance_fails
    FROM run r
    JOIN test t USING (criterion_id)
), tested AS (
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
          AND a.whole AND a.max_fixed_exclusions IS NOT NULL AND NOT a.attendance_fails
    ) excluded
), answer AS (
    -- the last run; of it the whole share, or that of the term nearest to failing, and the lowest grade of its records
    SELECT family_id, criterion_id, person_id,
           min(first_day) FILTER (WHERE is_last) AS first_day, min(last_day) FILTER (WHERE is_last) AS last_day,
           bool_or(attendance_fails) FILTER (WHERE is_last) AS attendance_fails,
           bool_or(exclusions_fail) FILTER (WHERE is_last) AS exclusions_fail,
           bool_or(term_missing) FILTER (WHERE is_last) AS term_missing,
           bool_or(too_few_sessions) FILTER (WHERE is_last) AS too_few_sessions,
           bool_or(whole AND NOT is_last AND NOT incomplete AND NOT attendance_fails AND NOT exclusions_fail)
               AS achieved_before,
           100.0 * min(run_numerator) FILTER (WHERE is_last)
               / nullif(min(run_possible) FILTER (WHERE is_last), 0) AS pooled,
           bool_or(possible = 0) FILTER (WHERE in_the_last) AS a_term_is_empty,
           min(percent) FILTER (WHERE in_the_last) AS lowest, max(percent) FILTER (WHERE in_the_last) AS highest,
           max(grade) FILTER (WHERE in_the_last) AS grade
    FROM tested
    GROUP BY family_id, criterion_id, person_id
)
SELECT a.family_id, a.criterion_id, a.person_id, said[1], said[2], a.first_day, a.last_day,
       coalesce(round(CASE
           WHEN a.term_missing THEN NULL
           WHEN t.aggregation = 'pooled' THEN a.pooled
           WHEN a.a_term_is_empty THEN NULL
           WHEN t.measure = 'attendance' THEN a.lowest
           ELSE a.highest
       END, 2)::text, ''),
       trim_scale(t.percent)::text, NULL::date,
       CASE WHEN said[1] = 'met' THEN greatest(a.grade, feed.grade) END
FROM answer a
JOIN test t USING (criterion_id)
CROSS JOIN LATERAL (
    -- the grade down to which one must go for coverage of all the days; without a test of exclusions there is no feed
    SELECT min(v.grade) AS grade
    FROM work_vouched v
    WHERE v.criterion_id = a.criterion_id AND a.first_day BETWEEN v.first_day AND v.last_day AND v.last_day >= a.last_day
) feed
CROSS JOIN LATERAL (
    SELECT CASE
        -- a failed test outranks missing data
        WHEN (a.attendance_fails OR a.exclusions_fail) AND a.achieved_before THEN ARRAY['regressed', '']
        WHEN a.attendance_fails THEN ARRAY['not_met', 'ATTENDANCE']
        WHEN a.exclusions_fail THEN ARRAY['not_met', 'EXCLUSIONS']
        WHEN a.term_missing THEN ARRAY['no_data', 'TERM_MISSING']
        WHEN a.too_few_sessions THEN ARRAY['no_data', 'TOO_FEW_SESSIONS']
        WHEN t.max_fixed_exclusions IS NOT NULL AND feed.grade IS NULL THEN ARRAY['no_data', 'FEED_GAP']
        ELSE ARRAY['met', '']
    END AS said
) verdict
UNION ALL
SELECT c.family_id, c.criterion_id, c.person_id, said[1], said[2], NULL, NULL, '', trim_scale(t.percent)::text,
       CASE WHEN said[1] = 'pending' THEN k.ends_on + 1 END, NULL
FROM child c
JOIN test t USING (criterion_id)
-- the term with which the run would be whole
LEFT JOIN calendar k ON k.place = c.first_place + t.terms - 1 AND k.place <= c.last_place
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN NOT c.named THEN ARRAY['neutral', 'TOO_FEW_TERMS']
        WHEN c.school_until < %(as_of)s THEN ARRAY['neutral', 'LEFT_SCHOOL_AGE']
        ELSE ARRAY['pending', '']
    END AS said
) verdict
WHERE NOT c.enough_are_over;
