"""What was submitted, written or sealed never changes; packs, one for each approval, are one chain that the database keeps
whole, and no claim is signed off or submitted without one.
"""

from django.db import migrations

RETURNS = """
CREATE FUNCTION claims_submitted_window_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'A submitted window never changes.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER submitted_window_stays BEFORE UPDATE OR DELETE ON claims_submissionwindow
    FOR EACH ROW EXECUTE FUNCTION claims_submitted_window_stays();

CREATE FUNCTION claims_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A return that was written is never changed or deleted.';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON claims_returnfile
    FOR EACH ROW EXECUTE FUNCTION claims_written_once();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON claims_return
    FOR EACH ROW EXECUTE FUNCTION claims_written_once();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON claims_returnline
    FOR EACH ROW EXECUTE FUNCTION claims_written_once();

CREATE FUNCTION claims_correction_is_of_the_same_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_return earlier
        WHERE earlier.id = NEW.corrects_id AND earlier.name = NEW.name AND earlier.recipient = NEW.recipient
          AND earlier.edition = NEW.edition - 1 AND earlier.window_id IS NOT DISTINCT FROM NEW.window_id
          AND earlier.first_day IS NOT DISTINCT FROM NEW.first_day
    ) THEN
        RAISE EXCEPTION 'A correction is of the same return, for the same recipient and days.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER correction_is_of_the_same_return BEFORE INSERT ON claims_return
    FOR EACH ROW EXECUTE FUNCTION claims_correction_is_of_the_same_return();
"""

PACKS = """
CREATE FUNCTION claims_pack_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_end record;
BEGIN
    SELECT number, digest INTO the_end FROM claims_claimpack ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(the_end.number, 0) + 1 OR NEW.previous <> coalesce(the_end.digest, repeat('0', 64)) THEN
        RAISE EXCEPTION 'Pack % does not follow the last one.', NEW.number;
    END IF;
    IF NOT EXISTS (
        SELECT FROM claims_claimmove
        WHERE id = NEW.move_id AND claim_id = NEW.claim_id AND verb = 'approve' AND digest = NEW.evidence_digest
    ) THEN
        RAISE EXCEPTION 'Pack % is of no approval.', NEW.number;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pack_follows BEFORE INSERT ON claims_claimpack FOR EACH ROW EXECUTE FUNCTION claims_pack_follows();

CREATE TRIGGER pack_only_grows BEFORE UPDATE OR DELETE ON claims_claimpack
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();

CREATE FUNCTION claims_sent_claim_is_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM claims_claimpack WHERE claim_id = NEW.claim_id AND evidence_digest = NEW.digest
    ) THEN
        RAISE EXCEPTION 'What was approved is not sealed in a pack yet.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sent_claim_is_sealed BEFORE INSERT ON claims_claimmove
    FOR EACH ROW WHEN (NEW.verb IN ('sign_off', 'submit')) EXECUTE FUNCTION claims_sent_claim_is_sealed();

CREATE TRIGGER bundle_only_grows BEFORE UPDATE OR DELETE ON claims_packbundle
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
CREATE TRIGGER bundle_keeps_its_packs BEFORE UPDATE OR DELETE ON claims_packbundle_packs
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
"""

UNDO = """
DROP TRIGGER bundle_keeps_its_packs ON claims_packbundle_packs;
DROP TRIGGER bundle_only_grows ON claims_packbundle;
DROP TRIGGER pack_only_grows ON claims_claimpack;
DROP FUNCTION claims_submitted_window_stays(), claims_written_once(), claims_correction_is_of_the_same_return(),
    claims_pack_follows(), claims_sent_claim_is_sealed() CASCADE;
"""


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0008_money_and_alerts_add_up'),
    ]
    operations = [
        migrations.RunSQL(RETURNS + PACKS, UNDO),
    ]
