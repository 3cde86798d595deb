-- A named person's recorded decision: one verdict for each family. D is as_of, E the family's engagement.

INSERT INTO work_verdict
WITH test AS (
    SELECT criterion_id,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'roles')) AS roles,
           (parameters ->> 'valid_months')::int AS valid_months
    FROM work_criterion
    WHERE kind = 'judgement'
), latest AS (
    -- a decision by a user counts only if the user's role may decide; one by somebody who is no user came in a file
    SELECT DISTINCT ON (c.family_id, c.criterion_id) c.family_id, c.criterion_id, j.decided_on, j.achieved, j.grade
    FROM work_case c
    JOIN test t USING (criterion_id)
    JOIN families_judgement j ON j.family_id = c.family_id AND BELIEVED(j) AND j.headline = c.headline
    WHERE j.decided_on <= %(as_of)s AND (j.decider_role = '' OR j.decider_role = ANY (t.roles))
    ORDER BY c.family_id, c.criterion_id, j.decided_on DESC
)
SELECT c.family_id, c.criterion_id, NULL::bigint,
       said, '', NULL::date, NULL::date, '', '', NULL::date, CASE WHEN said = 'met' THEN l.grade END
FROM work_case c
JOIN test t USING (criterion_id)
LEFT JOIN latest l USING (family_id, criterion_id)
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN l.decided_on >= c.engaged_on AND outcomes_plus(l.decided_on, t.valid_months) >= %(as_of)s
            THEN CASE WHEN l.achieved THEN 'met' ELSE 'not_met' END
        ELSE 'pending'
    END AS said
) verdict;
