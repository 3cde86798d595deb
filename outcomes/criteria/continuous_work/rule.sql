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
), lived AS (
    SELECT a.family_id, a.criterion_id, a.person_id,
           range_agg(daterange(greatest(p.starts_on, a.engaged_on), least(p.ends_on, %(as_of)s::date - 1), '[]'))
               FILTER (WHERE p.kind = ANY (t.work)
                       AND greatest(p.starts_on, a.engaged_on) <= least(p.ends_on, %(as_of)s::date - 1)) AS in_work,
           range_agg(daterange(p.starts_on, least(p.ends_on, %(as_of)s::date), '[]'))
               FILTER (WHERE p.kind = ANY (t.benefits)) AS on_benefit
    FROM adult a
    JOIN test t USING (criterion_id)
    JOIN families_spell p ON p.person_id = a.person_id AND BELIEVED(p) AND p.starts_on <= %(as_of)s
    GROUP BY a.family_id, a.criterion_id, a.person_id
), good AS MATERIALIZED (
    -- stretches of good days: in work, on no benefit
    SELECT l.family_id, l.criterion_id, l.person_id, lower(stretch) AS first_day, upper(stretch) - 1 AS last_day
    FROM lived l
    CROSS JOIN LATERAL unnest(l.in_work - coalesce(l.on_benefit, '{}'::datemultirange)) AS stretch
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
           min(first_day) AS s, max(last_day) AS last_day, range_agg(daterange(first_day, last_day, '[]')) AS good_days,
           row_number() OVER (
               PARTITION BY family_id, criterion_id, person_id, place ORDER BY island_no DESC
           ) = 1 AS is_last
    FROM stretch
    GROUP BY family_id, criterion_id, person_id, place, island_no, benefit, days, within_days, gap_days
), fitting AS (
    -- the islands whose basis benefit has this very rule; a benefit that began before s ended before it, because s
    -- is a good day
    SELECT i.*,
           i.is_last AND i.last_day >= %(as_of)s::date - 1 - i.gap_days AS is_live,
           EXISTS (
               SELECT FROM families_spell p
               WHERE p.person_id = i.person_id AND BELIEVED(p) AND p.kind = ANY (t.barred_by)
                 AND p.starts_on <= i.s AND (p.ends_on IS NULL OR p.ends_on >= i.s)
           ) AS barred
    FROM island i
    JOIN test t USING (criterion_id)
    CROSS JOIN LATERAL (
        SELECT p.kind
        FROM families_spell p
        WHERE p.person_id = i.person_id AND BELIEVED(p) AND p.kind = ANY (t.benefits)
          AND p.starts_on < i.s AND p.ends_on >= i.s - 1 - t.lookback_days
        ORDER BY p.ends_on DESC, p.starts_on DESC, p.kind COLLATE "C"
        LIMIT 1
    ) basis
    WHERE i.benefit = CASE
        WHEN EXISTS (SELECT FROM rule r WHERE r.criterion_id = i.criterion_id AND r.benefit = basis.kind) THEN basis.kind
        ELSE 'default'
    END
), counted AS MATERIALIZED (
    SELECT f.*,
           (SELECT coalesce(sum(upper(g) - lower(g)), 0)::int
            FROM unnest(f.good_days * datemultirange(daterange(%(as_of)s::date - f.within_days, %(as_of)s))) g
           ) AS recent,
           -- did the test hold on an earlier day? It is at its best on the day after a stretch of good days
           NOT f.barred AND EXISTS (
               SELECT FROM unnest(f.good_days) g
               WHERE upper(g) < %(as_of)s AND f.days <= (
                   SELECT sum(upper(h) - lower(h))
                   FROM unnest(f.good_days * datemultirange(daterange(upper(g) - f.within_days, upper(g)))) h
               )
           ) AS met_before
    FROM fitting f
), dated AS (
    -- If every day from D on is good, then on day X the last within_days days hold X - D of those, and the island's
    -- good days from X - within_days on. Both together reach `days` first while no good day is lost (X = D + what is
    -- lacking), or else on a day X for which X - within_days lies in a gap, or after the last good day.
    SELECT c.*, CASE WHEN c.recent >= c.days THEN %(as_of)s::date WHEN c.is_live THEN (
        SELECT min(x.day)
        FROM (
            SELECT lag(upper(g)) OVER earlier AS gap_from, lower(g) AS gap_to,
                   sum(upper(g) - lower(g)) OVER later AS good_after
            FROM unnest(c.good_days) g
            WINDOW earlier AS (ORDER BY lower(g)), later AS (ORDER BY lower(g) DESC)
            UNION ALL
            SELECT c.last_day + 1, 'infinity'::date, 0
        ) gap
        CROSS JOIN LATERAL (
            SELECT greatest(%(as_of)s::date + c.days - gap.good_after::int, gap.gap_from + c.within_days,
                            %(as_of)s::date + 1) AS day
        ) x
        WHERE gap.gap_to = 'infinity' OR x.day - c.within_days <= gap.gap_to
    ) END AS due_on
    FROM counted c
), answer AS (
    -- the live island that is due first, else the first in the plan; without one, only whether the test held before
    SELECT DISTINCT ON (family_id, criterion_id, person_id) family_id, criterion_id, person_id, is_live, s, days, recent,
           barred, due_on, good_days,
           bool_or(met_before) OVER (PARTITION BY family_id, criterion_id, person_id) AS met_before
    FROM dated
    ORDER BY family_id, criterion_id, person_id, is_live DESC, due_on, place
)
SELECT a.family_id, a.criterion_id, a.person_id, said[1], said[2],
       CASE WHEN u.is_live THEN u.s END, CASE WHEN u.is_live THEN %(as_of)s::date - 1 END,
       CASE WHEN u.is_live THEN u.recent::text ELSE '' END, CASE WHEN u.is_live THEN u.days::text ELSE '' END,
       CASE WHEN said[1] = 'pending' THEN u.due_on END,
       CASE WHEN said[1] IN ('met', 'pending') THEN (
           SELECT max(p.grade) FROM families_spell p
           WHERE p.person_id = a.person_id AND BELIEVED(p) AND p.kind = ANY (t.work)
             AND daterange(p.starts_on, p.ends_on, '[]') && u.good_days
       ) END
FROM adult a
JOIN test t USING (criterion_id)
LEFT JOIN answer u USING (family_id, criterion_id, person_id)
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN u.is_live IS NOT TRUE AND u.met_before THEN ARRAY['regressed', 'STOPPED_WORKING']
        WHEN u.is_live IS NOT TRUE THEN ARRAY['not_met', 'NOT_WORKING']
        WHEN u.barred THEN ARRAY['not_met', 'DOUBLE_FUNDING']
        WHEN u.recent >= u.days THEN ARRAY['met', '']
        ELSE ARRAY['pending', '']
    END AS said
) verdict;
