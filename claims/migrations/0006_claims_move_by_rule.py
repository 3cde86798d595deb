"""The database guards the whole life of a claim: its moves, who may not make them, and what was sent stays as it was.

Whoever contributed to a result neither checks, approves nor audits it; whoever checked does not approve; whoever
checked or approved does not audit. Persons are compared. It is looked at when the move is written, and again when
the transaction ends, since what somebody contributes beside it counts as well. Only an exception that was made for this
person, this act and this evidence lets a contributor check or approve, and it never lets one person do two things.
"""

from django.db import migrations

UNSENT = ["queued", "checked", "approved", "in_sample", "audit_passed", "signed_off"]
SENT = ["submitted", "paid", "spot_valid", "spot_invalid"]
MANAGER, ANALYST, AUDITOR, SYSTEM = "programme_manager", "analyst", "auditor", "system"

MOVES = [
    ("", "join", "queued", SYSTEM),
    ("queued", "refresh", "queued", SYSTEM),
    *[(status, "lapse", "queued", SYSTEM) for status in UNSENT[1:]],
    *[(status, "leave", "left_queue", SYSTEM) for status in UNSENT],
    *[(status, "rejoin", "queued", SYSTEM) for status in ("left_queue", "declined", "audit_failed")],
    ("queued", "check", "checked", MANAGER),
    ("queued", "check", "checked", ANALYST),
    ("checked", "approve", "approved", MANAGER),
    ("queued", "decline", "declined", MANAGER),
    ("checked", "decline", "declined", MANAGER),
    *[(status, "reconsider", "queued", MANAGER) for status in ("checked", "approved", "declined", "audit_failed")],
    ("approved", "sample", "in_sample", AUDITOR),
    ("audit_passed", "sample", "in_sample", AUDITOR),
    ("in_sample", "pass", "audit_passed", AUDITOR),
    ("in_sample", "fail", "audit_failed", AUDITOR),
    ("approved", "sign_off", "signed_off", MANAGER),
    ("audit_passed", "sign_off", "signed_off", MANAGER),
    ("signed_off", "unsign", "approved", MANAGER),
    ("signed_off", "submit", "submitted", MANAGER),
    ("submitted", "pay", "paid", MANAGER),
    ("submitted", "reject", "rejected", MANAGER),
    ("paid", "find_valid", "spot_valid", MANAGER),
    ("paid", "find_invalid", "spot_invalid", MANAGER),
    ("spot_invalid", "repay", "repaid", MANAGER),
    ("withdrawn", "repay", "repaid", MANAGER),
    *[
        (status, "withdraw", "withdrawn", MANAGER)
        for status in ("approved", "audit_passed", "signed_off", "submitted", "paid", "spot_valid")
    ],
    *[(status, "withdraw", "withdrawn", SYSTEM) for status in SENT],
]

LEGAL_MOVES = ", ".join("('{}', '{}', '{}', '{}')".format(*move) for move in MOVES)

MOVES_AND_CLAIMS = f"""
CREATE SEQUENCE claims_reference;

CREATE FUNCTION claims_move_is_legal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved_by text := 'system';
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'The moves of a claim are never changed or deleted.';
    END IF;
    IF NEW.by_id IS NOT NULL THEN
        SELECT role INTO moved_by FROM families_user WHERE id = NEW.by_id AND is_active;
    END IF;
    IF NOT EXISTS (
        SELECT FROM (VALUES {LEGAL_MOVES}) AS legal (before, verb, after, mover)
        WHERE legal.before = NEW.before AND legal.verb = NEW.verb AND legal.after = NEW.after
          AND legal.mover = moved_by
    ) THEN
        RAISE EXCEPTION 'A claim cannot move from "%" to "%" this way.', NEW.before, NEW.after;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER move_is_legal BEFORE INSERT OR UPDATE OR DELETE ON claims_claimmove
    FOR EACH ROW EXECUTE FUNCTION claims_move_is_legal();

CREATE FUNCTION claims_claim_is_guarded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    old_status text := '';
    frozen text[] := '{{reference,token,family_id,framework,route,amount,as_of,known_at,evidence,evidence_digest,'
        'checked_digest,checked_by_id,checked_at,approved_digest,approved_by_id,approved_at,window_id,submitted_at,claimed_on,previous_id}}';
    column_name text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A claim is never deleted: withdraw it instead.';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        old_status := OLD.status;
        IF NEW.family_id <> OLD.family_id OR NEW.framework <> OLD.framework OR NEW.reference <> OLD.reference THEN
            RAISE EXCEPTION 'A claim keeps its family, its framework and its reference.';
        END IF;
        IF OLD.submitted_at IS NOT NULL THEN
            FOREACH column_name IN ARRAY frozen LOOP
                IF to_jsonb(NEW) -> column_name IS DISTINCT FROM to_jsonb(OLD) -> column_name THEN
                    RAISE EXCEPTION 'A submitted claim is frozen: its % never changes.', column_name;
                END IF;
            END LOOP;
        END IF;
    END IF;
    IF NEW.status <> old_status AND NOT EXISTS (
        SELECT FROM (VALUES {LEGAL_MOVES}) AS legal (before, verb, after, mover)
        WHERE legal.before = old_status AND legal.after = NEW.status
    ) THEN
        RAISE EXCEPTION 'A claim cannot move from "%" to "%".', old_status, NEW.status;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.approved_by_id <> NEW.approved_by_id THEN
        RAISE EXCEPTION 'This claim is already approved by somebody else.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_claim_is_guarded();
"""

STANDS_WHERE_ITS_MOVES_SAY = """
CREATE FUNCTION claims_claim_matches_its_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claim record;
    last_move record;
BEGIN
    SELECT * INTO claim FROM claims_claim WHERE id = NEW.id;
    SELECT * INTO last_move FROM claims_claimmove WHERE claim_id = NEW.id ORDER BY id DESC LIMIT 1;
    IF last_move.after IS DISTINCT FROM claim.status OR last_move.digest IS DISTINCT FROM claim.evidence_digest THEN
        RAISE EXCEPTION 'Claim % stands elsewhere than its moves say.', claim.reference;
    END IF;
    IF claim.approved_by_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_claimmove
        WHERE claim_id = claim.id AND verb = 'approve' AND by_id = claim.approved_by_id
          AND digest = claim.approved_digest
    ) THEN
        RAISE EXCEPTION 'Claim % carries an approval that nobody gave.', claim.reference;
    END IF;
    IF claim.checked_by_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_claimmove
        WHERE claim_id = claim.id AND by_id = claim.checked_by_id AND digest = claim.checked_digest
          AND (verb = 'check' OR verb = 'approve' AND before = 'queued')
    ) THEN
        RAISE EXCEPTION 'Claim % carries a check that nobody made.', claim.reference;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_matches_its_moves AFTER INSERT OR UPDATE ON claims_claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_claim_matches_its_moves();

CREATE FUNCTION claims_move_follows_the_last() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stood text;
BEGIN
    SELECT earlier.after INTO stood FROM claims_claimmove earlier
    WHERE earlier.claim_id = NEW.claim_id AND earlier.id < NEW.id ORDER BY earlier.id DESC LIMIT 1;
    IF coalesce(stood, '') <> NEW.before THEN
        RAISE EXCEPTION 'A move from "%" cannot follow one to "%".', NEW.before, coalesce(stood, '');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER move_follows_the_last AFTER INSERT ON claims_claimmove
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_move_follows_the_last();
"""

CONFLICTS = """
CREATE FUNCTION claims_person(the_user bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT upper(btrim(staff_number)) FROM families_user WHERE id = the_user
$$;

CREATE FUNCTION claims_move_is_disinterested() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    mover text;
    acts text := CASE NEW.verb WHEN 'check' THEN 'check' WHEN 'approve' THEN 'approve' ELSE 'audit' END;
BEGIN
    IF NEW.by_id IS NULL OR NEW.verb NOT IN ('check', 'approve', 'pass', 'fail') THEN
        RETURN NEW;
    END IF;
    mover := claims_person(NEW.by_id);
    IF EXISTS (
        SELECT FROM claims_claim claim, claims_contributors(claim.family_id) contributor
        WHERE claim.id = NEW.claim_id AND contributor.staff_number = mover
    ) AND NOT EXISTS (
        SELECT FROM claims_conflictoverride made
        WHERE made.claim_id = NEW.claim_id AND made.act = NEW.verb AND made.digest = NEW.digest
          AND claims_person(made.person_id) = mover
    ) THEN
        RAISE EXCEPTION 'Whoever contributed to a claim cannot % it.', acts;
    END IF;
    IF NEW.verb <> 'check' AND EXISTS (
        SELECT FROM claims_claimmove earlier
        WHERE earlier.claim_id = NEW.claim_id AND earlier.digest = NEW.digest AND earlier.id <> NEW.id
          AND (earlier.verb = 'check' OR earlier.verb = 'approve' AND NEW.verb <> 'approve')
          AND claims_person(earlier.by_id) = mover
    ) THEN
        RAISE EXCEPTION 'Whoever checked or approved a claim cannot % it.', acts;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER move_is_disinterested BEFORE INSERT ON claims_claimmove
    FOR EACH ROW EXECUTE FUNCTION claims_move_is_disinterested();
CREATE CONSTRAINT TRIGGER move_stays_disinterested AFTER INSERT ON claims_claimmove
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_move_is_disinterested();

CREATE FUNCTION claims_override_is_disinterested() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF claims_person(NEW.person_id) = claims_person(NEW.given_by_id) OR NOT EXISTS (
        SELECT FROM families_user WHERE id = NEW.given_by_id AND is_active AND role = 'programme_manager'
    ) OR EXISTS (
        SELECT FROM claims_claim claim, claims_contributors(claim.family_id) contributor
        WHERE claim.id = NEW.claim_id AND contributor.staff_number = claims_person(NEW.given_by_id)
    ) THEN
        RAISE EXCEPTION 'An exception is made by a programme manager who is somebody else and contributed nothing.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER override_is_disinterested BEFORE INSERT ON claims_conflictoverride
    FOR EACH ROW EXECUTE FUNCTION claims_override_is_disinterested();
"""

ONLY_GROWS = """
CREATE FUNCTION claims_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was recorded here is never changed or deleted.';
END $$;
CREATE TRIGGER sign_off_only_grows BEFORE UPDATE OR DELETE ON claims_signoff
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
CREATE TRIGGER override_only_grows BEFORE UPDATE OR DELETE ON claims_conflictoverride
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
"""

UNDO = """
DROP FUNCTION claims_move_is_legal(), claims_claim_is_guarded(), claims_claim_matches_its_moves(),
    claims_move_follows_the_last(), claims_move_is_disinterested(), claims_override_is_disinterested(),
    claims_only_grows() CASCADE;
DROP FUNCTION claims_person(bigint);
DROP SEQUENCE claims_reference;
"""


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0005_who_contributed_to_a_claim'),
    ]
    operations = [
        migrations.RunSQL(MOVES_AND_CLAIMS + STANDS_WHERE_ITS_MOVES_SAY + CONFLICTS + ONLY_GROWS, UNDO),
    ]
