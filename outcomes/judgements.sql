-- What the work tables say of every family judged, as one value: verdicts, headlines and readiness as lists of objects,
-- the first two in the order in which they are shown.
SELECT json_build_object(
    'verdicts', (
        SELECT coalesce(json_agg(v ORDER BY v.family_id, v.position, v.person_reference COLLATE "C"), '[]')
        FROM (
            SELECT v.family_id, c.headline_id, k.position, v.criterion_id, c.headline, k.code AS criterion, c.kind,
                   c.parameters, v.person_id, coalesce(p.reference, '') AS person_reference, v.status, v.reason,
                   v.window_starts_on, v.window_ends_on, v.value, v.threshold, v.due_on, v.grade
            FROM work_verdict v
            JOIN work_criterion c USING (criterion_id)
            JOIN outcomes_criterion k ON k.id = criterion_id
            LEFT JOIN families_person p ON p.id = v.person_id
        ) v
    ),
    'headlines', (
        -- one that was only judged for the employment route was not joined: it is not raised, nor asked for
        SELECT coalesce(json_agg(h ORDER BY h.family_id, h.position NULLS LAST, h.code COLLATE "C"), '[]')
        FROM (
            SELECT family_id, headline_id, d.position, coalesce(d.code, j.headline) AS code,
                   coalesce(d.name, j.headline) AS name, coalesce(d.applies, j.applies) AS applies,
                   coalesce(d.require, 'all') AS require, coalesce(j.raised, false) AS raised,
                   coalesce(j.status, '') AS status, j.due_on
            FROM work_headline j
            FULL JOIN (
                SELECT DISTINCT v.family_id, c.headline_id FROM work_verdict v JOIN work_criterion c USING (criterion_id)
            ) judged USING (family_id, headline_id)
            LEFT JOIN outcomes_headline d ON d.id = headline_id
        ) h
    ),
    'readiness', (SELECT coalesce(json_agg(r), '[]') FROM work_readiness r)
)::text
