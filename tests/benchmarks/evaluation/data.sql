-- Families with five people each and three years of facts, from the number of families alone: no clock and no random
-- numbers, so that the same number gives the same rows. Rows arrive as partners send them: terms one after another,
-- events month by month. The day judged is 15 August 2023.

CREATE FUNCTION pg_temp.draw(id bigint, topic integer, below integer) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashint8extended(id, topic) & 9223372036854775807) %% below)::integer $$;

CREATE TEMP TABLE made_family AS
SELECT id, draw_framework.framework, identified_on, well,
       CASE WHEN pg_temp.draw(id, 3, 100) >= 3 THEN identified_on + 10 + pg_temp.draw(id, 4, 60) END AS engaged_on
FROM generate_series(1::bigint, %(families)s) AS id
CROSS JOIN LATERAL (
    SELECT date '2023-08-15' - 120 - pg_temp.draw(id, 1, 800) AS identified_on, pg_temp.draw(id, 2, 100) < 45 AS well,
           CASE WHEN pg_temp.draw(id, 5, 100) < 70 THEN 'expanded' WHEN pg_temp.draw(id, 5, 100) < 90 THEN
               'supporting-families' ELSE 'phase-1' END AS framework
) draw_framework;

CREATE TEMP TABLE made_person AS
SELECT (f.id - 1) * 5 + place AS id, f.id AS family_id, f.well, f.identified_on, place,
       coalesce(f.engaged_on, f.identified_on) AS engaged_on,
       CASE WHEN place > 2 THEN 'child' WHEN place = 1 THEN 'adult' WHEN pg_temp.draw(f.id, 6, 10) = 0
           THEN 'non_resident_parent' ELSE 'adult' END AS role,
       CASE WHEN place > 2 THEN date '2023-08-15' - 2200 - pg_temp.draw((f.id - 1) * 5 + place, 7, 4100)
            ELSE date '2023-08-15' - 8000 - pg_temp.draw((f.id - 1) * 5 + place, 7, 8000) END AS date_of_birth
FROM made_family f CROSS JOIN generate_series(1, 5) AS place;

INSERT INTO families_family (id, reference, token)
SELECT id, 'F' || to_char(id, 'FM0000000'), md5('family' || id)::uuid FROM made_family;

INSERT INTO families_person (id, reference, token)
SELECT id, 'P' || to_char(id, 'FM0000000'), md5('person' || id)::uuid FROM made_person;

INSERT INTO families_persondetails (person_id, recorded_at, forename, surname, date_of_birth, sex, upn, nino, nhs_number,
                                    ethnicity)
SELECT id, '2019-01-01', 'Person', 'Number ' || id, date_of_birth, '', '', '', '', '' FROM made_person;

INSERT INTO families_familydetails (family_id, recorded_at, framework, ward, postcode, tenure, identified_on, stage,
                                    engaged_on, assessed_on, lead_agency, delivery_route, closed_on, closed_reason)
SELECT id, '2019-01-01', framework, '', '', '', identified_on, 'active_plan', engaged_on,
       CASE WHEN pg_temp.draw(id, 8, 100) >= 4 THEN engaged_on + 20 END, '', '',
       CASE WHEN pg_temp.draw(id, 9, 100) < 4 THEN date '2023-08-15' - 20 + pg_temp.draw(id, 10, 40) END, ''
FROM made_family;

INSERT INTO families_leadworker (family_id, recorded_at, name, starts_on)
SELECT id, '2019-01-01', 'Worker ' || id %% 500, identified_on FROM made_family WHERE pg_temp.draw(id, 11, 100) >= 4;

INSERT INTO families_membership (family_id, person_id, recorded_at, role, starts_on, ends_on)
SELECT family_id, id, '2019-01-01', role,
       greatest(date_of_birth, CASE WHEN pg_temp.draw(id, 12, 100) < 4 THEN least(engaged_on + 90, date '2023-05-01')
                                    ELSE date '2018-01-01' END),
       CASE WHEN pg_temp.draw(id, 13, 100) < 4 THEN date '2023-08-15' + 30 - pg_temp.draw(id, 14, 100) END
FROM made_person;

-- Two to four headlines of the family's plan; now and then a child or an adult is named.
CREATE TEMP TABLE made_problem AS
SELECT f.id AS family_id, h.code AS headline, f.identified_on + pg_temp.draw(f.id * 100 + h.position, 16, 60) AS identified_on,
       CASE WHEN pg_temp.draw(f.id * 100 + h.position, 17, 100) < 45 THEN
           (f.id - 1) * 5 + CASE WHEN h.code IN ('education', 'early-years') THEN 3 ELSE 1 END
               + pg_temp.draw(f.id * 100 + h.position, 18, 2) END AS person_id,
       CASE WHEN pg_temp.draw(f.id * 100 + h.position, 19, 20) = 0 THEN 'suspected' ELSE 'accepted' END AS status
FROM made_family f
JOIN outcomes_outcomesplan p ON p.code = f.framework
CROSS JOIN LATERAL (
    SELECT code, position FROM outcomes_headline WHERE plan_id = p.id
    ORDER BY hashint8extended(f.id * 100 + position, 15) LIMIT 2 + pg_temp.draw(f.id, 15, 3)
) h;

ANALYZE made_problem;

INSERT INTO families_problem (family_id, recorded_at, headline, person_id, identified_on, source, status)
SELECT family_id, '2019-01-01', headline, person_id, identified_on, 'school', status FROM made_problem;

INSERT INTO families_plan (family_id, recorded_at, agreed_on, covers, objectives)
SELECT id, '2019-01-01', engaged_on + 25,
       CASE pg_temp.draw(id, 20, 20) WHEN 0 THEN ARRAY[id * 5 - 4, id * 5 - 2]
            WHEN 1 THEN ARRAY[id * 5 - 4, id * 5 - 3, id * 5 - 2, id * 5 - 1, id * 5] END,
       CASE WHEN pg_temp.draw(id, 21, 30) > 0 THEN p.headlines ELSE '{}' END
FROM made_family f
JOIN (SELECT family_id, array_agg(headline ORDER BY headline) AS headlines FROM made_problem GROUP BY family_id) p
  ON p.family_id = f.id
WHERE engaged_on IS NOT NULL AND pg_temp.draw(id, 22, 100) >= 5;

INSERT INTO families_term (id, code)
SELECT number, 'T' || number FROM generate_series(1, 10) AS number;

INSERT INTO families_termdates (term_id, recorded_at, starts_on, ends_on, counts)
SELECT t.number, '2019-01-01', t.starts_on, t.ends_on, true
FROM (VALUES (1, date '2020-09-01', date '2020-12-18'), (2, '2021-01-04', '2021-03-31'), (3, '2021-04-19', '2021-07-21'),
             (4, '2021-09-01', '2021-12-17'), (5, '2022-01-04', '2022-04-01'), (6, '2022-04-19', '2022-07-22'),
             (7, '2022-09-01', '2022-12-16'), (8, '2023-01-03', '2023-03-31'), (9, '2023-04-17', '2023-07-21'),
             (10, '2023-09-01', '2023-12-15')) AS t (number, starts_on, ends_on);

-- One child in three misses much; a record in sixty is missing, and one in sixty has too few sessions.
INSERT INTO families_termrecord (person_id, term_id, recorded_at, school, possible, authorised, unauthorised)
SELECT p.id, d.term_id, d.ends_on + interval '14 days', 'School ' || p.family_id %% 300, possible,
       least(possible / 4, pg_temp.draw(chance, 26, 6)),
       least(possible / 4, CASE WHEN p.well OR pg_temp.draw(p.id, 27, 100) < 55 THEN pg_temp.draw(chance, 28, 5)
                                ELSE pg_temp.draw(chance, 28, 30) END)
FROM families_termdates d
JOIN made_person p ON p.place > 2 AND p.date_of_birth + 1826 <= d.starts_on AND d.term_id < 10
CROSS JOIN LATERAL (SELECT p.id * 100 + d.term_id AS chance) c
CROSS JOIN LATERAL (
    SELECT CASE WHEN pg_temp.draw(chance, 23, 60) = 0 THEN 10 ELSE 100 + pg_temp.draw(chance, 24, 30) END AS possible
) s
WHERE pg_temp.draw(chance, 25, 60) > 0
ORDER BY d.term_id, p.id;

-- Families that do well had most of their events before they were engaged.
CREATE TEMP TABLE made_event AS
SELECT p.id * 10 + nth AS id, p.id AS person_id,
       CASE WHEN p.well AND pg_temp.draw(p.id * 10 + nth, 31, 100) < 95
            THEN p.engaged_on - 1 - pg_temp.draw(p.id * 10 + nth, 32, 500)
            ELSE date '2023-08-15' - 1095 + pg_temp.draw(p.id * 10 + nth, 32, 1110) END AS occurred_on,
       (CASE WHEN p.place > 2 THEN ARRAY['fixed_exclusion', 'fixed_exclusion', 'fixed_exclusion', 'missing_episode',
                                         'asb_incident', 'proven_offence', 'police_callout', 'fixed_exclusion',
                                         'permanent_exclusion', 'fixed_exclusion']
             ELSE ARRAY['proven_offence', 'asb_incident', 'domestic_abuse_incident', 'police_callout', 'police_callout',
                        'asb_incident', 'domestic_abuse_incident', 'police_callout', 'eviction_notice', 'police_callout']
        END)[1 + pg_temp.draw(p.id * 10 + nth, 33, 10)] AS kind
FROM made_person p CROSS JOIN LATERAL generate_series(1, pg_temp.draw(p.id, 30, 6)) AS nth;

INSERT INTO families_event (recorded_at, superseded_at, source, source_ref, kind, occurred_on, person_id, family_id, note,
                            grade)
SELECT e.occurred_on + interval '7 days' + said * interval '20 days',
       CASE WHEN corrected AND said = 0 THEN e.occurred_on + interval '27 days' END,
       'police', 'E' || e.id, e.kind, e.occurred_on - 3 * said,
       CASE WHEN of_family THEN NULL ELSE e.person_id END, CASE WHEN of_family THEN (e.person_id + 4) / 5 END, '',
       1 + pg_temp.draw(e.id, 36, 3)
FROM made_event e
CROSS JOIN LATERAL (
    SELECT pg_temp.draw(e.id, 34, 50) = 0 AS corrected, e.kind IN ('eviction_notice', 'domestic_abuse_incident')
        AND pg_temp.draw(e.id, 35, 4) = 0 AS of_family
) c
CROSS JOIN LATERAL generate_series(0, corrected::integer) AS said
ORDER BY date_trunc('month', e.occurred_on), e.id;

-- Adults: on benefit, and for three in five then in work, with a break now and then, or back on benefit.
INSERT INTO families_spell (recorded_at, source, source_ref, kind, starts_on, ends_on, person_id, note, grade)
SELECT '2020-01-01', 'dwp', s.ref || p.id, s.kind, s.starts_on, s.ends_on, p.id, '', 1 + pg_temp.draw(p.id, 48, 3)
FROM made_person p
CROSS JOIN LATERAL (
    SELECT p.engaged_on - 60 + pg_temp.draw(p.id, 41, 500) AS left_benefit, pg_temp.draw(p.id, 40, 10) AS story,
           (ARRAY['benefit_jsa', 'benefit_uc', 'benefit_esa', 'benefit_is', 'benefit_ca'])[1 + pg_temp.draw(p.id, 42, 5)]
               AS benefit
) d
CROSS JOIN LATERAL (VALUES
    ('B', d.benefit, date '2020-01-01', CASE WHEN story > 3 THEN left_benefit END),
    ('C', 'benefit_is', date '2019-06-01' + pg_temp.draw(p.id, 43, 200), date '2020-03-01'),
    ('W', 'employment', left_benefit + 1 + pg_temp.draw(p.id, 44, 3) * 9,
     left_benefit + 1 + 30 + CASE WHEN story IN (4, 5) THEN pg_temp.draw(p.id, 45, 200) ELSE 40 END),
    ('X', 'employment', left_benefit + 1 + 72 + pg_temp.draw(p.id, 46, 4),
     CASE WHEN story = 9 THEN left_benefit + 1 + 120 + pg_temp.draw(p.id, 47, 200) END),
    ('R', 'benefit_uc', left_benefit + 330, NULL),
    ('Q', 'work_programme', left_benefit - 30, left_benefit + 60)
) s (ref, kind, starts_on, ends_on)
WHERE p.place <= 2
  AND (s.ref IN ('B', 'C') OR (s.ref = 'W' AND story > 3) OR (s.ref = 'X' AND story > 5) OR (s.ref = 'R' AND story = 9)
       OR (s.ref = 'Q' AND story = 8));

-- Children: social care, school rolls, occupation; families: rent arrears.
INSERT INTO families_spell (recorded_at, source, source_ref, kind, starts_on, ends_on, person_id, note)
SELECT '2020-01-01', 'council', 'S' || nth || '-' || p.id,
       (ARRAY['child_in_need', 'child_protection', 'looked_after', 'early_help', 'not_on_roll', 'alternative_provision',
              'neet', 'custody'])[1 + pg_temp.draw(p.id * 10 + nth, 50, 8)],
       starts_on, CASE WHEN p.well OR pg_temp.draw(p.id * 10 + nth, 51, 10) < 8
                       THEN starts_on + 20 + pg_temp.draw(p.id * 10 + nth, 52, 200) END, p.id, ''
FROM made_person p
CROSS JOIN LATERAL generate_series(1, pg_temp.draw(p.id, 53, 3)) AS nth
CROSS JOIN LATERAL (SELECT p.engaged_on - 400 + pg_temp.draw(p.id * 10 + nth, 54, CASE WHEN p.well THEN 350 ELSE 700 END)
    AS starts_on) d
WHERE p.place > 2;
INSERT INTO families_spell (recorded_at, source, source_ref, kind, starts_on, ends_on, family_id, note)
SELECT '2020-01-01', 'landlord', 'A' || id, 'rent_arrears', identified_on - 90,
       identified_on + pg_temp.draw(id, 55, 400), id, ''
FROM made_family WHERE pg_temp.draw(id, 56, 4) = 0;

INSERT INTO families_score (recorded_at, grade, person_id, family_id, tool, scored_on, score)
SELECT '2020-01-01', 2 + pg_temp.draw(p.id, 68, 3), CASE WHEN tool = 'family_star/wellbeing' THEN p.id END,
       CASE WHEN tool = 'family_star/parenting' THEN p.family_id END, tool,
       p.engaged_on - 20 + 70 * nth + pg_temp.draw(p.id, 60, 30),
       3 + CASE WHEN nth > 0 THEN pg_temp.draw(p.id * 10 + nth, 61, 3) + CASE WHEN p.well THEN 2 ELSE 0 END ELSE 0 END
FROM made_person p
CROSS JOIN (VALUES ('family_star/wellbeing'), ('family_star/parenting')) AS t (tool)
CROSS JOIN LATERAL generate_series(0, pg_temp.draw(p.id, 62, 4)) AS nth
WHERE (tool = 'family_star/wellbeing' OR p.place = 1) AND pg_temp.draw(p.id, 63, 100) < 40
  AND p.engaged_on - 20 + 70 * nth < date '2023-08-20';

INSERT INTO families_judgement (family_id, recorded_at, headline, decided_on, decided_by, decider_role, achieved, reason)
SELECT family_id, '2020-01-01', headline, date '2023-08-20' - pg_temp.draw(family_id, 65, 500), 'Manager',
       (ARRAY['', 'programme_manager', 'key_worker'])[1 + pg_temp.draw(family_id, 66, 3)],
       pg_temp.draw(family_id, 67, 3) > 0, 'as recorded'
FROM made_problem
WHERE pg_temp.draw(family_id, 64, 4) = 0
GROUP BY family_id, headline;

INSERT INTO families_claimmade (family_id, recorded_at, framework, route, claimed_on, status, reference)
SELECT id, '2020-01-01', framework, 'sustained', date '2023-08-15' + 5 - pg_temp.draw(id, 71, 300),
       (ARRAY['paid', 'rejected', 'submitted', 'withdrawn'])[1 + pg_temp.draw(id, 72, 4)], ''
FROM made_family WHERE pg_temp.draw(id, 70, 100) < 4;

-- Every feed is complete and nearly up to date, but for one that stopped in spring and one with a hole.
INSERT INTO families_coverage (kind, source, recorded_at, starts_on, ends_on)
SELECT kind, 'police', timestamptz '2020-01-01', date '2019-01-01',
       CASE kind WHEN 'missing_episode' THEN date '2023-05-01' WHEN 'alternative_provision' THEN '2023-04-30'
                 ELSE '2023-07-31' END
FROM unnest(ARRAY['fixed_exclusion', 'permanent_exclusion', 'proven_offence', 'asb_incident', 'domestic_abuse_incident',
                  'police_callout', 'missing_episode', 'eviction_notice', 'child_in_need', 'child_protection',
                  'looked_after', 'not_on_roll', 'alternative_provision', 'custody', 'neet', 'rent_arrears']) AS kind
UNION ALL
SELECT 'alternative_provision', 'police', '2020-01-01', '2023-05-10', '2023-08-10';

DROP TABLE made_family, made_person, made_problem, made_event;
