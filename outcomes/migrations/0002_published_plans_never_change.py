"""The database keeps published plans immutable, and verdicts append-only: they may be closed once."""

from django.db import migrations

PLAN_TABLES = ["outcomesplan", "headline", "criterion"]
VERDICT_TABLES = ["verdict", "readiness"]

SQL = (
    """
CREATE FUNCTION outcomes_published_plans_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A published outcomes plan never changes: publish a new version.';
END $$;
CREATE FUNCTION outcomes_verdicts_only_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL
       OR (to_jsonb(NEW) - 'superseded_at') IS DISTINCT FROM (to_jsonb(OLD) - 'superseded_at') THEN
        RAISE EXCEPTION 'A verdict that was given is never changed: give a new one.';
    END IF;
    RETURN NEW;
END $$;
"""
    + "".join(
        f"CREATE TRIGGER published_plans_never_change BEFORE UPDATE OR DELETE ON outcomes_{table} "
        "FOR EACH ROW EXECUTE FUNCTION outcomes_published_plans_never_change();"
        for table in PLAN_TABLES
    )
    + "".join(
        f"CREATE TRIGGER verdicts_only_close BEFORE UPDATE OR DELETE ON outcomes_{table} "
        "FOR EACH ROW EXECUTE FUNCTION outcomes_verdicts_only_close();"
        for table in VERDICT_TABLES
    )
)
UNDO = (
    "".join(f"DROP TRIGGER published_plans_never_change ON outcomes_{table};" for table in PLAN_TABLES)
    + "".join(f"DROP TRIGGER verdicts_only_close ON outcomes_{table};" for table in VERDICT_TABLES)
    + "DROP FUNCTION outcomes_published_plans_never_change(); DROP FUNCTION outcomes_verdicts_only_close();"
)


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0001_plans_verdicts_and_nights")]
    operations = [migrations.RunSQL(SQL, UNDO)]
