-- What the work tables say, one digest a family: SHA-256 over its verdicts and its readiness as lines of text, sorted.
WITH line AS (
    SELECT v.family_id,
           concat_ws(E'\x1f', 'verdict', c.headline, k.code, coalesce(n.reference, ''), v.status, v.reason,
                     coalesce(v.window_starts_on::text, ''), coalesce(v.window_ends_on::text, ''), v.value, v.threshold,
                     coalesce(v.due_on::text, '')) AS words
    FROM work_verdict v
    JOIN work_criterion c USING (criterion_id)
    JOIN outcomes_criterion k ON k.id = v.criterion_id
    LEFT JOIN families_person n ON n.id = v.person_id
    UNION ALL
    SELECT r.family_id,
           concat_ws(E'\x1f', 'readiness', f.reference, r.framework, coalesce(p.code, ''), coalesce(p.version::text, ''),
                     r.engaged::text, r.eligible::text, r.sustained, r.employment, r.claimable::text, r.route,
                     coalesce(r.earliest_on::text, ''), array_to_string(r.blockers, '; '))
    FROM work_readiness r
    JOIN families_family f ON f.id = r.family_id
    LEFT JOIN outcomes_outcomesplan p ON p.id = r.plan_id
), family AS (
    SELECT family_id, sha256(convert_to(string_agg(words, E'\n' ORDER BY words COLLATE "C"), 'UTF8')) AS digest
    FROM line GROUP BY family_id
)
SELECT coalesce(string_agg(digest, ''::bytea ORDER BY family_id), ''::bytea) FROM family
