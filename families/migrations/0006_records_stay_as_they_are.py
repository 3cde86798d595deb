"""The database keeps what was recorded: a belief can be closed once, and nothing else about it ever changes.

What a family agreed, what was said at a meeting, notes and the log are never changed at all. A document can be withdrawn,
and a chronology stays as it is while it is locked.
"""

from django.db import migrations

BELIEFS = [
    "address", "assessment", "carestep", "claimmade", "coverage", "event", "familydetails", "judgement", "leadworker",
    "lineageevent", "membership", "noticegiven", "objection", "objectiontakenback", "objective", "ownreading",
    "persondetails", "plan", "planaction", "plannedmember", "planreview", "problem", "professional",
    "professionalcontact", "purposebasis", "referral", "relationship", "score", "spell", "stagemove", "termdates",
    "termrecord", "unbornchild",
]

ONLY_CLOSE = """
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
""" + "".join(
    f"CREATE TRIGGER beliefs_only_close BEFORE UPDATE OR DELETE ON families_{table}"
    " FOR EACH ROW EXECUTE FUNCTION families_beliefs_only_close();\n"
    for table in BELIEFS
)

ONLY_GROWS = """
CREATE FUNCTION families_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The event log only grows.';
END $$;
CREATE TRIGGER log_only_grows BEFORE UPDATE OR DELETE ON families_logentry
    FOR EACH ROW EXECUTE FUNCTION families_log_only_grows();

CREATE FUNCTION families_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written down stays as it is: add to it instead.';
END $$;
CREATE TRIGGER notes_only_grow BEFORE UPDATE OR DELETE ON families_note
    FOR EACH ROW EXECUTE FUNCTION families_only_grows();
CREATE TRIGGER contents_only_grow BEFORE UPDATE OR DELETE ON families_documentcontent
    FOR EACH ROW EXECUTE FUNCTION families_only_grows();
CREATE TRIGGER turns_only_grow BEFORE UPDATE OR DELETE ON families_chronologyturn
    FOR EACH ROW EXECUTE FUNCTION families_only_grows();
"""

AGREED_AND_MET = """
CREATE FUNCTION families_agreed_is_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What a family agreed is never changed or deleted: agree another version instead.';
END $$;
CREATE TRIGGER agreed_is_agreed BEFORE UPDATE OR DELETE ON families_agreement
    FOR EACH ROW EXECUTE FUNCTION families_agreed_is_agreed();
CREATE TRIGGER agreed_is_agreed BEFORE UPDATE OR DELETE ON families_voice
    FOR EACH ROW EXECUTE FUNCTION families_agreed_is_agreed();

CREATE FUNCTION families_met_is_met() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was recorded of a meeting is never changed or deleted: write a note instead.';
END $$;
CREATE TRIGGER met_is_met BEFORE UPDATE OR DELETE ON families_meeting
    FOR EACH ROW EXECUTE FUNCTION families_met_is_met();
CREATE TRIGGER met_is_met BEFORE UPDATE OR DELETE ON families_attendance
    FOR EACH ROW EXECUTE FUNCTION families_met_is_met();
CREATE TRIGGER met_is_met BEFORE UPDATE OR DELETE ON families_talk
    FOR EACH ROW EXECUTE FUNCTION families_met_is_met();
"""

DOCUMENTS = """
CREATE FUNCTION families_documents_only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
       AND (to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_because}'::text[])
           IS NOT DISTINCT FROM (to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_because}'::text[]) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A document stays as it is: it can only be withdrawn.';
END $$;
CREATE TRIGGER documents_only_withdrawn BEFORE UPDATE OR DELETE ON families_document
    FOR EACH ROW EXECUTE FUNCTION families_documents_only_withdrawn();

CREATE FUNCTION families_locked_chronology() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_of record := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
BEGIN
    PERFORM 1 FROM families_chronology WHERE id = row_of.chronology_id AND locked_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'This chronology is locked: reopen it first.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER locked_chronology BEFORE INSERT OR UPDATE OR DELETE ON families_chronologyline
    FOR EACH ROW EXECUTE FUNCTION families_locked_chronology();
"""

UNDO = """
DROP FUNCTION families_beliefs_only_close(), families_log_only_grows(), families_only_grows(),
    families_agreed_is_agreed(), families_met_is_met(), families_documents_only_withdrawn(),
    families_locked_chronology() CASCADE;
"""


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0005_notes_meetings_and_documents'),
    ]
    operations = [
        migrations.RunSQL(ONLY_CLOSE + ONLY_GROWS + AGREED_AND_MET + DOCUMENTS, UNDO),
    ]
