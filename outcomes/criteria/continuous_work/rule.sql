-- Off benefit and in work: one verdict for each adult. D is as_of, E the family's engagement.

INSERT INTO work_verdict
WITH test AS (
    SELECT criterion_id,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'work')) AS work,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'benefits')) AS benefits,
           ARRAY (SELECT jsonb_array_elements_text(parameters -> 'barred_by')) AS barred_by,
           (parameters ->> 'min_age')::int AS min_age,
           (parameters ->> 'lookback_days')::int AS lookback_days
    FROM work_criterion
    WHERE kind = 'continuous_work'
), rule AS (
    SELECT c.criterion_id, r.place, r.rule ->> 'benefit' AS benefit, (r.rule ->> 'days')::int AS days,
           (r.rule ->> 'within_days')::int AS within_days, (r.rule ->> 'gap_days')::int AS gap_days
    FROM work_criterion c
    CROSS JOIN LATERAL jsonb_array_elements(c.parameters -> 'rules') WITH ORDINALITY AS r (rule, place)
    WHERE c.kind = 'continuous_work'
), adult AS (
    SELECT c.family_id, c.criterion_id, c.engaged_on, m.person_id
    FROM work_case c
    JOIN test t USING (criterion_id)
    JOIN work_membership m ON m.family_id = c.family_id AND m.on_the_day AND m.role = 'adult'
    WHERE outcomes_plus(m.date_of_birth, 12 * t.min_age) <= %(as_of)s
), spell AS NOT MATERIALIZED (
    -- written into each use, so that one person's spells are found by index
    SELECT p.person_id, p.kind, p.starts_on, coalesce(p.ends_on, 'infinity'::date) AS ends_on
    FROM families_spell p
    WHERE BELIEVED(p) AND p.starts_on <= %(as_of)s
), worked AS (
    SELECT a.family_id, a.criterion_id, a.person_id,
           range_agg(daterange(greatest(p.starts_on, a.engaged_on), least(p.ends_on, %(as_of)s::date - 1), '[]')) AS days
    FROM adult a
    JOIN test t USING (criterion_id)
    JOIN spell p ON p.person_id = a.person_id AND p.kind = ANY (t.work)
    WHERE greatest(p.starts_on, a.engaged_on) <= least(p.ends_on, %(as_of)s::date - 1)
    GROUP BY a.family_id, a.criterion_id, a.person_id
), on_benefit AS (
    SELECT a.family_id, a.criterion_id, a.person_id,
           range_agg(daterange(p.starts_on, least(p.ends_on, %(as_of)s::date), '[]')) AS days
    FROM adult a
    JOIN test t USING (criterion_id)
    JOIN spell p ON p.person_id = a.person_id AND p.kind = ANY (t.benefits)
    GROUP BY a.family_id, a.criterion_id, a.person_id
), good AS (
    -- stretches of good days: in work, on no benefit
    SELECT w.family_id, w.criterion_id, w.person_id, lower(stretch) AS first_day, upper(stretch) - 1 AS last_day
    FROM worked w
    LEFT JOIN on_benefit b USING (family_id, criterion_id, person_id)
    CROSS JOIN LATERAL unnest(w.days - coalesce(b.days, '{}'::datemultirange)) AS stretch
), parted AS (
    -- under each rule, a new island begins where more than gap_days lie between good days
    SELECT g.*, r.place, r.benefit, r.days, r.within_days, r.gap_days,
           coalesce(g.first_day - 1 - lag(g.last_day) OVER (
               PARTITION BY g.family_id, g.criterion_id, g.person_id, r.place ORDER BY g.first_day
           ) > r.gap_days, true) AS begins
    FROM good g JOIN rule r USING (criterion_id)
), stretch AS (
    SELECT p.*, count(*) FILTER (WHERE begins) OVER (
               PARTITION BY family_id, criterion_id, person_id, place ORDER BY first_day
           ) AS island_no
    FROM parted p
), island AS (
    SELECT family_id, criterion_id, person_id, place, benefit, days, within_days, gap_days,
           min(first_day) AS s, max(last_day) AS last_day, range_agg(daterange(first_day, last_day, '[]')) AS good,
           row_number() OVER (
               PARTITION BY family_id, criterion_id, person_id, place ORDER BY island_no DESC
           ) = 1 AS is_last
    FROM stretch
    GROUP BY family_id, criterion_id, person_id, place, island_no, benefit, days, within_days, gap_days
), fitting AS (
    -- the islands whose basis benefit has this very rule; a benefit that began before s ended before it, because s
    -- is a good day
    SELECT i.*,
           EXISTS (
               SELECT FROM spell p
               WHERE p.person_id = i.person_id AND p.kind = ANY (t.barred_by) AND i.s BETWEEN p.starts_on AND p.ends_on
           ) AS barred
    FROM island i
    JOIN test t USING (criterion_id)
    CROSS JOIN LATERAL (
        SELECT p.kind
        FROM spell p
        WHERE p.person_id = i.person_id AND p.kind = ANY (t.benefits)
          AND p.starts_on < i.s AND p.ends_on >= i.s - 1 - t.lookback_days
        ORDER BY p.ends_on DESC, p.starts_on DESC, p.kind COLLATE "C"
        LIMIT 1
    ) basis
    WHERE i.benefit = CASE
        WHEN EXISTS (SELECT FROM rule r WHERE r.criterion_id = i.criterion_id AND r.benefit = basis.kind) THEN basis.kind
        ELSE 'default'
    END
), live AS (
    SELECT f.*, within.good_days
    FROM fitting f
    CROSS JOIN LATERAL (
        SELECT coalesce(sum(upper(g) - lower(g)), 0)::int AS good_days
        FROM unnest(f.good * datemultirange(daterange(%(as_of)s::date - f.within_days, %(as_of)s::date))) AS g
    ) within
    WHERE f.is_last AND f.last_day >= %(as_of)s::date - 1 - f.gap_days
), dated AS (
    -- If every day from D on is good, then on day X the last within_days days hold X - D of those, and the island's
    -- good days from X - within_days on. Both together reach `days` first while no good day is lost (X = D + what is
    -- lacking), or else on a day X - within_days that lies in a gap, or at the end of the last good day.
    SELECT l.*, CASE WHEN l.good_days >= l.days THEN %(as_of)s::date ELSE (
        SELECT min(x.day)
        FROM (
            SELECT coalesce(lag(upper(g)) OVER earlier, '-infinity'::date) AS gap_from, lower(g) AS gap_to,
                   sum(upper(g) - lower(g)) OVER later AS good_after
            FROM unnest(l.good) AS g
            WINDOW earlier AS (ORDER BY g), later AS (ORDER BY g DESC)
            UNION ALL
            SELECT l.last_day + 1, 'infinity'::date, 0
        ) gap
        CROSS JOIN LATERAL (
            SELECT greatest(%(as_of)s::date + l.days - gap.good_after::int,
                            CASE WHEN gap.gap_from = '-infinity' THEN %(as_of)s::date + 1
                                 ELSE greatest(gap.gap_from + l.within_days, %(as_of)s::date + 1) END) AS day
        ) x
        WHERE gap.gap_to = 'infinity' OR x.day - l.within_days <= gap.gap_to
    ) END AS due_on
    FROM live l
), used AS (
    SELECT DISTINCT ON (family_id, criterion_id, person_id) *
    FROM dated
    ORDER BY family_id, criterion_id, person_id, due_on, place
), met_before AS (
    -- an island that fits, is not barred, and on the day after one of its stretches met the test, before D
    SELECT DISTINCT f.family_id, f.criterion_id, f.person_id
    FROM fitting f
    CROSS JOIN LATERAL unnest(f.good) AS g
    WHERE NOT f.barred AND upper(g) < %(as_of)s
      AND (
          SELECT sum(upper(h) - lower(h))
          FROM unnest(f.good * datemultirange(daterange(upper(g) - f.within_days, upper(g)))) AS h
      ) >= f.days
)
SELECT a.family_id, a.criterion_id, a.person_id, verdict.status, verdict.reason,
       u.s, CASE WHEN u.s IS NOT NULL THEN %(as_of)s::date - 1 END,
       coalesce(u.good_days::text, ''), coalesce(u.days::text, ''),
       CASE WHEN verdict.status = 'pending' THEN u.due_on END
FROM adult a
LEFT JOIN used u USING (family_id, criterion_id, person_id)
LEFT JOIN met_before b USING (family_id, criterion_id, person_id)
CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
        (1, u.s IS NULL AND b.family_id IS NOT NULL, 'regressed', 'STOPPED_WORKING'),
        (2, u.s IS NULL, 'not_met', 'NOT_WORKING'),
        (3, u.barred, 'not_met', 'DOUBLE_FUNDING'),
        (4, u.good_days >= u.days, 'met', ''),
        (5, true, 'pending', '')
    ) AS choice (place, holds, status, reason)
    WHERE holds ORDER BY place LIMIT 1
) verdict;
