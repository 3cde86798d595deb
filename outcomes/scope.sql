-- Who is judged, by which plan, and what is known about them. D is as_of; BELIEVED(x) keeps the rows of x that were
-- known at known_at. Nothing dated after D exists.

INSERT INTO work_family
WITH in_force AS (
    -- the published version with the latest effective_from not after D, known by then; of two, the later version
    SELECT DISTINCT ON (p.code) p.code, p.id
    FROM outcomes_outcomesplan p
    WHERE p.effective_from <= %(as_of)s AND p.published_at <= %(known_at)s
    ORDER BY p.code, p.effective_from DESC, p.version DESC
)
SELECT d.family_id, d.framework, in_force.id,
       CASE WHEN d.engaged_on <= %(as_of)s THEN d.engaged_on END,
       CASE WHEN d.assessed_on <= %(as_of)s THEN d.assessed_on END,
       EXISTS (
           SELECT FROM families_leadworker l
           WHERE l.family_id = d.family_id AND BELIEVED(l)
             AND (l.starts_on IS NULL OR l.starts_on <= %(as_of)s) AND (l.ends_on IS NULL OR l.ends_on >= %(as_of)s)
       )
FROM families_familydetails d
LEFT JOIN in_force ON in_force.code = d.framework
WHERE BELIEVED(d)
  AND d.identified_on <= %(as_of)s AND (d.closed_on IS NULL OR d.closed_on > %(as_of)s)
  AND IN_SCOPE(d.family_id);

ANALYZE work_family;

INSERT INTO work_membership
SELECT m.family_id, m.person_id, m.role, m.starts_on, m.ends_on,
       m.ends_on IS NULL OR m.ends_on >= %(as_of)s,
       p.date_of_birth,
       -- a child's compulsory schooling begins on the first of 31 March, 31 August and 31 December on or after the fifth
       -- birthday
       CASE WHEN m.role = 'child' THEN make_date(
           born.in_year + 5, CASE WHEN born.in_month <= 3 THEN 3 WHEN born.in_month <= 8 THEN 8 ELSE 12 END, 31
       ) END,
       -- and ends on the last Friday of June (5 January 1900 was a Friday) in the school year in which the child turns 16
       leaving.june_ends - (leaving.june_ends - date '1900-01-05') %% 7
FROM work_family f
JOIN families_membership m ON m.family_id = f.family_id AND BELIEVED(m) AND m.starts_on <= %(as_of)s
JOIN families_persondetails p ON p.person_id = m.person_id AND BELIEVED(p)
CROSS JOIN LATERAL (
    SELECT extract(year FROM p.date_of_birth)::int AS in_year, extract(month FROM p.date_of_birth)::int AS in_month
) born
CROSS JOIN LATERAL (
    SELECT CASE WHEN m.role = 'child'
        THEN make_date(born.in_year + CASE WHEN born.in_month >= 9 THEN 17 ELSE 16 END, 6, 30) END AS june_ends
) leaving;

INSERT INTO work_problem
SELECT p.family_id, p.headline, p.person_id
FROM work_family f
JOIN families_problem p ON p.family_id = f.family_id AND BELIEVED(p)
WHERE p.status = 'accepted' AND p.identified_on <= %(as_of)s;

INSERT INTO work_criterion
SELECT c.id, h.plan_id, h.id, h.code, h.applies, h.require, c.kind, c.parameters,
       CASE c.kind
           WHEN 'school_terms' THEN
               CASE WHEN c.parameters ->> 'max_fixed_exclusions' IS NULL THEN '{}'::text[]
                    ELSE '{fixed_exclusion,permanent_exclusion}'::text[] END
           WHEN 'clear_period' THEN ARRAY (
               SELECT jsonb_array_elements_text(c.parameters -> 'events')
               UNION SELECT jsonb_array_elements_text(c.parameters -> 'spells'))
           WHEN 'reduction' THEN ARRAY (SELECT DISTINCT jsonb_array_elements_text(c.parameters -> 'events'))
           ELSE '{}'::text[]
       END,
       array_position(
           ARRAY['official_record', 'partner_statement', 'worker_observation', 'family_statement', 'judgement'],
           c.parameters ->> 'lowest_grade'
       )
FROM outcomes_criterion c
JOIN outcomes_headline h ON h.id = c.headline_id
WHERE h.plan_id IN (SELECT plan_id FROM work_family);

ANALYZE work_problem;
ANALYZE work_criterion;

-- A headline is judged when it is raised or always applies; work also when the plan offers the employment route.
INSERT INTO work_case
SELECT f.family_id, c.criterion_id, c.headline, f.engaged_on, raised.headline IS NOT NULL
FROM work_family f
JOIN work_criterion c ON c.plan_id = f.plan_id
JOIN outcomes_outcomesplan p ON p.id = f.plan_id
LEFT JOIN (SELECT DISTINCT family_id, headline FROM work_problem) raised
       ON raised.family_id = f.family_id AND raised.headline = c.headline
WHERE f.engaged_on IS NOT NULL
  AND (c.applies = 'always' OR raised.headline IS NOT NULL
       OR (c.kind = 'continuous_work' AND 'employment' = ANY (p.routes)));

-- Coverage rows of a kind add up; a criterion is covered on the days on which all its feeds are.
INSERT INTO work_vouched
WITH level AS (
    SELECT DISTINCT v.grade FROM families_coverage v WHERE BELIEVED(v)
), by_kind AS (
    SELECT l.grade, v.kind, range_agg(daterange(v.starts_on, least(v.ends_on, %(as_of)s::date - 1), '[]')) AS days
    FROM families_coverage v
    JOIN level l ON v.grade <= l.grade
    WHERE BELIEVED(v) AND v.starts_on < %(as_of)s
    GROUP BY l.grade, v.kind
), by_criterion AS (
    SELECT c.criterion_id, l.grade, range_intersect_agg(coalesce(k.days, '{}'::datemultirange)) AS days
    FROM work_criterion c
    CROSS JOIN LATERAL unnest(c.feeds) AS feed(kind)
    CROSS JOIN level l
    LEFT JOIN by_kind k ON k.kind = feed.kind AND k.grade = l.grade
    GROUP BY c.criterion_id, l.grade
)
SELECT criterion_id, grade, lower(stretch), upper(stretch) - 1
FROM by_criterion CROSS JOIN LATERAL unnest(days) AS stretch;

INSERT INTO work_covered
SELECT criterion_id, first_day, last_day
FROM work_vouched
WHERE grade = (SELECT max(grade) FROM work_vouched);

ANALYZE work_membership;
ANALYZE work_case;
ANALYZE work_vouched;
ANALYZE work_covered;
