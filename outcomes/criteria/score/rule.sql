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
    SELECT c.family_id, c.criterion_id, NULL::bigint AS person_id, s.scored_on, s.score
    FROM work_case c
    JOIN test t ON t.criterion_id = c.criterion_id AND t.subject = 'family'
    JOIN families_score s ON s.family_id = c.family_id AND BELIEVED(s) AND s.tool = t.tool
    WHERE s.scored_on BETWEEN outcomes_plus(c.engaged_on, -t.baseline_months) AND %(as_of)s
    UNION ALL
    SELECT c.family_id, c.criterion_id, m.person_id, s.scored_on, s.score
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
), judged AS (
    -- the family; or the members that a problem names; or, when none is named, those who have a reading; or, when
    -- nobody has one, the family, of which nothing is known
    SELECT c.family_id, c.criterion_id, NULL::bigint AS person_id
    FROM work_case c
    JOIN test t USING (criterion_id)
    WHERE t.subject = 'family'
       OR (NOT EXISTS (SELECT FROM named n WHERE n.family_id = c.family_id AND n.criterion_id = c.criterion_id)
           AND NOT EXISTS (SELECT FROM reading r WHERE r.family_id = c.family_id AND r.criterion_id = c.criterion_id))
    UNION ALL
    SELECT family_id, criterion_id, person_id FROM named
    UNION
    SELECT r.family_id, r.criterion_id, r.person_id
    FROM reading r
    WHERE r.person_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM named n WHERE n.family_id = r.family_id AND n.criterion_id = r.criterion_id)
), compared AS (
    SELECT r.*, row_number() OVER subject AS nth,
           first_value(r.score) OVER subject AS baseline,
           row_number() OVER (PARTITION BY r.family_id, r.criterion_id, r.person_id ORDER BY r.scored_on DESC) AS nth_last
    FROM reading r
    WINDOW subject AS (PARTITION BY r.family_id, r.criterion_id, r.person_id ORDER BY r.scored_on)
), marked AS (
    SELECT c.*, c.nth > 1 AND CASE WHEN t.higher_is_better
               THEN (t.at_least IS NULL OR c.score >= t.at_least)
                    AND (t.improve_by IS NULL OR c.score - c.baseline >= t.improve_by)
               ELSE (t.at_least IS NULL OR c.score <= t.at_least)
                    AND (t.improve_by IS NULL OR c.baseline - c.score >= t.improve_by)
           END AS good
    FROM compared c JOIN test t USING (criterion_id)
), grouped AS (
    SELECT m.*, count(*) FILTER (WHERE NOT good) OVER (
               PARTITION BY family_id, criterion_id, person_id ORDER BY scored_on
           ) AS run_no
    FROM marked m
), run AS (
    SELECT g.family_id, g.criterion_id, g.person_id, min(g.scored_on) AS first_on, max(g.scored_on) AS last_on,
           bool_or(g.nth_last = 1) AS is_current,
           max(g.scored_on) >= outcomes_plus(min(g.scored_on), t.hold_months) AS held, t.hold_months
    FROM grouped g JOIN test t USING (criterion_id)
    WHERE g.good
    GROUP BY g.family_id, g.criterion_id, g.person_id, g.run_no, t.hold_months
), latest AS (
    SELECT family_id, criterion_id, person_id, nth, good FROM marked WHERE nth_last = 1
)
SELECT j.family_id, j.criterion_id, j.person_id, verdict.status, verdict.reason, NULL::date, NULL::date, '',
       trim_scale(coalesce(t.at_least, t.improve_by))::text,
       CASE WHEN verdict.status = 'pending' THEN outcomes_plus(now_good.first_on, t.hold_months) END
FROM judged j
JOIN test t USING (criterion_id)
LEFT JOIN latest l ON l.family_id = j.family_id AND l.criterion_id = j.criterion_id
    AND l.person_id IS NOT DISTINCT FROM j.person_id
LEFT JOIN run now_good ON now_good.family_id = j.family_id AND now_good.criterion_id = j.criterion_id
    AND now_good.person_id IS NOT DISTINCT FROM j.person_id AND now_good.is_current
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        (1, l.nth IS NULL, 'no_data', 'NO_READING'),
        (2, l.nth = 1, 'pending', 'NO_SECOND_READING'),
        (3, NOT l.good AND EXISTS (
            SELECT FROM run r
            WHERE r.family_id = j.family_id AND r.criterion_id = j.criterion_id
              AND r.person_id IS NOT DISTINCT FROM j.person_id AND r.held
        ), 'regressed', ''),
        (4, NOT l.good, 'not_met', ''),
        (5, now_good.held, 'met', ''),
        (6, true, 'pending', '')
    ) AS choice (place, holds, status, reason)
    WHERE holds ORDER BY place LIMIT 1
) verdict;
