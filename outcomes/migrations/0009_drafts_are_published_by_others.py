"""The database keeps drafts honest: what was done to one only grows, whoever wrote in it never publishes it, and core
plans and the background of a published version never change."""

from django.db import migrations

SQL = """
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
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON outcomes_draftchange
    FOR EACH ROW EXECUTE FUNCTION outcomes_drafting_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON outcomes_coreplan
    FOR EACH ROW EXECUTE FUNCTION outcomes_drafting_only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON outcomes_planbackground
    FOR EACH ROW EXECUTE FUNCTION outcomes_drafting_only_grows();
"""
UNDO = """
DROP TRIGGER drafts_are_published_by_others ON outcomes_plandraft;
DROP TRIGGER only_grows ON outcomes_draftchange;
DROP TRIGGER only_grows ON outcomes_coreplan;
DROP TRIGGER only_grows ON outcomes_planbackground;
DROP FUNCTION outcomes_drafts_are_published_by_others();
DROP FUNCTION outcomes_drafting_only_grows();
"""


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0008_plans_are_drafted")]
    operations = [migrations.RunSQL(SQL, UNDO)]
