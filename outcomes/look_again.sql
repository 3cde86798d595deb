-- The first day after D on which what was just judged could differ though nothing new is recorded. Too early costs one
-- look in vain; too late would be a fault. D is as_of; BELIEVED(x) keeps the rows of x that were known at known_at.
--
-- Beside what follows here, the rules compare D with two sorts of days that are left to the night itself. Facts that
-- were recorded ahead of their day are few in a night and many to read ahead: it finds them by their day
-- (nights/dated.sql). And what all families share it compares with the night before (nights/choose.sql): which plan is
-- in force, what the feeds cover, and the school calendar. A feed's weekly file would otherwise move the day of nearly
-- every family every week.

CREATE TEMP TABLE IF NOT EXISTS work_look_again (
    family_id bigint PRIMARY KEY, next_on date, next_look text
) ON COMMIT DELETE ROWS;
DELETE FROM work_look_again;

INSERT INTO work_look_again
WITH kind AS (
    SELECT DISTINCT c.family_id, k.kind FROM work_case c JOIN work_criterion k USING (criterion_id)
), work_rules AS (
    -- whether islands can differ from rule to rule, and how many days of work without a break settle all of them
    SELECT k.criterion_id, ARRAY (SELECT jsonb_array_elements_text(k.parameters -> 'work')) AS work,
           ARRAY (SELECT jsonb_array_elements_text(k.parameters -> 'benefits')) AS benefits,
           count(DISTINCT r.rule ->> 'gap_days') > 1 AS many_gaps, max((r.rule ->> 'days')::int) AS settled_after
    FROM work_criterion k
    CROSS JOIN LATERAL jsonb_array_elements(k.parameters -> 'rules') AS r (rule)
    WHERE k.kind = 'continuous_work'
    GROUP BY k.criterion_id, k.parameters
), employed AS (
    -- every adult whose work goes on or has only just stopped, with the good days: in work, on no benefit
    SELECT v.family_id, v.status, r.many_gaps, r.settled_after, spells.in_work - spells.on_benefit AS good_days
    FROM work_verdict v
    JOIN work_rules r USING (criterion_id)
    JOIN work_family f USING (family_id)
    CROSS JOIN LATERAL (
        SELECT coalesce(range_agg(stretch.days) FILTER (WHERE p.kind = ANY (r.work)), '{}')
                   * datemultirange(daterange(f.engaged_on, NULL)) AS in_work,
               coalesce(range_agg(stretch.days) FILTER (WHERE p.kind = ANY (r.benefits)), '{}') AS on_benefit
        FROM families_spell p
        CROSS JOIN LATERAL (SELECT daterange(p.starts_on, p.ends_on, '[]') AS days) stretch
        WHERE p.person_id = v.person_id AND BELIEVED(p)
    ) spells
    WHERE v.window_starts_on IS NOT NULL
), sliding AS (
    -- the months that are compared with the time before engagement
    SELECT v.family_id, (k.parameters ->> 'months')::int AS months,
           ARRAY (SELECT jsonb_array_elements_text(k.parameters -> 'events')) AS events,
           greatest(outcomes_plus(%(as_of)s::date, -(k.parameters ->> 'months')::int), f.engaged_on) AS first_day
    FROM work_verdict v
    JOIN work_criterion k ON k.criterion_id = v.criterion_id AND k.kind = 'reduction'
    JOIN work_family f USING (family_id)
    WHERE v.status NOT IN ('pending', 'neutral')
), slid AS (
    SELECT s.family_id, e.occurred_on, s.months
    FROM sliding s
    JOIN work_membership m ON m.family_id = s.family_id
    JOIN families_event e ON e.person_id = m.person_id AND BELIEVED(e)
         AND e.occurred_on BETWEEN s.first_day AND %(as_of)s AND e.kind = ANY (s.events)
    UNION ALL
    SELECT s.family_id, e.occurred_on, s.months
    FROM sliding s
    JOIN families_event e ON e.family_id = s.family_id AND BELIEVED(e)
         AND e.occurred_on BETWEEN s.first_day AND %(as_of)s AND e.kind = ANY (s.events)
), day (family_id, next_on, next_look) AS (
    -- the day on which time alone brings a verdict round
    SELECT family_id, due_on, 'due' FROM work_verdict WHERE due_on > %(as_of)s
    UNION ALL
    -- the end of a term, for families with children whose attendance is tested
    SELECT m.family_id, t.ends_on + 1, 'term'
    FROM work_membership m
    JOIN kind ON kind.family_id = m.family_id AND kind.kind = 'school_terms'
    CROSS JOIN (
        SELECT min(d.ends_on) AS ends_on FROM families_termdates d WHERE BELIEVED(d) AND d.ends_on >= %(as_of)s
    ) t
    WHERE m.on_the_day AND m.role = 'child'
    UNION ALL
    SELECT m.family_id, m.school_until + 1, 'school_age'
    FROM work_membership m
    JOIN kind ON kind.family_id = m.family_id AND kind.kind = 'school_terms'
    WHERE m.on_the_day AND m.role = 'child' AND m.school_until >= %(as_of)s
    UNION ALL
    SELECT m.family_id, outcomes_plus(m.date_of_birth, 12 * (k.parameters ->> 'min_age')::int), 'of_age'
    FROM work_membership m
    JOIN work_case c ON c.family_id = m.family_id
    JOIN work_criterion k ON k.criterion_id = c.criterion_id AND k.kind = 'continuous_work'
    WHERE m.on_the_day AND m.role = 'adult'
    UNION ALL
    SELECT family_id, ends_on + 1, 'member' FROM work_membership WHERE ends_on >= %(as_of)s
    UNION ALL
    -- The oldest event in sliding months leaves them so many months after it; where a month's end is cut short the day
    -- can be a little later, and until then every day is looked at.
    SELECT family_id, greatest(outcomes_plus(occurred_on + 1, months), %(as_of)s::date + 1), 'slides' FROM slid
    UNION ALL
    -- Yesterday was no good day though work is still near enough to count: any day can change that. And where rules
    -- allow different gaps, several may fit at once and take turns, until work without a break has settled all of them.
    SELECT family_id, %(as_of)s::date + 1, 'work'
    FROM employed
    WHERE NOT good_days @> %(as_of)s::date - 1
       OR (many_gaps AND status <> 'pending'
           AND NOT good_days @> daterange(%(as_of)s::date - settled_after, %(as_of)s::date))
    UNION ALL
    SELECT j.family_id, outcomes_plus(j.decided_on, (k.parameters ->> 'valid_months')::int) + 1, 'expires'
    FROM work_verdict v
    JOIN work_criterion k ON k.criterion_id = v.criterion_id AND k.kind = 'judgement'
    JOIN families_judgement j ON j.family_id = v.family_id AND j.headline = k.headline AND BELIEVED(j)
    WHERE v.status <> 'pending'
), first_day AS (
    SELECT DISTINCT ON (family_id) family_id, next_on, next_look
    FROM day
    WHERE next_on > %(as_of)s
    ORDER BY family_id, next_on, next_look
)
SELECT k.family_id, f.next_on, coalesce(f.next_look, '')
FROM work_kept k LEFT JOIN first_day f USING (family_id);

UPDATE outcomes_lookagain l
SET next_on = w.next_on, next_look = w.next_look
FROM work_look_again w
WHERE l.family_id = w.family_id AND (l.next_on, l.next_look) IS DISTINCT FROM (w.next_on, w.next_look);

INSERT INTO outcomes_lookagain (family_id, next_on, next_look)
SELECT w.family_id, w.next_on, w.next_look
FROM work_look_again w
WHERE NOT EXISTS (SELECT FROM outcomes_lookagain l WHERE l.family_id = w.family_id);
