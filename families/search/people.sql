-- The people who may be meant, the likeliest first: by name, by birthday and a name, by number, by postcode.
-- `any` holds names asked for without saying which of the two they are.
WITH forename AS MATERIALIZED (
    SELECT * FROM unnest(%(forenames)s::text[], %(forename_closeness)s::int[]) AS said (name, closeness)
), surname AS MATERIALIZED (
    SELECT * FROM unnest(%(surnames)s::text[], %(surname_closeness)s::int[]) AS said (name, closeness)
), any_name AS MATERIALIZED (
    SELECT * FROM unnest(%(any_names)s::text[], %(any_closeness)s::int[]) AS said (name, closeness)
), current_people AS NOT MATERIALIZED (
    SELECT person_id, forename, surname, date_of_birth, upn, nino, nhs_number
    FROM families_persondetails WHERE superseded_at IS NULL
), at_postcode AS MATERIALIZED (
    SELECT m.person_id
    FROM families_membership m
    WHERE m.superseded_at IS NULL AND %(postcode)s <> '' AND m.family_id IN (
        SELECT family_id FROM families_familydetails
        WHERE superseded_at IS NULL AND postcode <> '' AND upper(replace(postcode, ' ', '')) = %(postcode)s
        UNION
        SELECT family_id FROM families_address
        WHERE superseded_at IS NULL AND person_id IS NULL AND postcode <> ''
          AND upper(replace(postcode, ' ', '')) = %(postcode)s
    )
    UNION
    SELECT person_id FROM families_address
    WHERE superseded_at IS NULL AND person_id IS NOT NULL AND %(postcode)s <> '' AND postcode <> ''
      AND upper(replace(postcode, ' ', '')) = %(postcode)s
), by_number AS MATERIALIZED (
    SELECT person_id FROM current_people
    WHERE nhs_number <> '' AND upper(replace(nhs_number, ' ', '')) = ANY (%(numbers)s::text[])
    UNION
    SELECT person_id FROM current_people WHERE upn <> '' AND upper(replace(upn, ' ', '')) = ANY (%(numbers)s::text[])
    UNION
    SELECT person_id FROM current_people WHERE nino <> '' AND upper(replace(nino, ' ', '')) = ANY (%(numbers)s::text[])
), found AS (
    SELECT p.person_id, f.closeness + s.closeness AS likely
    FROM surname s JOIN current_people p ON p.surname = s.name JOIN forename f ON f.name = p.forename
    UNION ALL
    SELECT p.person_id, f.closeness + s.closeness - 20
    FROM forename f JOIN current_people p ON p.surname = f.name JOIN surname s ON s.name = p.forename
    UNION ALL
    SELECT p.person_id, a.closeness FROM any_name a JOIN current_people p ON p.surname = a.name
    UNION ALL
    SELECT p.person_id, a.closeness FROM any_name a JOIN current_people p ON p.forename = a.name
    UNION ALL
    -- one name of two, where there is nothing better to go by
    SELECT p.person_id, s.closeness FROM surname s JOIN current_people p ON p.surname = s.name
    WHERE cardinality(%(forenames)s::text[]) = 0
    UNION ALL
    SELECT p.person_id, f.closeness FROM forename f JOIN current_people p ON p.forename = f.name
    WHERE cardinality(%(surnames)s::text[]) = 0
    UNION ALL
    SELECT p.person_id,
           120 + coalesce((SELECT max(closeness) FROM surname WHERE name = p.surname), 0)
               + coalesce((SELECT max(closeness) FROM forename WHERE name = p.forename), 0)
               + coalesce((SELECT max(closeness) FROM any_name WHERE name IN (p.forename, p.surname)), 0)
    FROM current_people p
    WHERE p.date_of_birth = %(born_on)s
      AND (NOT %(has_name)s OR p.surname IN (SELECT name FROM surname) OR p.forename IN (SELECT name FROM forename)
           OR p.surname IN (SELECT name FROM any_name) OR p.forename IN (SELECT name FROM any_name))
    UNION ALL
    SELECT person_id, 400 FROM by_number
    UNION ALL
    SELECT p.person_id, 90
    FROM at_postcode JOIN current_people p USING (person_id)
    WHERE NOT %(has_name)s OR p.surname IN (SELECT name FROM surname) OR p.forename IN (SELECT name FROM forename)
       OR p.surname IN (SELECT name FROM any_name) OR p.forename IN (SELECT name FROM any_name)
), likeliest AS (
    SELECT person_id, max(likely) AS likely FROM found GROUP BY person_id
    ORDER BY max(likely) DESC, person_id LIMIT %(most)s
)
SELECT p.person_id, p.forename, p.surname, p.date_of_birth, p.upn, p.nino, p.nhs_number,
       p.person_id IN (SELECT person_id FROM at_postcode)
FROM likeliest JOIN current_people p USING (person_id)
ORDER BY likely DESC, person_id
