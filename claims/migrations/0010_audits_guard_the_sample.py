"""The database guards audits: a sample is drawn once and never bent, nothing stands that nobody found to stand, and no
window is signed off or submitted before its audit is closed.
"""

from django.db import migrations

ONLY_GROWS = """
CREATE TRIGGER frame_only_grows BEFORE UPDATE OR DELETE ON claims_frameclaim
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
CREATE TRIGGER view_only_grows BEFORE UPDATE OR DELETE ON claims_auditview
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
CREATE TRIGGER reply_only_grows BEFORE UPDATE OR DELETE ON claims_auditreply
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
CREATE TRIGGER conclusion_only_grows BEFORE UPDATE OR DELETE ON claims_auditconclusion
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
"""

CAMPAIGNS = """
CREATE FUNCTION claims_campaign_only_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_at IS NOT NULL
       OR (to_jsonb(NEW) - '{closed_at,closed_by_id}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{closed_at,closed_by_id}'::text[]) THEN
        RAISE EXCEPTION 'An audit that was drawn is never changed or deleted: it is closed once.';
    END IF;
    IF NOT EXISTS (SELECT FROM families_user WHERE id = NEW.closed_by_id AND is_active AND role = 'auditor') THEN
        RAISE EXCEPTION 'An audit is closed by an auditor.';
    END IF;
    IF EXISTS (
        SELECT FROM claims_sampleitem WHERE campaign_id = NEW.id AND state IN ('to_review', 'to_reply', 'replied')
    ) THEN
        RAISE EXCEPTION 'An audit closes when every claim of its sample has its result.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER campaign_only_closes BEFORE UPDATE OR DELETE ON claims_auditcampaign
    FOR EACH ROW EXECUTE FUNCTION claims_campaign_only_closes();

CREATE FUNCTION claims_frame_comes_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM claims_sampleitem WHERE campaign_id = NEW.campaign_id) THEN
        RAISE EXCEPTION 'The frame is fixed before anything is drawn from it.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frame_comes_first BEFORE INSERT ON claims_frameclaim
    FOR EACH ROW EXECUTE FUNCTION claims_frame_comes_first();

CREATE FUNCTION claims_item_moves_by_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    legal boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'What was drawn is never taken back.';
    END IF;
    IF EXISTS (SELECT FROM claims_auditcampaign WHERE id = NEW.campaign_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'This audit is closed.';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ('to_review', 'left') OR NOT EXISTS (
            SELECT FROM claims_frameclaim WHERE id = NEW.row_id AND campaign_id = NEW.campaign_id
        ) THEN
            RAISE EXCEPTION 'A claim is drawn from the frame of its own audit, and waits for an auditor.';
        END IF;
        RETURN NEW;
    END IF;
    IF (to_jsonb(NEW) - '{state,reason}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{state,reason}'::text[]) THEN
        RAISE EXCEPTION 'What was drawn never changes.';
    END IF;
    legal := CASE NEW.state
        WHEN 'to_reply' THEN OLD.state = 'to_review'
            AND EXISTS (SELECT FROM claims_auditview WHERE item_id = NEW.id AND NOT stands)
        WHEN 'replied' THEN OLD.state = 'to_reply' AND EXISTS (SELECT FROM claims_auditreply WHERE item_id = NEW.id)
        WHEN 'accepted' THEN OLD.state = 'to_review'
            AND EXISTS (SELECT FROM claims_auditview WHERE item_id = NEW.id AND stands)
            OR OLD.state = 'replied' AND EXISTS (SELECT FROM claims_auditconclusion WHERE item_id = NEW.id AND stands)
        WHEN 'failed' THEN OLD.state IN ('to_reply', 'replied')
            AND EXISTS (SELECT FROM claims_auditconclusion WHERE item_id = NEW.id AND NOT stands)
        WHEN 'left' THEN OLD.state IN ('to_review', 'to_reply', 'replied')
        ELSE false
    END;
    IF NOT legal THEN
        RAISE EXCEPTION 'A claim of a sample cannot go from "%" to "%" this way.', OLD.state, NEW.state;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_moves_by_rule BEFORE INSERT OR UPDATE OR DELETE ON claims_sampleitem
    FOR EACH ROW EXECUTE FUNCTION claims_item_moves_by_rule();

CREATE FUNCTION claims_finding_is_disinterested() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    auditor text := claims_person(NEW.by_id);
    the_claim record;
BEGIN
    SELECT claim.id, claim.family_id, framed.digest INTO the_claim
    FROM claims_sampleitem item JOIN claims_frameclaim framed ON framed.id = item.row_id
    JOIN claims_claim claim ON claim.id = framed.claim_id
    WHERE item.id = NEW.item_id;
    IF NOT EXISTS (SELECT FROM families_user WHERE id = NEW.by_id AND is_active AND role = 'auditor') OR EXISTS (
        SELECT FROM claims_contributors(the_claim.family_id) contributor WHERE contributor.staff_number = auditor
    ) OR EXISTS (
        SELECT FROM claims_claimmove move
        WHERE move.claim_id = the_claim.id AND move.digest = the_claim.digest AND move.verb IN ('check', 'approve')
          AND claims_person(move.by_id) = auditor
    ) THEN
        RAISE EXCEPTION 'A finding is an auditor''s, who neither contributed to the claim nor checked or approved it.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER view_is_disinterested BEFORE INSERT ON claims_auditview
    FOR EACH ROW EXECUTE FUNCTION claims_finding_is_disinterested();
CREATE TRIGGER conclusion_is_disinterested BEFORE INSERT ON claims_auditconclusion
    FOR EACH ROW EXECUTE FUNCTION claims_finding_is_disinterested();

-- A claim goes into a sample, passes and fails as the audit of its window says, and never otherwise.
CREATE FUNCTION claims_audit_move_is_found() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted text[] := CASE NEW.verb WHEN 'pass' THEN '{accepted}' WHEN 'fail' THEN '{failed}'
        ELSE '{to_review,to_reply,replied,accepted,failed,left}' END;
BEGIN
    IF NOT EXISTS (
        SELECT FROM claims_sampleitem item JOIN claims_frameclaim framed ON framed.id = item.row_id
        WHERE framed.claim_id = NEW.claim_id AND framed.digest = NEW.digest AND item.state = ANY (wanted)
    ) THEN
        RAISE EXCEPTION 'A claim is sampled, passes and fails only in the audit of its window.';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_move_is_found AFTER INSERT ON claims_claimmove
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.verb IN ('sample', 'pass', 'fail'))
    EXECUTE FUNCTION claims_audit_move_is_found();

CREATE FUNCTION claims_sign_off_follows_the_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_auditcampaign WHERE window_id = NEW.window_id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A window is signed off after its audit is closed.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sign_off_follows_the_audit BEFORE INSERT ON claims_signoff
    FOR EACH ROW EXECUTE FUNCTION claims_sign_off_follows_the_audit();

CREATE FUNCTION claims_window_is_sent_after_its_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM claims_auditcampaign WHERE window_id = NEW.id AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'A window is submitted after its audit is closed.';
    END IF;
    IF EXISTS (
        SELECT FROM claims_claim claim
        LEFT JOIN (
            claims_frameclaim framed JOIN claims_auditcampaign campaign ON campaign.id = framed.campaign_id AND campaign.window_id = NEW.id
        ) ON framed.claim_id = claim.id AND framed.digest = claim.evidence_digest
        LEFT JOIN claims_sampleitem item ON item.row_id = framed.id
        WHERE claim.window_id = NEW.id AND (framed.id IS NULL OR item.state <> 'accepted')
    ) THEN
        RAISE EXCEPTION 'A window is submitted with claims of its audit''s frame, and none that did not stand.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER window_is_sent_after_its_audit BEFORE UPDATE ON claims_submissionwindow
    FOR EACH ROW WHEN (OLD.submitted_at IS NULL AND NEW.submitted_at IS NOT NULL)
    EXECUTE FUNCTION claims_window_is_sent_after_its_audit();
"""

UNDO = """
DROP TRIGGER frame_only_grows ON claims_frameclaim;
DROP TRIGGER view_only_grows ON claims_auditview;
DROP TRIGGER reply_only_grows ON claims_auditreply;
DROP TRIGGER conclusion_only_grows ON claims_auditconclusion;
DROP FUNCTION claims_campaign_only_closes(), claims_frame_comes_first(), claims_item_moves_by_rule(),
    claims_finding_is_disinterested(), claims_audit_move_is_found(), claims_sign_off_follows_the_audit(),
    claims_window_is_sent_after_its_audit() CASCADE;
"""


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0009_what_left_the_house_stays'),
    ]
    operations = [
        migrations.RunSQL(ONLY_GROWS + CAMPAIGNS, UNDO),
    ]
