-- From verdicts to readiness: criteria join into headlines, headlines into routes, and what else is missing is listed.

ANALYZE work_verdict;

-- How statuses join: the worst decides (a neutral yields to any other), or the best.
INSERT INTO work_headline
WITH rank (status, worst, best_of_criteria, best_of_adults) AS (VALUES
    ('neutral', 0, 3, 0), ('met', 1, 1, 1), ('pending', 2, 2, 2), ('no_data', 3, 4, 3), ('not_met', 4, 6, 5),
    ('regressed', 5, 5, 4)
), headline AS (
    SELECT f.family_id, h.headline_id, h.headline, h.applies, h.require, p.headline IS NOT NULL AS raised
    FROM work_family f
    JOIN (SELECT DISTINCT plan_id, headline_id, headline, applies, require FROM work_criterion) h ON h.plan_id = f.plan_id
    LEFT JOIN (SELECT DISTINCT family_id, headline FROM work_problem) p
           ON p.family_id = f.family_id AND p.headline = h.headline
    WHERE f.engaged_on IS NOT NULL AND (p.headline IS NOT NULL OR h.applies = 'always')
), verdict AS (
    SELECT v.family_id, v.criterion_id, v.status, v.reason, v.due_on,
           -- over adults the best decides, over all other subjects the worst
           row_number() OVER (
               PARTITION BY v.family_id, v.criterion_id
               ORDER BY CASE WHEN c.kind = 'continuous_work' THEN r.best_of_adults ELSE -r.worst END,
                        v.due_on NULLS LAST, v.reason COLLATE "C"
           ) = 1 AS decides
    FROM work_verdict v
    JOIN work_criterion c USING (criterion_id)
    JOIN rank r ON r.status = v.status
), criterion AS (
    SELECT family_id, criterion_id,
           min(status) FILTER (WHERE decides) AS status, min(reason) FILTER (WHERE decides) AS reason,
           bool_and(status IN ('met', 'neutral') OR (status IN ('pending', 'regressed') AND due_on IS NOT NULL))
               AS time_will_tell,
           min(due_on) FILTER (WHERE status = 'pending') AS first_due_on,
           max(due_on) FILTER (WHERE status IN ('pending', 'regressed')) AS last_due_on
    FROM verdict
    GROUP BY family_id, criterion_id
), counted AS (
    -- a criterion without a subject is neutral; one is due when time alone will have brought every subject round, or,
    -- among adults, the first of them
    SELECT h.family_id, h.headline_id, w.require, said.status, said.reason, said.due_on,
           row_number() OVER (
               PARTITION BY h.family_id, h.headline_id
               ORDER BY CASE WHEN w.require = 'any' THEN r.best_of_criteria ELSE -r.worst END,
                        said.due_on NULLS LAST, said.reason COLLATE "C"
           ) = 1 AS decides
    FROM headline h
    JOIN work_criterion w ON w.headline_id = h.headline_id
    LEFT JOIN criterion c ON c.family_id = h.family_id AND c.criterion_id = w.criterion_id
    CROSS JOIN LATERAL (
        SELECT coalesce(c.status, 'neutral') AS status, coalesce(c.reason, '') AS reason,
               CASE WHEN c.status IN ('pending', 'regressed') THEN
                   CASE WHEN w.kind = 'continuous_work' THEN c.first_due_on WHEN c.time_will_tell THEN c.last_due_on END
               END AS due_on
    ) said
    JOIN rank r ON r.status = said.status
), joined AS (
    SELECT family_id, headline_id,
           min(status) FILTER (WHERE decides) AS status, min(reason) FILTER (WHERE decides) AS reason,
           bool_or(decides AND require = 'any') AS any_will_do,
           bool_and(status IN ('met', 'neutral') OR (status IN ('pending', 'regressed') AND due_on IS NOT NULL))
               AS time_will_tell,
           min(due_on) AS first_due_on, max(due_on) AS last_due_on
    FROM counted
    GROUP BY family_id, headline_id
)
SELECT h.family_id, h.headline_id, h.headline, h.applies, h.raised, j.status, j.reason,
       CASE WHEN j.status IN ('pending', 'regressed') THEN
           CASE WHEN j.any_will_do THEN j.first_due_on WHEN j.time_will_tell THEN j.last_due_on END
       END
FROM headline h JOIN joined j USING (family_id, headline_id)
UNION ALL
-- a raised headline that the plan lacks cannot be shown to be met
SELECT DISTINCT f.family_id, NULL::bigint, p.headline, 'when_raised', true, 'no_data', '', NULL::date
FROM work_family f
JOIN work_problem p USING (family_id)
WHERE f.engaged_on IS NOT NULL AND f.plan_id IS NOT NULL
  AND NOT EXISTS (SELECT FROM work_criterion c WHERE c.plan_id = f.plan_id AND c.headline = p.headline);

ANALYZE work_headline;

INSERT INTO work_readiness
WITH plan AS (
    SELECT * FROM outcomes_outcomesplan WHERE id IN (SELECT plan_id FROM work_family)
), latest_plan AS (
    SELECT DISTINCT ON (p.family_id) p.family_id, p.agreed_on, p.covers, p.objectives
    FROM work_family f
    JOIN families_plan p ON p.family_id = f.family_id AND BELIEVED(p) AND p.agreed_on <= %(as_of)s
    ORDER BY p.family_id, p.agreed_on DESC
), left_out AS (
    SELECT DISTINCT l.family_id
    FROM latest_plan l
    JOIN work_membership m ON m.family_id = l.family_id AND m.role <> 'non_resident_parent'
        AND m.starts_on <= l.agreed_on AND (m.ends_on IS NULL OR m.ends_on >= l.agreed_on)
    WHERE l.covers IS NOT NULL AND m.person_id <> ALL (l.covers)
), no_objective AS (
    SELECT l.family_id, array_agg(DISTINCT ('NO_OBJECTIVE:' || p.headline) COLLATE "C") AS codes
    FROM latest_plan l JOIN work_problem p USING (family_id)
    WHERE p.headline <> ALL (l.objectives)
    GROUP BY l.family_id
), supplied AS (
    -- a headline counts against the cap when only non-resident parents supply it
    SELECT p.family_id, p.headline,
           bool_and(m.person_id IS NOT NULL) AS from_outside
    FROM work_problem p
    LEFT JOIN work_membership m ON m.family_id = p.family_id AND m.person_id = p.person_id AND m.on_the_day
        AND m.role = 'non_resident_parent'
    GROUP BY p.family_id, p.headline
), needs AS (
    SELECT s.family_id, count(*) FILTER (WHERE NOT s.from_outside) AS inside, count(*) FILTER (WHERE s.from_outside) AS outside
    FROM supplied s GROUP BY s.family_id
), claimed AS (
    SELECT DISTINCT f.family_id
    FROM work_family f
    JOIN families_claimmade c ON c.family_id = f.family_id AND BELIEVED(c) AND c.framework = f.framework
    WHERE c.claimed_on <= %(as_of)s AND c.status NOT IN ('rejected', 'withdrawn')
), rank (status, worst, best_of_adults) AS (VALUES
    ('neutral', 0, 0), ('met', 1, 1), ('pending', 2, 2), ('no_data', 3, 3), ('not_met', 4, 5), ('regressed', 5, 4)
), sustained AS (
    SELECT h.family_id,
           (array_agg(h.status ORDER BY r.worst DESC))[1] AS worst,
           bool_or(h.raised AND h.status = 'met') AS a_raised_one_is_met,
           bool_or(h.raised AND h.status IN ('met', 'pending', 'regressed')) AS a_raised_one_may_be_met,
           bool_and(h.status IN ('met', 'neutral')
                    OR (h.status IN ('pending', 'regressed') AND h.due_on IS NOT NULL)) AS time_will_tell,
           max(h.due_on) FILTER (WHERE h.status IN ('pending', 'regressed')) AS due_on,
           coalesce(jsonb_agg(
               jsonb_build_object('headline', h.headline, 'status', h.status, 'reason', h.reason, 'due_on', h.due_on)
               ORDER BY h.headline COLLATE "C"
           ) FILTER (WHERE h.status NOT IN ('met', 'neutral')), '[]') AS in_the_way
    FROM work_headline h JOIN rank r USING (status)
    GROUP BY h.family_id
), employment AS (
    SELECT v.family_id, (array_agg(v.status ORDER BY r.best_of_adults))[1] AS best,
           min(v.due_on) FILTER (WHERE v.status = 'pending') AS due_on,
           coalesce(jsonb_agg(DISTINCT
               jsonb_build_object('headline', c.headline, 'status', v.status, 'reason', v.reason, 'due_on', v.due_on)
           ) FILTER (WHERE v.status NOT IN ('met', 'neutral')), '[]') AS in_the_way
    FROM work_verdict v
    JOIN work_criterion c ON c.criterion_id = v.criterion_id AND c.kind = 'continuous_work'
    JOIN rank r USING (status)
    GROUP BY v.family_id
), route AS (
    SELECT f.family_id, p.preferred,
           CASE WHEN 'sustained' = ANY (p.routes) THEN
               CASE WHEN coalesce(s.worst, 'neutral') IN ('met', 'neutral') AND NOT coalesce(s.a_raised_one_is_met, false)
                    THEN 'neutral' ELSE s.worst END
           END AS sustained,
           CASE WHEN s.time_will_tell AND s.a_raised_one_may_be_met THEN coalesce(s.due_on, %(as_of)s::date) END
               AS sustained_on,
           s.in_the_way AS sustained_way,
           CASE WHEN 'employment' = ANY (p.routes) THEN coalesce(e.best, 'neutral') END AS employment,
           CASE WHEN e.best = 'met' THEN %(as_of)s::date WHEN e.best = 'pending' THEN e.due_on END AS employment_on,
           e.in_the_way AS employment_way
    FROM work_family f
    JOIN plan p ON p.id = f.plan_id
    LEFT JOIN sustained s USING (family_id)
    LEFT JOIN employment e USING (family_id)
    WHERE f.engaged_on IS NOT NULL
), state AS (
    SELECT f.family_id, f.framework, f.plan_id, f.engaged_on,
           CASE WHEN f.engaged_on IS NULL THEN ARRAY['NOT_ENGAGED'] ELSE
               CASE WHEN f.assessed_on IS NULL THEN ARRAY['NO_ASSESSMENT'] ELSE '{}' END
               || CASE WHEN l.family_id IS NULL THEN ARRAY['NO_PLAN'] ELSE '{}' END
               || CASE WHEN o.family_id IS NOT NULL THEN ARRAY['PLAN_NOT_WHOLE_FAMILY'] ELSE '{}' END
               || CASE WHEN f.lead_worker THEN '{}' ELSE ARRAY['NO_LEAD_WORKER'] END
               || coalesce(n.codes, '{}')
           END AS not_engaged,
           coalesce(d.inside + least(d.outside, coalesce(p.non_resident_cap, d.outside)), 0) >= p.headlines_needed
               AS eligible,
           c.family_id IS NOT NULL AS claimed
    FROM work_family f
    LEFT JOIN plan p ON p.id = f.plan_id
    LEFT JOIN latest_plan l ON l.family_id = f.family_id
    LEFT JOIN left_out o ON o.family_id = f.family_id
    LEFT JOIN no_objective n ON n.family_id = f.family_id
    LEFT JOIN needs d ON d.family_id = f.family_id
    LEFT JOIN claimed c ON c.family_id = f.family_id
)
SELECT s.family_id, s.framework, s.plan_id,
       s.not_engaged = '{}', coalesce(s.eligible, false),
       coalesce(r.sustained, ''), coalesce(r.employment, ''),
       s.not_engaged = '{}' AND coalesce(s.eligible, false) AND NOT s.claimed AND coalesce(c.holds, false),
       coalesce(c.route, ''), c.on_day,
       CASE WHEN s.engaged_on IS NULL THEN s.not_engaged
            WHEN s.plan_id IS NULL THEN ARRAY['NO_OUTCOMES_PLAN']
            ELSE s.not_engaged
                 || CASE WHEN s.eligible THEN '{}' ELSE ARRAY['FEWER_THAN_NEEDED'] END
                 || CASE WHEN s.claimed THEN ARRAY['ALREADY_CLAIMED'] ELSE '{}' END
       END,
       jsonb_strip_nulls(jsonb_build_object('sustained', CASE WHEN r.sustained IS NOT NULL THEN coalesce(r.sustained_way, '[]') END,
                                            'employment', CASE WHEN r.employment IS NOT NULL THEN coalesce(r.employment_way, '[]') END))
FROM state s
LEFT JOIN route r ON r.family_id = s.family_id
LEFT JOIN LATERAL (
    -- a route that holds, else the one with the earliest date; the preferred one of two alike
    SELECT way.route, way.holds, way.on_day
    FROM (VALUES ('sustained', r.sustained, r.sustained = 'met', r.sustained_on, r.preferred = 'sustained'),
                 ('employment', r.employment, r.employment = 'met', r.employment_on, r.preferred = 'employment')
         ) AS way (route, status, holds, on_day, is_preferred)
    WHERE way.status IS NOT NULL AND way.on_day IS NOT NULL
    ORDER BY way.holds DESC, way.on_day, way.is_preferred DESC
    LIMIT 1
) c ON true;
