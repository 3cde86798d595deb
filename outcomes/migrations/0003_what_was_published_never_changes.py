"""The database keeps published plans immutable, and verdicts append-only: they may be closed once.

It keeps drafts honest too: what was done to one only grows, whoever wrote in it never publishes it, and core plans and
the background of a published version never change.
"""

from django.db import migrations

PLAN_TABLES = ["outcomesplan", "headline", "criterion"]
VERDICT_TABLES = ["verdict", "readiness"]
DRAFTING_TABLES = ["draftchange", "coreplan", "planbackground"]

PUBLISHED = """
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
""" + "".join(
    f"CREATE TRIGGER published_plans_never_change BEFORE UPDATE OR DELETE ON outcomes_{table}"
    " FOR EACH ROW EXECUTE FUNCTION outcomes_published_plans_never_change();\n"
    for table in PLAN_TABLES
) + "".join(
    f"CREATE TRIGGER verdicts_only_close BEFORE UPDATE OR DELETE ON outcomes_{table}"
    " FOR EACH ROW EXECUTE FUNCTION outcomes_verdicts_only_close();\n"
    for table in VERDICT_TABLES
)

DRAFTED = """
CREATE FUNCTION outcomes_drafts_are_published_by_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'A draft that was published or discarded never changes.';
    END IF;
    IF NEW.state = 'published' AND EXISTS (
        SELECT FROM outcomes_draftchange c
        JOIN families_user author ON author.id = c.by_id
        JOIN families_user publisher ON publisher.id = NEW.closed_by_id
        WHERE c.draft_id = NEW.id AND upper(trim(author.staff_number)) = upper(trim(publisher.staff_number))
    ) THEN
        RAISE EXCEPTION 'Whoever wrote a draft cannot publish it.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER drafts_are_published_by_others BEFORE UPDATE ON outcomes_plandraft
    FOR EACH ROW EXECUTE FUNCTION outcomes_drafts_are_published_by_others();
CREATE FUNCTION outcomes_drafting_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written is never changed: add to it.';
END $$;
""" + "".join(
    f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON outcomes_{table}"
    " FOR EACH ROW EXECUTE FUNCTION outcomes_drafting_only_grows();\n"
    for table in DRAFTING_TABLES
)

UNDO = """
DROP FUNCTION outcomes_published_plans_never_change(), outcomes_verdicts_only_close(),
    outcomes_drafts_are_published_by_others(), outcomes_drafting_only_grows() CASCADE;
"""


class Migration(migrations.Migration):
    replaces = [('outcomes', '0013_verdicts_rest_on_families_that_stay')]
    dependencies = [
        ('outcomes', '0002_nights_and_replays'),
    ]
    operations = [
        migrations.RunSQL(PUBLISHED + DRAFTED, UNDO),
    ]
