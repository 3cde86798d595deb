-- The known names that are like those asked for, with how close they are (0 to 100; the numbers are those of rules.py).
-- One row of `asked` for each name: `part` says which of a person's names it may be.
WITH asked AS (
    SELECT said.part, families_plain(said.name) AS plain, families_name_keys(said.name) AS keys
    FROM unnest(%(parts)s::text[], %(names)s::text[]) AS said (part, name)
), heard AS (
    SELECT part, plain,
           ARRAY(SELECT key FROM unnest(keys) key WHERE key LIKE '=%%')::varchar[] AS words,
           ARRAY(SELECT key FROM unnest(keys) key WHERE key LIKE '~%%')::varchar[] AS sounds,
           -- an English spelling meets a name of another language by its sound, and the other way round
           ARRAY(SELECT translate(key, '~?', '?~') FROM unnest(keys) key WHERE key ~ '^[~?]')::varchar[] AS respelt
    FROM asked
), alike AS (
    SELECT heard.part, known.name,
           CASE
               WHEN known.plain = heard.plain THEN 100
               WHEN known.keys && heard.words THEN 90
               WHEN known.plain LIKE heard.plain || '%%' AND length(heard.plain) > 2 THEN 85
               WHEN known.keys && heard.sounds THEN 64 + (similarity(known.plain, heard.plain) * 15)::int
               WHEN known.keys && heard.respelt THEN 60 + (similarity(known.plain, heard.plain) * 15)::int
               ELSE 20 + (similarity(known.plain, heard.plain) * 39)::int
           END AS closeness
    FROM heard
    CROSS JOIN LATERAL (
        SELECT * FROM families_knownname WHERE plain %% heard.plain
        UNION
        SELECT * FROM families_knownname WHERE keys && (heard.words || heard.sounds || heard.respelt)
        UNION
        SELECT * FROM families_knownname WHERE plain LIKE heard.plain || '%%' AND length(heard.plain) > 2
    ) known
), used_for_one_another AS (
    SELECT form.part, known.name, 80
    FROM unnest(%(form_parts)s::text[], %(forms)s::text[]) AS form (part, name)
    JOIN families_knownname known ON known.keys @> ARRAY['=' || form.name]::varchar[] AND known.plain = form.name
)
SELECT part, name, max(closeness)
FROM (SELECT * FROM alike UNION ALL SELECT * FROM used_for_one_another) found (part, name, closeness)
GROUP BY part, name
HAVING max(closeness) >= 34
ORDER BY max(closeness) DESC, name
LIMIT 200
