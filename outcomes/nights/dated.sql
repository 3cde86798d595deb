-- Whom the facts are about that were recorded ahead of their day and whose day has come: after D0 (before_as_of), the
-- day that the night before judged, up to D (as_of). Nothing dated after the day judged exists for a judgement, so this
-- is the day on which such a fact begins to count; on the day after its last one it ceases to.

SELECT d.family_id, NULL::bigint AS person_id
FROM families_familydetails d
WHERE BELIEVED(d)
  AND (d.identified_on > %(before_as_of)s AND d.identified_on <= %(as_of)s
       OR d.engaged_on > %(before_as_of)s AND d.engaged_on <= %(as_of)s
       OR d.assessed_on > %(before_as_of)s AND d.assessed_on <= %(as_of)s
       OR d.closed_on > %(before_as_of)s AND d.closed_on <= %(as_of)s)
UNION ALL
SELECT m.family_id, NULL
FROM families_membership m
WHERE BELIEVED(m) AND m.starts_on > %(before_as_of)s AND m.starts_on <= %(as_of)s
UNION ALL
SELECT l.family_id, NULL
FROM families_leadworker l
WHERE BELIEVED(l)
  AND (l.starts_on > %(before_as_of)s AND l.starts_on <= %(as_of)s
       OR l.ends_on >= %(before_as_of)s AND l.ends_on < %(as_of)s)
UNION ALL
SELECT p.family_id, NULL
FROM families_problem p
WHERE BELIEVED(p) AND p.identified_on > %(before_as_of)s AND p.identified_on <= %(as_of)s
UNION ALL
SELECT p.family_id, NULL
FROM families_plan p
WHERE BELIEVED(p) AND p.agreed_on > %(before_as_of)s AND p.agreed_on <= %(as_of)s
UNION ALL
SELECT c.family_id, NULL
FROM families_claimmade c
WHERE BELIEVED(c) AND c.claimed_on > %(before_as_of)s AND c.claimed_on <= %(as_of)s
UNION ALL
SELECT j.family_id, NULL
FROM families_judgement j
WHERE BELIEVED(j) AND j.decided_on > %(before_as_of)s AND j.decided_on <= %(as_of)s
UNION ALL
SELECT e.family_id, e.person_id
FROM families_event e
WHERE BELIEVED(e) AND e.occurred_on > %(before_as_of)s AND e.occurred_on <= %(as_of)s
UNION ALL
SELECT s.family_id, s.person_id
FROM families_score s
WHERE BELIEVED(s) AND s.scored_on > %(before_as_of)s AND s.scored_on <= %(as_of)s
UNION ALL
-- a spell counts against a family on its first day, and as a day in work or on benefit once that day is over
SELECT p.family_id, p.person_id
FROM families_spell p
WHERE BELIEVED(p) AND p.starts_on >= %(before_as_of)s AND p.starts_on <= %(as_of)s
UNION ALL
-- it is no longer open on the day after its last, and that day can be the first good one once it is over in turn
SELECT p.family_id, p.person_id
FROM families_spell p
WHERE BELIEVED(p) AND p.ends_on >= %(before_as_of)s::date - 1 AND p.ends_on < %(as_of)s
