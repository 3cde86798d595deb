"""Every name that is recorded can be met by its sound."""

from django.db import migrations

# How a name of another language would be spelt in English, well enough to hear it: Irish and Scottish Gaelic (Siobhán,
# Niamh, Saoirse), then Welsh (Gruffydd), then Polish (Wojciech).
SOUNDS = r"""
CREATE FUNCTION families_respelt(part text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT ARRAY[
        regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
            part, 'dhbh|bh|mh', 'v', 'g'), '(?<=.)(dh|gh|fh)', '', 'g'), 'th', 'h', 'g'), 'ch|c', 'k', 'g'),
            's(?=[ei])', 'sh', 'g'), '(?<=[ei])s(?!h)', 'sh', 'g'),
        replace(replace(replace(replace(replace(
            part, 'ff', 'ph'), 'f', 'v'), 'dd', 'th'), 'll', 'l'), 'w', 'oo'),
        replace(replace(replace(replace(replace(
            part, 'sz', 'sh'), 'cz', 'ch'), 'rz', 'zh'), 'w', 'v'), 'j', 'y')
    ]
$$;

CREATE FUNCTION families_plain(name text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
    SELECT lower(unaccent(replace(replace(name, '''', ''), '’', '')))
$$;

CREATE FUNCTION families_name_keys(name text) RETURNS text[] LANGUAGE sql STABLE STRICT AS $$
    SELECT coalesce(array_agg(DISTINCT key ORDER BY key), '{}')
    FROM regexp_split_to_table(families_plain(name), '[^[:alnum:]]+') AS part
    CROSS JOIN LATERAL (
        SELECT '=' || part AS key
        UNION ALL
        SELECT '~' || sound FROM unnest(ARRAY[dmetaphone(part), dmetaphone_alt(part)]) AS sound
        WHERE part ~ '^[a-z]+$' AND sound <> ''
        UNION ALL
        SELECT '?' || sound
        FROM unnest(families_respelt(part)) AS respelt
        CROSS JOIN LATERAL unnest(ARRAY[dmetaphone(respelt), dmetaphone_alt(respelt)]) AS sound
        WHERE part ~ '^[a-z]+$' AND sound <> '' AND sound NOT IN (dmetaphone(part), dmetaphone_alt(part))
    ) AS keys
    WHERE part <> ''
$$;

CREATE FUNCTION families_learn_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO families_knownname (name, plain, keys)
    SELECT name, families_plain(name), families_name_keys(name)
    FROM (SELECT forename AS name FROM fresh UNION SELECT surname FROM fresh) said
    WHERE NOT EXISTS (SELECT FROM families_knownname known WHERE known.name = said.name)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER learn_names AFTER INSERT ON families_persondetails
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION families_learn_names();
"""

UNDO = """
DROP TRIGGER learn_names ON families_persondetails;
DROP FUNCTION families_learn_names(), families_name_keys(text), families_plain(text), families_respelt(text);
"""


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0007_lines_of_families'),
    ]
    operations = [
        migrations.RunSQL(SOUNDS, UNDO),
    ]
