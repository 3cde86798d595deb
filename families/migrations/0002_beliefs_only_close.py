"""The database keeps beliefs append-only: a belief can be closed once, and nothing else about it ever changes."""

from django.db import migrations

BELIEFS = [
    "claimmade", "coverage", "event", "familydetails", "judgement", "leadworker", "membership", "persondetails",
    "plan", "problem", "score", "spell", "termdates", "termrecord",
]

FUNCTION = """
CREATE FUNCTION families_beliefs_only_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A recorded fact is never deleted: withdraw or correct it instead.';
    END IF;
    IF OLD.superseded_at IS NOT NULL THEN
        RAISE EXCEPTION 'This record was already corrected or withdrawn; correct the one that replaced it.';
    END IF;
    IF NEW.superseded_at IS NULL OR NEW.superseded_at < OLD.recorded_at
       OR (to_jsonb(NEW) - '{superseded_at,superseded_by_id,superseded_load_id}'::text[])
          IS DISTINCT FROM (to_jsonb(OLD) - '{superseded_at,superseded_by_id,superseded_load_id}'::text[]) THEN
        RAISE EXCEPTION 'A recorded fact is never changed: add a correction instead.';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION families_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The event log only grows.';
END $$;

CREATE TRIGGER log_only_grows BEFORE UPDATE OR DELETE ON families_logentry
    FOR EACH ROW EXECUTE FUNCTION families_log_only_grows();
"""

TRIGGER = """
CREATE TRIGGER beliefs_only_close BEFORE UPDATE OR DELETE ON families_{table}
    FOR EACH ROW EXECUTE FUNCTION families_beliefs_only_close();
"""

UNDO = (
    "".join(
        f"DROP TRIGGER beliefs_only_close ON families_{table};" for table in BELIEFS
    )
    + "DROP TRIGGER log_only_grows ON families_logentry;"
    "DROP FUNCTION families_log_only_grows(); DROP FUNCTION families_beliefs_only_close();"
)


class Migration(migrations.Migration):
    dependencies = [("families", "0001_households_and_facts")]
    operations = [
        migrations.RunSQL(FUNCTION + "".join(TRIGGER.format(table=table) for table in BELIEFS), UNDO),
    ]
