-- How much of each outcome every engaged family had in two equal windows, before its engagement and after.
--
-- A family is counted once its second window is over. What belongs to a family is what belongs to it when it is judged:
-- what was recorded on the family, and on its members on the days of their membership. `seen`: feeds cover every day of
-- both windows for every kind that the outcome counts; without that, none recorded proves nothing. Everything is read as
-- it was known at a moment; none given: now.

WITH outcome AS (
    SELECT o.code, o.shape, o.kind
    FROM jsonb_to_recordset(%(outcomes)s::jsonb) AS o (code text, shape text, kind text)
), family AS (
    SELECT d.family_id, d.district_id,
           outcomes_plus(d.engaged_on, -%(months)s) AS before_from, d.engaged_on - 1 AS before_to,
           outcomes_plus(d.engaged_on, %(lag_months)s) AS after_from,
           outcomes_plus(d.engaged_on, %(lag_months)s + %(months)s) - 1 AS after_to
    FROM families_familydetails d
    WHERE d.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (d.superseded_at IS NULL OR d.superseded_at > %(known_at)s::timestamptz) AND d.engaged_on IS NOT NULL
      AND outcomes_plus(d.engaged_on, %(lag_months)s + %(months)s) <= %(as_of)s
      AND (%(framework)s = '' OR d.framework = %(framework)s)
      AND (%(district)s::bigint IS NULL OR d.district_id = %(district)s)
      AND (%(families)s::bigint[] IS NULL OR d.family_id = ANY (%(families)s::bigint[]))
), covered AS (
    SELECT v.kind, range_agg(daterange(v.starts_on, v.ends_on, '[]')) AS days
    FROM families_coverage v
    WHERE v.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (v.superseded_at IS NULL OR v.superseded_at > %(known_at)s::timestamptz)
    GROUP BY v.kind
), seen AS (
    SELECT f.family_id, o.code,
           bool_and(coalesce(c.days @> daterange(f.before_from, f.before_to, '[]')
                             AND c.days @> daterange(f.after_from, f.after_to, '[]'), false)) AS seen
    FROM family f CROSS JOIN outcome o LEFT JOIN covered c USING (kind)
    GROUP BY f.family_id, o.code
), happened AS (
    SELECT f.family_id, e.kind, e.occurred_on AS first_day, e.occurred_on AS last_day, e.occurred_on AS began_on,
           'event' AS shape
    FROM family f
    JOIN families_membership m ON m.family_id = f.family_id AND m.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (m.superseded_at IS NULL OR m.superseded_at > %(known_at)s::timestamptz)
    JOIN families_event e ON e.person_id = m.person_id AND e.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (e.superseded_at IS NULL OR e.superseded_at > %(known_at)s::timestamptz)
        AND e.occurred_on >= m.starts_on AND (m.ends_on IS NULL OR e.occurred_on <= m.ends_on)
    UNION ALL
    SELECT f.family_id, e.kind, e.occurred_on, e.occurred_on, e.occurred_on, 'event'
    FROM family f
    JOIN families_event e ON e.family_id = f.family_id AND e.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (e.superseded_at IS NULL OR e.superseded_at > %(known_at)s::timestamptz)
    UNION ALL
    SELECT f.family_id, p.kind, greatest(p.starts_on, m.starts_on), least(p.ends_on, m.ends_on, f.after_to),
           p.starts_on, 'spell'
    FROM family f
    JOIN families_membership m ON m.family_id = f.family_id AND m.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (m.superseded_at IS NULL OR m.superseded_at > %(known_at)s::timestamptz)
    JOIN families_spell p ON p.person_id = m.person_id AND p.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (p.superseded_at IS NULL OR p.superseded_at > %(known_at)s::timestamptz)
    WHERE greatest(p.starts_on, m.starts_on) <= least(p.ends_on, m.ends_on, f.after_to)
    UNION ALL
    SELECT f.family_id, p.kind, p.starts_on, least(p.ends_on, f.after_to), p.starts_on, 'spell'
    FROM family f
    JOIN families_spell p ON p.family_id = f.family_id AND p.recorded_at <= coalesce(%(known_at)s::timestamptz, 'infinity')
      AND (p.superseded_at IS NULL OR p.superseded_at > %(known_at)s::timestamptz)
    WHERE p.starts_on <= least(p.ends_on, f.after_to)
), counted AS (
    -- days, or things that began, in each window
    SELECT f.family_id, o.code,
           sum(CASE
               WHEN o.shape = 'days' THEN
                   greatest(0, least(h.last_day, f.before_to) - greatest(h.first_day, f.before_from) + 1)
               WHEN h.began_on BETWEEN f.before_from AND f.before_to AND h.began_on = h.first_day THEN 1
               ELSE 0
           END) AS before,
           sum(CASE
               WHEN o.shape = 'days' THEN
                   greatest(0, least(h.last_day, f.after_to) - greatest(h.first_day, f.after_from) + 1)
               WHEN h.began_on BETWEEN f.after_from AND f.after_to AND h.began_on = h.first_day THEN 1
               ELSE 0
           END) AS after
    FROM family f
    JOIN happened h USING (family_id)
    JOIN outcome o ON o.kind = h.kind AND (o.shape = 'event') = (h.shape = 'event')
    GROUP BY f.family_id, o.code
)
SELECT s.family_id, s.code, coalesce(c.before, 0)::int, coalesce(c.after, 0)::int, s.seen, f.district_id
FROM seen s
JOIN family f USING (family_id)
LEFT JOIN counted c ON c.family_id = s.family_id AND c.code = s.code
ORDER BY s.family_id, s.code COLLATE "C"
