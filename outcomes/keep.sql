-- Keeps what the work tables say: closes the verdicts that no longer hold, appends those that are new, leaves the rest.
-- A window and a value may move every day by themselves, so they are kept as of the day the verdict was given.

-- Every family in scope, open or not, but none that was judged on a change after this knowledge was fixed, and none of
-- which something was kept that was known later or said of a later day: a late night takes nothing back.
INSERT INTO work_kept
SELECT f.id
FROM families_family f
WHERE IN_SCOPE(f.id)
  AND NOT EXISTS (SELECT FROM outcomes_judgedonchange j WHERE j.family_id = f.id AND j.known_at > %(known_at)s)
  AND NOT EXISTS (
      SELECT FROM outcomes_verdict v
      WHERE v.family_id = f.id AND v.superseded_at IS NULL AND (v.known_at > %(known_at)s OR v.judged_on > %(as_of)s)
  )
  AND NOT EXISTS (
      SELECT FROM outcomes_readiness r
      WHERE r.family_id = f.id AND r.superseded_at IS NULL AND (r.known_at > %(known_at)s OR r.judged_on > %(as_of)s)
  );
ANALYZE work_kept;

-- The verdicts in force, and whether they are still what the work tables say. Taken aside first: a statement that looks
-- for missing rows in the very table it fills would read its own new rows over and over.
INSERT INTO work_standing
SELECT v.id, v.family_id, v.criterion_id, v.person_id, w.family_id IS NOT NULL
FROM work_kept k
JOIN outcomes_verdict v ON v.family_id = k.family_id AND v.superseded_at IS NULL
LEFT JOIN work_verdict w
       ON w.family_id = v.family_id AND w.criterion_id = v.criterion_id
      AND coalesce(w.person_id, 0) = coalesce(v.person_id, 0)
      AND w.status = v.status AND w.reason = v.reason AND w.due_on IS NOT DISTINCT FROM v.due_on
      AND w.threshold = v.threshold
      -- verdicts that were kept before facts had grades stand as they are
      AND (v.grade IS NULL OR w.grade = v.grade);
ANALYZE work_standing;

UPDATE outcomes_verdict v
SET superseded_at = %(known_at)s
FROM work_standing s
WHERE NOT s.stands AND v.id = s.id;

WITH added AS (
    INSERT INTO outcomes_verdict (
        family_id, criterion_id, person_id, status, reason, window_starts_on, window_ends_on, value, threshold, due_on,
        grade, judged_on, known_at
    )
    SELECT w.family_id, w.criterion_id, w.person_id, w.status, w.reason, w.window_starts_on, w.window_ends_on, w.value,
           w.threshold, w.due_on, w.grade, %(as_of)s, %(known_at)s
    FROM work_verdict w
    JOIN work_kept USING (family_id)
    LEFT JOIN work_standing s
           ON s.stands AND s.family_id = w.family_id AND s.criterion_id = w.criterion_id
          AND coalesce(s.person_id, 0) = coalesce(w.person_id, 0)
    WHERE s.id IS NULL
    RETURNING family_id
)
INSERT INTO work_changed
SELECT family_id FROM added UNION SELECT family_id FROM work_standing WHERE NOT stands;

INSERT INTO work_standing_readiness
SELECT r.id, r.family_id, w.family_id IS NOT NULL
FROM work_kept k
JOIN outcomes_readiness r ON r.family_id = k.family_id AND r.superseded_at IS NULL
LEFT JOIN work_readiness w
       ON w.family_id = r.family_id AND w.framework = r.framework AND w.plan_id IS NOT DISTINCT FROM r.plan_id
      AND w.engaged = r.engaged AND w.eligible = r.eligible AND w.sustained = r.sustained
      AND w.employment = r.employment AND w.claimable = r.claimable AND w.route = r.route
      AND w.blockers = r.blockers::text[] AND w.in_the_way = r.in_the_way
      -- a route that holds could be claimed today, every day
      AND (w.earliest_on IS NOT DISTINCT FROM r.earliest_on
           OR 'met' = CASE w.route WHEN 'sustained' THEN w.sustained WHEN 'employment' THEN w.employment END);
ANALYZE work_standing_readiness;

UPDATE outcomes_readiness r
SET superseded_at = %(known_at)s
FROM work_standing_readiness s
WHERE NOT s.stands AND r.id = s.id;

WITH added AS (
    INSERT INTO outcomes_readiness (
        family_id, framework, plan_id, engaged, eligible, sustained, employment, claimable, route, earliest_on, blockers,
        in_the_way, judged_on, known_at
    )
    SELECT w.family_id, w.framework, w.plan_id, w.engaged, w.eligible, w.sustained, w.employment, w.claimable, w.route,
           w.earliest_on, w.blockers, w.in_the_way, %(as_of)s, %(known_at)s
    FROM work_readiness w
    JOIN work_kept USING (family_id)
    LEFT JOIN work_standing_readiness s ON s.stands AND s.family_id = w.family_id
    WHERE s.id IS NULL
    RETURNING family_id
)
INSERT INTO work_changed
SELECT family_id FROM added UNION SELECT family_id FROM work_standing_readiness WHERE NOT stands;
