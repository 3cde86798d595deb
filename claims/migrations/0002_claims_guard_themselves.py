"""The database guards claims: who contributed never approves, only legal moves, what was sent stays as it was."""

from django.db import migrations

MOVES = [
    ("", "join", "queued", "system"),
    ("queued", "refresh", "queued", "system"),
    ("queued", "leave", "left_queue", "system"),
    ("left_queue", "rejoin", "queued", "system"),
    ("queued", "approve", "approved", "programme_manager"),
    ("queued", "decline", "declined", "programme_manager"),
    ("declined", "rejoin", "queued", "system"),
    ("declined", "reconsider", "queued", "programme_manager"),
    ("approved", "lapse", "queued", "system"),
    ("approved", "leave", "left_queue", "system"),
    ("approved", "withdraw", "withdrawn", "programme_manager"),
    ("approved", "submit", "submitted", "programme_manager"),
    ("submitted", "pay", "paid", "programme_manager"),
    ("submitted", "reject", "rejected", "programme_manager"),
    ("submitted", "withdraw", "withdrawn", "programme_manager"),
    ("paid", "withdraw", "withdrawn", "programme_manager"),
]

# Facts about the family itself, and facts about anybody who was ever recorded as its member.
ABOUT_FAMILY = ["familydetails", "membership", "problem", "leadworker", "plan", "judgement", "event", "spell", "score"]
ABOUT_MEMBERS = ["persondetails", "termrecord", "event", "spell", "score"]
TOUCHED = " UNION ALL ".join(
    [
        f"SELECT '{table}' AS fact, recorded_by_id, superseded_by_id, load_id, superseded_load_id"
        f" FROM families_{table} WHERE family_id = the_family"
        for table in ABOUT_FAMILY
    ]
    + [
        f"SELECT '{table}', recorded_by_id, superseded_by_id, load_id, superseded_load_id"
        f" FROM families_{table} WHERE person_id IN (SELECT person_id FROM members)"
        for table in ABOUT_MEMBERS
    ]
)

CONTRIBUTORS = f"""
CREATE FUNCTION claims_contributors(the_family bigint) RETURNS TABLE (staff_number text, did text)
LANGUAGE sql STABLE AS $$
WITH members AS (
    SELECT DISTINCT person_id FROM families_membership WHERE family_id = the_family
),
touched AS ({TOUCHED}),
acts AS (
    SELECT recorded_by_id AS user_id, CASE fact WHEN 'plan' THEN 'planned' ELSE 'recorded' END AS did FROM touched
    UNION
    SELECT superseded_by_id, 'corrected' FROM touched
    UNION
    SELECT file.by_id, 'loaded' FROM families_load file
    WHERE file.id IN (SELECT load_id FROM touched UNION SELECT superseded_load_id FROM touched)
    UNION
    SELECT worker_id, 'led' FROM families_leadworker WHERE family_id = the_family
    UNION
    SELECT decider_id, 'judged' FROM families_judgement WHERE family_id = the_family
)
SELECT DISTINCT upper(btrim(person.staff_number)), acts.did
FROM acts JOIN families_user person ON person.id = acts.user_id
$$;
"""

LEGAL_MOVES = ", ".join("('{}', '{}', '{}', '{}')".format(*move) for move in MOVES)

GUARDS = f"""
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
        'approved_digest,approved_by_id,approved_at,window_id,submitted_at,claimed_on,previous_id}}';
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
    IF NEW.approved_by_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
       AND EXISTS (
        SELECT FROM claims_contributors(NEW.family_id) contributor
        JOIN families_user approver ON upper(btrim(approver.staff_number)) = contributor.staff_number
        WHERE approver.id = NEW.approved_by_id
    ) THEN
        RAISE EXCEPTION 'Whoever contributed to a claim cannot approve it.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_is_guarded BEFORE INSERT OR UPDATE OR DELETE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_claim_is_guarded();

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

CREATE FUNCTION claims_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A return that was written is never changed or deleted.';
END $$;
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON claims_returnfile
    FOR EACH ROW EXECUTE FUNCTION claims_written_once();

CREATE FUNCTION claims_submitted_window_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.submitted_at IS NOT NULL THEN
        RAISE EXCEPTION 'A submitted window never changes.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER submitted_window_stays BEFORE UPDATE OR DELETE ON claims_submissionwindow
    FOR EACH ROW EXECUTE FUNCTION claims_submitted_window_stays();
"""

UNDO = """
DROP TRIGGER submitted_window_stays ON claims_submissionwindow;
DROP FUNCTION claims_submitted_window_stays();
DROP TRIGGER written_once ON claims_returnfile;
DROP FUNCTION claims_written_once();
DROP TRIGGER move_follows_the_last ON claims_claimmove;
DROP FUNCTION claims_move_follows_the_last();
DROP TRIGGER claim_matches_its_moves ON claims_claim;
DROP FUNCTION claims_claim_matches_its_moves();
DROP TRIGGER claim_is_guarded ON claims_claim;
DROP FUNCTION claims_claim_is_guarded();
DROP TRIGGER move_is_legal ON claims_claimmove;
DROP FUNCTION claims_move_is_legal();
DROP SEQUENCE claims_reference;
DROP FUNCTION claims_contributors(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_claims_windows_and_returns"),
        ("families", "0002_beliefs_only_close"),
    ]
    operations = [migrations.RunSQL(CONTRIBUTORS + GUARDS, UNDO)]
