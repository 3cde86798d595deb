-- Where the work tables say otherwise than what a night kept of these families. A verdict in force at the end of the
-- night was given by it or left by it: known by its moment, and not closed by then. Windows and values are kept as of
-- the day a verdict was given, and so is the day of a route that holds, so these are not compared.
WITH kept AS (
    SELECT v.* FROM outcomes_verdict v
    WHERE v.family_id BETWEEN %(first_family)s AND %(last_family)s
      AND v.known_at <= %(known_at)s AND (v.superseded_at IS NULL OR v.superseded_at > %(known_at)s)
), kept_readiness AS (
    SELECT r.* FROM outcomes_readiness r
    WHERE r.family_id BETWEEN %(first_family)s AND %(last_family)s
      AND r.known_at <= %(known_at)s AND (r.superseded_at IS NULL OR r.superseded_at > %(known_at)s)
), differing AS (
    SELECT coalesce(k.family_id, w.family_id) AS family_id, coalesce(k.criterion_id, w.criterion_id) AS criterion_id,
           coalesce(k.person_id, w.person_id) AS person_id,
           CASE WHEN k.id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(
               'status', k.status, 'reason', k.reason, 'due_on', k.due_on, 'threshold', k.threshold) END AS kept,
           CASE WHEN w.family_id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(
               'status', w.status, 'reason', w.reason, 'due_on', w.due_on, 'threshold', w.threshold) END AS replayed
    FROM kept k
    FULL JOIN work_verdict w
           ON w.family_id = k.family_id AND w.criterion_id = k.criterion_id
          AND coalesce(w.person_id, 0) = coalesce(k.person_id, 0)
    UNION ALL
    SELECT coalesce(k.family_id, w.family_id), NULL, NULL,
           CASE WHEN k.id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(
               'framework', k.framework, 'plan', k.plan_id, 'engaged', k.engaged, 'eligible', k.eligible,
               'sustained', k.sustained, 'employment', k.employment, 'claimable', k.claimable, 'route', k.route,
               'earliest_on', CASE WHEN 'met' IN (
                   CASE k.route WHEN 'sustained' THEN k.sustained WHEN 'employment' THEN k.employment END
               ) THEN NULL ELSE k.earliest_on END, 'blockers', to_jsonb(k.blockers)) END,
           CASE WHEN w.family_id IS NULL THEN '{}'::jsonb ELSE jsonb_build_object(
               'framework', w.framework, 'plan', w.plan_id, 'engaged', w.engaged, 'eligible', w.eligible,
               'sustained', w.sustained, 'employment', w.employment, 'claimable', w.claimable, 'route', w.route,
               'earliest_on', CASE WHEN 'met' IN (
                   CASE w.route WHEN 'sustained' THEN w.sustained WHEN 'employment' THEN w.employment END
               ) THEN NULL ELSE w.earliest_on END, 'blockers', to_jsonb(w.blockers)) END
    FROM kept_readiness k
    FULL JOIN work_readiness w ON w.family_id = k.family_id
), of_family AS (
    -- why the night may have kept something else of a family
    SELECT f.family_id, CASE
        WHEN EXISTS (
            SELECT FROM outcomes_nightchunk c
            WHERE c.night_id = %(night)s AND c.state = 'waiting' AND f.family_id BETWEEN c.first_family AND c.last_family
        ) THEN 'not_judged'
        WHEN EXISTS (
            SELECT FROM outcomes_readiness r
            WHERE r.family_id = f.family_id AND r.judged_on > %(as_of)s AND r.known_at <= %(known_at)s
        ) THEN 'later_day'
        WHEN EXISTS (
            SELECT FROM outcomes_judgedonchange j
            WHERE j.family_id = f.family_id AND j.known_at > %(known_at)s AND j.known_at <= %(finished_at)s
        ) OR EXISTS (
            SELECT FROM outcomes_verdict v
            WHERE v.family_id = f.family_id AND v.known_at > %(known_at)s AND v.known_at <= %(finished_at)s
        ) OR EXISTS (
            SELECT FROM outcomes_readiness r
            WHERE r.family_id = f.family_id AND r.known_at > %(known_at)s AND r.known_at <= %(finished_at)s
        ) THEN 'judged_on_change'
        ELSE 'none'
    END AS explanation
    FROM (SELECT DISTINCT family_id FROM differing WHERE kept <> replayed) f
)
INSERT INTO outcomes_replaydifference (replay_id, family_id, criterion_id, person_id, kept, replayed, explanation)
SELECT %(replay)s, d.family_id, d.criterion_id, d.person_id, d.kept, d.replayed, o.explanation
FROM differing d JOIN of_family o USING (family_id)
WHERE d.kept <> d.replayed
