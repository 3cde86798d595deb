-- The second half of the rules for DuckDB: work, scores, decisions, and from verdicts to readiness.

-- 5.4 Good days by a sweep over the ends of work and benefit spells.
CREATE TABLE adult AS
SELECT j.family_id, j.criterion_id, j.engaged_on, m.person_id
FROM judged j JOIN criterion c USING (criterion_id)
JOIN member m ON m.family_id = j.family_id AND m.on_the_day AND m.role = 'adult'
WHERE j.kind = 'continuous_work' AND later(m.date_of_birth, 12 * c.min_age) <= AS_OF;

INSERT INTO verdict
WITH kind_of AS (
    SELECT criterion_id, unnest(work) AS kind, 1 AS is_work FROM criterion WHERE kind = 'continuous_work'
    UNION ALL SELECT criterion_id, unnest(benefits), 0 FROM criterion WHERE kind = 'continuous_work'
), spell AS (
    SELECT a.*, o.is_work, s.kind, s.starts_on, s.ends_on AS told, least(s.ends_on, AS_OF - 1) AS ends_on
    FROM adult a JOIN fact_spell s USING (person_id) JOIN kind_of o ON o.criterion_id = a.criterion_id AND o.kind = s.kind
), boundary AS (
    SELECT family_id, criterion_id, person_id, day, sum(work) AS work, sum(benefit) AS benefit
    FROM (
        SELECT family_id, criterion_id, person_id, greatest(starts_on, engaged_on) AS day, is_work AS work, 1 - is_work AS benefit
        FROM spell WHERE ends_on >= greatest(starts_on, engaged_on)
        UNION ALL
        SELECT family_id, criterion_id, person_id, ends_on + 1, -is_work, is_work - 1
        FROM spell WHERE ends_on >= greatest(starts_on, engaged_on)
    ) GROUP BY ALL
), swept AS (
    SELECT family_id, criterion_id, person_id, day AS first_day, sum(work) OVER ordered AS work,
           sum(benefit) OVER ordered AS benefit, lead(day) OVER ordered - 1 AS last_day
    FROM boundary WINDOW ordered AS (PARTITION BY family_id, criterion_id, person_id ORDER BY day)
), good AS (
    SELECT family_id, criterion_id, person_id, first_day, last_day FROM swept WHERE work > 0 AND benefit = 0
), parted AS (
    SELECT g.*, r.place, r.benefit, r.days, r.within_days, r.gap_days,
           coalesce(first_day - lag(last_day) OVER ordered - 1 > r.gap_days, true) AS begins
    FROM good g JOIN rule r USING (criterion_id)
    WINDOW ordered AS (PARTITION BY g.family_id, g.criterion_id, g.person_id, r.place ORDER BY g.first_day)
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY family_id, criterion_id, person_id, place ORDER BY first_day)
               AS number
    FROM parted
), island AS (
    SELECT family_id, criterion_id, person_id, place, number, benefit, days, within_days, gap_days, min(first_day) AS s,
           max(last_day) AS last_day, sum(greatest(last_day - greatest(first_day, AS_OF - within_days) + 1, 0))::INT AS recent,
           row_number() OVER (PARTITION BY family_id, criterion_id, person_id, place ORDER BY number DESC) = 1
               AND max(last_day) >= AS_OF - 1 - gap_days AS is_live
    FROM numbered GROUP BY family_id, criterion_id, person_id, place, number, benefit, days, within_days, gap_days
), basis AS (
    SELECT i.family_id, i.criterion_id, i.person_id, i.place, i.number, b.kind
    FROM island i JOIN criterion c USING (criterion_id)
    JOIN spell b ON b.family_id = i.family_id AND b.criterion_id = i.criterion_id AND b.person_id = i.person_id
        AND b.is_work = 0 AND b.starts_on < i.s AND b.told >= i.s - 1 - c.lookback_days
    QUALIFY row_number() OVER (PARTITION BY i.family_id, i.criterion_id, i.person_id, i.place, i.number
                               ORDER BY b.told DESC, b.starts_on DESC, b.kind) = 1
), fitting AS (
    SELECT i.*, EXISTS (
               SELECT 1 FROM fact_spell x JOIN (SELECT criterion_id, unnest(barred_by) AS kind FROM criterion) y USING (kind)
               WHERE x.person_id = i.person_id AND y.criterion_id = i.criterion_id AND x.starts_on <= i.s
                 AND coalesce(x.ends_on, AS_OF) >= i.s
           ) AS barred
    FROM island i JOIN basis b USING (family_id, criterion_id, person_id, place, number)
    LEFT JOIN rule r ON r.criterion_id = i.criterion_id AND r.benefit = b.kind
    WHERE i.benefit = coalesce(r.benefit, 'default')
), step AS (
    -- each stretch of a fitting island, with the good days from it on, and where the stretch before it ended
    SELECT n.*, f.is_live, f.recent, f.barred, f.last_day AS island_ends_on,
           sum(n.last_day - n.first_day + 1) OVER (later_ones ORDER BY n.first_day DESC)::INT AS good_after,
           lag(n.last_day) OVER (later_ones ORDER BY n.first_day) + 1 AS gap_from
    FROM numbered n JOIN fitting f USING (family_id, criterion_id, person_id, place, number)
    WINDOW later_ones AS (PARTITION BY n.family_id, n.criterion_id, n.person_id, n.place, n.number)
), before AS (
    SELECT DISTINCT x.family_id, x.criterion_id, x.person_id
    FROM step x JOIN step y USING (family_id, criterion_id, person_id, place, number)
    WHERE NOT x.barred AND x.last_day + 1 < AS_OF AND y.first_day <= x.last_day
    GROUP BY x.family_id, x.criterion_id, x.person_id, x.place, x.number, x.last_day, x.days, x.within_days
    HAVING sum(greatest(y.last_day - greatest(y.first_day, x.last_day + 1 - x.within_days) + 1, 0)) >= x.days
), candidate AS (
    SELECT family_id, criterion_id, person_id, place,
           greatest(AS_OF + days - good_after, gap_from + within_days, AS_OF + 1) AS day
    FROM step WHERE day - within_days <= first_day
    UNION ALL
    SELECT family_id, criterion_id, person_id, place, greatest(AS_OF + days, last_day + 1 + within_days)
    FROM fitting
), live AS (
    SELECT f.*, CASE WHEN recent >= days THEN AS_OF ELSE c.day END AS due_on
    FROM fitting f
    JOIN (SELECT family_id, criterion_id, person_id, place, min(day) AS day FROM candidate GROUP BY ALL) c
      USING (family_id, criterion_id, person_id, place)
    WHERE f.is_live
    QUALIFY row_number() OVER (PARTITION BY f.family_id, f.criterion_id, f.person_id ORDER BY due_on, f.place) = 1
), said AS (
    SELECT a.*, l.s, l.recent, l.days, l.due_on,
           CASE WHEN l.s IS NULL AND b.person_id IS NOT NULL THEN ['regressed', 'STOPPED_WORKING']
                WHEN l.s IS NULL THEN ['not_met', 'NOT_WORKING'] WHEN l.barred THEN ['not_met', 'DOUBLE_FUNDING']
                WHEN l.recent >= l.days THEN ['met', ''] ELSE ['pending', ''] END AS said
    FROM adult a LEFT JOIN live l USING (family_id, criterion_id, person_id)
    LEFT JOIN before b USING (family_id, criterion_id, person_id)
)
SELECT family_id, criterion_id, person_id, said[1], said[2], s, CASE WHEN s IS NOT NULL THEN AS_OF - 1 END,
       coalesce(recent::VARCHAR, ''), coalesce(days::VARCHAR, ''), CASE WHEN said[1] = 'pending' THEN due_on END
FROM said;

-- 5.5 Scores.
INSERT INTO verdict
WITH test AS (
    SELECT j.family_id, j.engaged_on, j.headline, c.* EXCLUDE (kind, headline)
    FROM judged j JOIN criterion c USING (criterion_id) WHERE j.kind = 'score'
), reading AS (
    SELECT t.family_id, t.criterion_id, s.person_id, s.scored_on, s.score, t.at_least, t.improve_by, t.hold_months,
           CASE WHEN t.higher_is_better THEN 1 ELSE -1 END AS sign
    FROM test t
    JOIN (SELECT s.*, coalesce(m.family_id, s.family_id) AS of_family FROM all_score s
          LEFT JOIN member m ON m.person_id = s.person_id AND m.on_the_day WHERE BELIEVED(s)) s
      ON s.of_family = t.family_id AND s.tool = t.tool AND (s.person_id IS NULL) = (t.subject = 'family')
    WHERE s.scored_on BETWEEN later(t.engaged_on, -t.baseline_months) AND AS_OF
), named AS (
    SELECT DISTINCT t.family_id, t.criterion_id, m.person_id
    FROM test t JOIN problem p ON p.family_id = t.family_id AND p.headline = t.headline
    JOIN member m ON m.family_id = t.family_id AND m.person_id = p.person_id AND m.on_the_day
    WHERE t.subject = 'each_person'
), subject AS (
    SELECT * FROM named
    UNION ALL SELECT DISTINCT r.family_id, r.criterion_id, r.person_id FROM reading r
    ANTI JOIN named USING (family_id, criterion_id) WHERE r.person_id IS NOT NULL
    UNION ALL SELECT t.family_id, t.criterion_id, NULL FROM test t WHERE t.subject = 'family'
    UNION ALL SELECT t.family_id, t.criterion_id, NULL FROM test t ANTI JOIN named USING (family_id, criterion_id)
    ANTI JOIN reading USING (family_id, criterion_id) WHERE t.subject = 'each_person'
), marked AS (
    SELECT *, row_number() OVER w AS nth,
           nth > 1 AND coalesce((score - at_least) * sign >= 0, true)
               AND coalesce((score - first_value(score) OVER w) * sign >= improve_by, true) AS good
    FROM reading WINDOW w AS (PARTITION BY family_id, criterion_id, person_id ORDER BY scored_on)
), numbered AS (
    SELECT *, count(*) FILTER (WHERE NOT good) OVER (PARTITION BY family_id, criterion_id, person_id ORDER BY scored_on) AS number
    FROM marked
), dated AS (
    SELECT *, min(scored_on) FILTER (WHERE good) OVER (PARTITION BY family_id, criterion_id, person_id, number) AS since
    FROM numbered
), latest AS (
    SELECT family_id, criterion_id, coalesce(person_id, 0) AS person, count(*) AS readings, arg_max(good, scored_on) AS good,
           arg_max(CASE WHEN good THEN later(since, hold_months) ELSE DATE '9999-01-01' END, scored_on) AS holds_on,
           max(scored_on) AS last_on, bool_or(good AND scored_on >= later(since, hold_months)) AS ever
    FROM dated GROUP BY ALL
), said AS (
    SELECT s.*, c.threshold, l.holds_on,
           CASE WHEN l.readings IS NULL THEN ['no_data', 'NO_READING'] WHEN l.readings = 1 THEN ['pending', 'NO_SECOND_READING']
                WHEN NOT l.good AND l.ever THEN ['regressed', ''] WHEN NOT l.good THEN ['not_met', '']
                WHEN l.last_on >= l.holds_on THEN ['met', ''] ELSE ['pending', ''] END AS said
    FROM subject s JOIN criterion c USING (criterion_id)
    LEFT JOIN latest l ON l.family_id = s.family_id AND l.criterion_id = s.criterion_id AND l.person = coalesce(s.person_id, 0)
)
SELECT family_id, criterion_id, person_id, said[1], said[2], NULL, NULL, '', threshold,
       CASE WHEN said[1] = 'pending' AND said[2] = '' THEN holds_on END
FROM said;

-- 5.6 Decisions.
INSERT INTO verdict
SELECT j.family_id, j.criterion_id, NULL,
       CASE WHEN d.decided_on >= j.engaged_on AND later(d.decided_on, c.valid_months) >= AS_OF
            THEN CASE WHEN d.achieved THEN 'met' ELSE 'not_met' END ELSE 'pending' END, '', NULL, NULL, '', '', NULL
FROM judged j JOIN criterion c USING (criterion_id)
LEFT JOIN (
    SELECT g.family_id, c.criterion_id, max(g.decided_on) AS decided_on, arg_max(g.achieved, g.decided_on) AS achieved
    FROM all_judgement g JOIN criterion c ON c.headline = g.headline AND c.kind = 'judgement'
    WHERE BELIEVED(g) AND g.decided_on <= AS_OF AND (g.decider_role = '' OR list_contains(c.roles, g.decider_role))
    GROUP BY ALL
) d ON d.family_id = j.family_id AND d.criterion_id = j.criterion_id
WHERE j.kind = 'judgement';

-- 7 Readiness.
CREATE TABLE readiness AS
WITH criterion_says AS (
    SELECT v.family_id, v.criterion_id,
           CASE WHEN any_value(c.kind) = 'continuous_work'
                THEN arg_min(v.status, list_position(['met', 'pending', 'regressed', 'not_met'], v.status))
                ELSE arg_max(v.status, worst(v.status)) END AS status,
           CASE WHEN any_value(c.kind) = 'continuous_work' THEN min(v.due_on)
                WHEN bool_and(v.status IN ('met', 'neutral') OR (is_hopeful(v.status) AND v.due_on IS NOT NULL))
                THEN max(v.due_on) FILTER (WHERE is_hopeful(v.status)) END AS due_on
    FROM verdict v JOIN criterion c USING (criterion_id) GROUP BY ALL
), headline AS (
    SELECT f.family_id, c.headline, r.headline IS NOT NULL AS raised, c.require,
           coalesce(s.status, 'neutral') AS status, CASE WHEN is_hopeful(s.status) THEN s.due_on END AS due_on
    FROM family f JOIN criterion c USING (plan_id)
    LEFT JOIN raised r ON r.family_id = f.family_id AND r.headline = c.headline
    LEFT JOIN criterion_says s ON s.family_id = f.family_id AND s.criterion_id = c.criterion_id
    WHERE f.engaged_on IS NOT NULL AND (r.headline IS NOT NULL OR c.applies = 'always')
), joined AS (
    SELECT family_id, headline, raised,
           CASE require WHEN 'any' THEN arg_min(status, best(status)) ELSE arg_max(status, worst(status)) END AS status,
           CASE WHEN require = 'any' THEN min(due_on)
                WHEN bool_and(status IN ('met', 'neutral') OR due_on IS NOT NULL) THEN max(due_on) END AS due_on
    FROM headline GROUP BY family_id, headline, raised, require
    UNION ALL
    SELECT f.family_id, r.headline, true, 'no_data', NULL FROM family f JOIN raised r USING (family_id)
    ANTI JOIN criterion c ON c.plan_id = f.plan_id AND c.headline = r.headline
    WHERE f.engaged_on IS NOT NULL AND f.plan_id IS NOT NULL
), sustained AS (
    SELECT family_id, arg_max(status, worst(status)) AS status, bool_or(raised AND status = 'met') AS one_met,
           bool_or(raised AND (status = 'met' OR is_hopeful(status))) AS hope,
           bool_and(status IN ('met', 'neutral') OR (is_hopeful(status) AND due_on IS NOT NULL)) AS dated,
           max(due_on) FILTER (WHERE is_hopeful(status)) AS due_on
    FROM joined GROUP BY family_id
), employment AS (
    SELECT family_id, arg_min(status, list_position(['met', 'pending', 'regressed', 'not_met'], status)) AS status,
           min(due_on) AS due_on
    FROM verdict JOIN criterion USING (criterion_id) WHERE criterion.kind = 'continuous_work' GROUP BY family_id
), agreed AS (
    SELECT a.family_id, max(a.agreed_on) AS agreed_on, arg_max(a.covers, a.agreed_on) AS covers,
           arg_max(a.objectives, a.agreed_on) AS objectives, arg_max(a.covers IS NULL, a.agreed_on) AS covers_all
    FROM all_plan a WHERE BELIEVED(a) AND a.agreed_on <= AS_OF GROUP BY a.family_id
), left_out AS (
    SELECT DISTINCT a.family_id FROM agreed a JOIN member m USING (family_id)
    WHERE NOT a.covers_all AND m.role <> 'non_resident_parent' AND a.agreed_on BETWEEN m.starts_on AND m.ends_on
      AND NOT list_contains(a.covers, m.person_id)
), lacking AS (
    SELECT r.family_id, list('NO_OBJECTIVE:' || r.headline ORDER BY r.headline) AS codes
    FROM raised r JOIN agreed a USING (family_id) WHERE NOT list_contains(a.objectives, r.headline) GROUP BY r.family_id
), supplied AS (
    SELECT p.family_id, p.headline, bool_and(m.person_id IS NOT NULL) AS outside
    FROM problem p LEFT JOIN member m ON m.family_id = p.family_id AND m.person_id = p.person_id AND m.on_the_day
        AND m.role = 'non_resident_parent'
    GROUP BY ALL
), needs AS (
    SELECT family_id, count(*) FILTER (WHERE NOT outside) AS inside, count(*) FILTER (WHERE outside) AS outside
    FROM supplied GROUP BY family_id
), state AS (
    SELECT f.*, list_concat(
               CASE WHEN f.assessed THEN [] ELSE ['NO_ASSESSMENT'] END, CASE WHEN a.family_id IS NULL THEN ['NO_PLAN'] ELSE [] END,
               CASE WHEN o.family_id IS NOT NULL THEN ['PLAN_NOT_WHOLE_FAMILY'] ELSE [] END,
               CASE WHEN w.family_id IS NULL THEN ['NO_LEAD_WORKER'] ELSE [] END, coalesce(k.codes, [])) AS missing,
           coalesce(n.inside + least(n.outside, coalesce(p.non_resident_cap, n.outside)), 0) >= p.headlines_needed AS eligible,
           q.family_id IS NOT NULL AS claimed, list_contains(p.routes, 'sustained') AS has_sustained,
           list_contains(p.routes, 'employment') AS has_employment, p.preferred, p.code, p.version
    FROM family f LEFT JOIN all_outcomes_plan p USING (plan_id) LEFT JOIN agreed a USING (family_id)
    LEFT JOIN left_out o USING (family_id) LEFT JOIN lacking k USING (family_id) LEFT JOIN needs n USING (family_id)
    LEFT JOIN (SELECT DISTINCT l.family_id FROM all_leadworker l WHERE BELIEVED(l) AND coalesce(l.starts_on <= AS_OF, true)
               AND coalesce(l.ends_on >= AS_OF, true)) w USING (family_id)
    LEFT JOIN (SELECT DISTINCT c.family_id, c.framework FROM all_claimmade c WHERE BELIEVED(c) AND c.claimed_on <= AS_OF
               AND c.status NOT IN ('rejected', 'withdrawn')) q USING (family_id, framework)
), route AS (
    SELECT s.*, engaged_on IS NOT NULL AND s.plan_id IS NOT NULL AS open,
           CASE WHEN open AND has_sustained THEN CASE WHEN coalesce(u.status, 'neutral') IN ('met', 'neutral')
                AND NOT coalesce(u.one_met, false) THEN 'neutral' ELSE u.status END END AS sustained,
           CASE WHEN open AND has_sustained AND u.dated AND u.hope THEN coalesce(u.due_on, AS_OF) END AS sustained_on,
           CASE WHEN open AND has_employment THEN coalesce(e.status, 'neutral') END AS employment,
           CASE WHEN employment = 'met' THEN AS_OF WHEN employment = 'pending' THEN e.due_on END AS employment_on
    FROM state s LEFT JOIN sustained u USING (family_id) LEFT JOIN employment e USING (family_id)
), chosen AS (
    SELECT *, CASE WHEN sustained = 'met' AND (employment IS DISTINCT FROM 'met' OR preferred = 'sustained') THEN 'sustained'
                   WHEN employment = 'met' THEN 'employment'
                   WHEN sustained_on < employment_on OR employment_on IS NULL AND sustained_on IS NOT NULL THEN 'sustained'
                   WHEN sustained_on IS NULL AND employment_on IS NULL THEN ''
                   WHEN sustained_on = employment_on THEN preferred ELSE 'employment' END AS route
    FROM route
)
SELECT family_id, framework, code AS plan, version, engaged_on IS NOT NULL AND len(missing) = 0 AS engaged,
       coalesce(eligible, false) AS eligible, coalesce(sustained, '') AS sustained, coalesce(employment, '') AS employment,
       len(missing) = 0 AND open AND eligible AND NOT claimed AND (sustained IS NOT DISTINCT FROM 'met'
           OR employment IS NOT DISTINCT FROM 'met') AS claimable, route,
       CASE route WHEN 'sustained' THEN sustained_on WHEN 'employment' THEN employment_on END AS earliest_on,
       CASE WHEN engaged_on IS NULL THEN 'NOT_ENGAGED' WHEN plan_id IS NULL THEN 'NO_OUTCOMES_PLAN' ELSE
            array_to_string(list_concat(missing, CASE WHEN eligible THEN [] ELSE ['FEWER_THAN_NEEDED'] END,
                                        CASE WHEN claimed THEN ['ALREADY_CLAIMED'] ELSE [] END), '; ') END AS blockers
FROM chosen;
