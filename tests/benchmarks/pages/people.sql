-- Gives the families of tests/benchmarks/evaluation/data.sql names, numbers, homes, kin and professionals, from ids alone.

CREATE OR REPLACE FUNCTION pg_temp.draw(id bigint, topic integer, below integer) RETURNS integer LANGUAGE sql IMMUTABLE AS
$$ SELECT ((hashint8extended(id, topic) & 9223372036854775807) % below)::integer $$;

CREATE OR REPLACE FUNCTION pg_temp.one(of text[], id bigint, topic integer) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT of[1 + pg_temp.draw(id, topic, cardinality(of))] $$;

UPDATE families_persondetails SET
    forename = pg_temp.one(ARRAY[
        'Aaron', 'Abigail', 'Agnieszka', 'Aisha', 'Amir', 'Anya', 'Beth', 'Callum', 'Caoimhe', 'Chantelle', 'Chloe', 'Connor',
        'Dawn', 'Declan', 'Dylan', 'Ella', 'Ethan', 'Farah', 'Freya', 'Gareth', 'Grace', 'Hamza', 'Hayley', 'Ibrahim',
        'Imogen', 'Jade', 'Jake', 'Jayden', 'Joanne', 'Kai', 'Karen', 'Keira', 'Kyle', 'Leanne', 'Lewis', 'Liam', 'Lisa',
        'Maryam', 'Mia', 'Michelle', 'Mohammed', 'Natalie', 'Niamh', 'Noah', 'Oluchi', 'Owen', 'Paige', 'Patrick', 'Priya',
        'Rebecca', 'Reece', 'Rhys', 'Ruby', 'Samantha', 'Saoirse', 'Shane', 'Sharon', 'Sinéad', 'Siobhán', 'Stacey',
        'Stephen', 'Summer', 'Tariq', 'Tia', 'Tomasz', 'Wayne', 'William', 'Yusuf', 'Zara', 'Zofia'], person_id, 81),
    surname = pg_temp.one(ARRAY[
        'Ash', 'Black', 'Brad', 'Cross', 'Dove', 'East', 'Fair', 'Green', 'Hart', 'Holl', 'Kett', 'Lang', 'Marsh', 'Nether',
        'Oak', 'Pen', 'Quarm', 'Red', 'Stan', 'Thorn', 'Under', 'Wain', 'Whit', 'Yar'], person_id / 5, 82)
        || pg_temp.one(ARRAY[
        'bank', 'beck', 'bourne', 'by', 'cote', 'dale', 'den', 'field', 'ford', 'grove', 'ham', 'hurst', 'ing', 'ley',
        'mere', 'mond', 'ridge', 'shaw', 'son', 'stead', 'ton', 'well', 'wick', 'wood'], person_id / 5, 83),
    sex = CASE pg_temp.draw(person_id, 84, 2) WHEN 0 THEN 'F' ELSE 'M' END,
    nhs_number = '999' || to_char(person_id, 'FM0000000');

UPDATE families_familydetails SET
    postcode = 'ZZ' || 1 + pg_temp.draw(family_id, 85, 40) || ' ' || pg_temp.draw(family_id, 86, 10)
        || chr(65 + pg_temp.draw(family_id, 87, 26)) || chr(65 + pg_temp.draw(family_id, 88, 26));

INSERT INTO families_knownname (name, plain, keys)
SELECT name, families_plain(name), families_name_keys(name)
FROM (SELECT forename AS name FROM families_persondetails UNION SELECT surname FROM families_persondetails) said;

INSERT INTO families_relationship (thread, family_id, person_id, kind, other_id, recorded_at)
SELECT gen_random_uuid(), m.family_id, m.person_id, 'parent', c.person_id, '2020-01-01'
FROM families_membership m JOIN families_membership c ON c.family_id = m.family_id AND c.role = 'child'
WHERE m.role <> 'child';

INSERT INTO families_address (thread, family_id, use, line_1, line_2, town, postcode, uprn, ward, tenure, is_confidential,
                              starts_on, recorded_at)
SELECT gen_random_uuid(), family_id, 'home', pg_temp.draw(family_id, 89, 90) || ' Mill Row', '', 'Brightmoor', postcode, '',
       'Weir', 'Private rent', false, '2018-01-01', '2020-01-01'
FROM families_familydetails;

INSERT INTO families_professional (thread, family_id, name, agency, job, phone, email, starts_on, ends_on, recorded_at)
SELECT gen_random_uuid(), family_id, 'Worker ' || n, 'Agency ' || n, '', '', '', date '2022-01-01' + 30 * n,
       CASE WHEN n > 3 THEN date '2023-01-01' + 20 * n END, '2022-01-01'
FROM families_familydetails CROSS JOIN generate_series(1, 7) AS n;
