-- A scored tool improved and held: one verdict for the family, or for each person. D is as_of, E the engagement.

INSERT INTO work_verdict
WITH test AS (
    SELECT criterion_id,
           parameters ->> 'tool' AS tool,
           (parameters ->> 'at_least')::numeric AS at_least,
           (parameters ->> 'improve_by')::numeric AS improve_by,
           (parameters ->> 'hold_months')::int AS hold_months,
           (parameters ->> 'baseline_months')::int AS baseline_months,
           (parameters ->> 'higher_is_better')::boolean AS higher_is_better,
           parameters ->> 'subject' AS subject
    FROM work_criterion
    WHERE kind = 'score'
), reading AS (
    SELECT c.family_id, c.criterion_id, NULL::bigint AS person_id, s.scored_on, s.score, s.grade
    FROM work_case c
    JOIN test t ON t.criterion_id = c.criterion_id AND t.subject = 'family'
    JOIN families_score s ON s.family_id = c.family_id AND BELIEVED(s) AND s.tool = t.tool
    WHERE s.scored_on BETWEEN outcomes_plus(c.engaged_on, -t.baseline_months) AND %(as_of)s
    UNION ALL
    SELECT c.family_id, c.criterion_id, m.person_id, s.scored_on, s.score, s.grade
    FROM work_case c
    JOIN test t ON t.criterion_id = c.criterion_id AND t.subject = 'each_person'
    JOIN work_membership m ON m.family_id = c.family_id AND m.on_the_day
    JOIN families_score s ON s.person_id = m.person_id AND BELIEVED(s) AND s.tool = t.tool
    WHERE s.scored_on BETWEEN outcomes_plus(c.engaged_on, -t.baseline_months) AND %(as_of)s
), named AS (
    SELECT DISTINCT c.family_id, c.criterion_id, m.person_id
    FROM work_case c
    JOIN test t ON t.criterion_id = c.criterion_id AND t.subject = 'each_person'
    JOIN work_problem p ON p.family_id = c.family_id AND p.headline = c.headline
    JOIN work_membership m ON m.family_id = c.family_id AND m.on_the_day AND m.person_id = p.person_id
), names_somebody AS (
    SELECT DISTINCT family_id, criterion_id FROM named
), has_a_reading AS (
    SELECT DISTINCT family_id, criterion_id FROM reading
), judged AS (
    -- the family; or the members that a problem names; or, when none is named, those who have a reading; or, when
    -- nobody has one, the family, of which nothing is known
    SELECT c.family_id, c.criterion_id, NULL::bigint AS person_id
    FROM work_case c
    JOIN test t USING (criterion_id)
    LEFT JOIN names_somebody n ON n.family_id = c.family_id AND n.criterion_id = c.criterion_id
    LEFT JOIN has_a_reading r ON r.family_id = c.family_id AND r.criterion_id = c.criterion_id
    WHERE t.subject = 'family' OR (n.family_id IS NULL AND r.family_id IS NULL)
    UNION ALL
    SELECT family_id, criterion_id, person_id FROM named
    UNION
    SELECT r.family_id, r.criterion_id, r.person_id
    FROM reading r
    LEFT JOIN names_somebody n ON n.family_id = r.family_id AND n.criterion_id = r.criterion_id
    WHERE r.person_id IS NOT NULL AND n.family_id IS NULL
), compared AS (
    SELECT r.*, row_number() OVER subject AS nth, first_value(r.score) OVER subject AS baseline
    FROM reading r
    WINDOW subject AS (PARTITION BY r.family_id, r.criterion_id, r.person_id ORDER BY r.scored_on)
), marked AS (
    SELECT c.*, t.hold_months, c.nth > 1 AND CASE WHEN t.higher_is_better
               THEN (t.at_least IS NULL OR c.score >= t.at_least)
                    AND (t.improve_by IS NULL OR c.score - c.baseline >= t.improve_by)
               ELSE (t.at_least IS NULL OR c.score <= t.at_least)
                    AND (t.improve_by IS NULL OR c.baseline - c.score >= t.improve_by)
           END AS good
    FROM compared c JOIN test t USING (criterion_id)
), grouped AS (
    -- good readings with no other between them share a number
    SELECT m.*, count(*) FILTER (WHERE NOT good) OVER (
               PARTITION BY family_id, criterion_id, person_id ORDER BY scored_on
           ) AS run_no
    FROM marked m
), dated AS (
    SELECT g.family_id, g.criterion_id, g.person_id, g.scored_on, g.good, g.hold_months,
           min(scored_on) FILTER (WHERE good) OVER (
               PARTITION BY family_id, criterion_id, person_id, run_no
           ) AS good_since,
           max(grade) FILTER (WHERE good) OVER (
               PARTITION BY family_id, criterion_id, person_id, run_no
           ) AS grade
    FROM grouped g
), latest AS (
    SELECT family_id, criterion_id, person_id, count(*) AS readings,
           (array_agg(good ORDER BY scored_on DESC))[1] AS good,
           (array_agg(good_since ORDER BY scored_on DESC))[1] AS good_since,
           (array_agg(grade ORDER BY scored_on DESC))[1] AS grade,
           (array_agg(scored_on >= outcomes_plus(good_since, hold_months) ORDER BY scored_on DESC))[1] AS held,
           bool_or(good AND scored_on >= outcomes_plus(good_since, hold_months)) AS ever_held
    FROM dated
    GROUP BY family_id, criterion_id, person_id
)
SELECT j.family_id, j.criterion_id, j.person_id, said[1], said[2], NULL::date, NULL::date, '',
       trim_scale(coalesce(t.at_least, t.improve_by))::text,
       CASE WHEN said[1] = 'pending' THEN outcomes_plus(l.good_since, t.hold_months) END,
       l.grade
FROM judged j
JOIN test t USING (criterion_id)
LEFT JOIN latest l ON l.family_id = j.family_id AND l.criterion_id = j.criterion_id
    AND coalesce(l.person_id, 0) = coalesce(j.person_id, 0)
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN l.readings IS NULL THEN ARRAY['no_data', 'NO_READING']
        WHEN l.readings = 1 THEN ARRAY['pending', 'NO_SECOND_READING']
        WHEN NOT l.good AND l.ever_held THEN ARRAY['regressed', '']
        WHEN NOT l.good THEN ARRAY['not_met', '']
        WHEN l.held THEN ARRAY['met', '']
        ELSE ARRAY['pending', '']
    END AS said
) verdict;
