"""The database guards the whole life of a claim: its moves, who may not make them, and the line it belongs to.

Whoever contributed to a result neither checks, approves nor audits it; whoever checked does not approve; whoever
checked or approved does not audit. Persons are compared. It is looked at when the move is written, and again when
the transaction ends, since what somebody contributes beside it counts as well.
"""

import importlib

from django.db import migrations

EARLIER = importlib.import_module("claims.migrations.0002_claims_guard_themselves")

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
    ("in_sample", "release", "approved", AUDITOR),
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

LIVE = ", ".join(f"'{status}'" for status in UNSENT + SENT)
LEGAL_MOVES = ", ".join("('{}', '{}', '{}', '{}')".format(*move) for move in MOVES)

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
"""

# A claim belongs to its line under the line's first family. Only what was sent before two families joined may stand
# beside another claim of the line: then it names no line, and nothing makes the two families one and the same.
LINES = f"""
CREATE FUNCTION claims_one_family(the_family bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
WITH RECURSIVE reached(member_id) AS (
    SELECT the_family
    UNION
    SELECT CASE tie.earlier_id WHEN reached.member_id THEN tie.later_id ELSE tie.earlier_id END
    FROM reached
    JOIN families_lineageevent tie
      ON reached.member_id IN (tie.earlier_id, tie.later_id) AND tie.superseded_at IS NULL AND tie.kind <> 'join'
)
SELECT member_id FROM reached
$$;

CREATE FUNCTION claims_check_line(the_claim bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    claim record;
BEGIN
    SELECT id, reference, family_id, framework, line_id, submitted_at INTO claim FROM claims_claim
    WHERE id = the_claim AND status IN ({LIVE});
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF claim.line_id IS NOT NULL THEN
        IF claim.line_id <> (SELECT min(member) FROM families_line_of(claim.family_id) member) THEN
            RAISE EXCEPTION 'Claim % belongs to another line of families.', claim.reference;
        END IF;
    ELSIF claim.submitted_at IS NULL OR NOT EXISTS (
        SELECT FROM claims_claim other
        WHERE other.framework = claim.framework AND other.status IN ({LIVE}) AND other.line_id IS NOT NULL
          AND other.family_id IN (SELECT families_line_of(claim.family_id))
    ) OR EXISTS (
        SELECT FROM claims_claim other
        WHERE other.framework = claim.framework AND other.status IN ({LIVE}) AND other.id <> claim.id
          AND other.family_id IN (SELECT claims_one_family(claim.family_id))
    ) THEN
        RAISE EXCEPTION 'Claim % is a second one for one result.', claim.reference;
    END IF;
END $$;

CREATE FUNCTION claims_claim_is_of_its_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_line(other.id)
    FROM claims_claim other
    WHERE other.family_id IN (SELECT families_line_of(NEW.family_id)) AND other.framework = NEW.framework;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_is_of_its_line AFTER INSERT OR UPDATE OF status, line_id ON claims_claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_claim_is_of_its_line();

CREATE FUNCTION claims_lineage_keeps_claims_single() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_line(claim.id)
    FROM claims_claim claim
    WHERE claim.family_id IN (SELECT families_line_of(NEW.earlier_id) UNION SELECT families_line_of(NEW.later_id));
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lineage_keeps_claims_single AFTER INSERT OR UPDATE ON families_lineageevent
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_lineage_keeps_claims_single();
"""

ONLY_GROWS = """
CREATE FUNCTION claims_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was recorded here is never changed or deleted.';
END $$;
CREATE TRIGGER sign_off_only_grows BEFORE UPDATE OR DELETE ON claims_signoff
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();
"""


def function(name, text):
    """One CREATE FUNCTION out of a migration's text, as one that replaces the function of that name."""
    start = text.index(f"CREATE FUNCTION {name}(")
    return text[start:text.index("END $$;", start) + len("END $$;")].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


def with_moves(name):
    """A guard of the earlier migration, with the moves of this one."""
    return function(name, EARLIER.GUARDS).replace(EARLIER.LEGAL_MOVES, LEGAL_MOVES)


CONTRIBUTED = EARLIER.GUARDS[
    EARLIER.GUARDS.index("    IF NEW.approved_by_id IS NOT NULL AND (TG_OP"):
    EARLIER.GUARDS.index("    RETURN NEW;\nEND $$;\nCREATE TRIGGER claim_is_guarded")
]
GUARDED = (
    with_moves("claims_claim_is_guarded")
    .replace(CONTRIBUTED, "")  # looked at where the move is written
    .replace("'approved_digest,", "'checked_digest,checked_by_id,checked_at,approved_digest,")
)
MATCHES = function("claims_claim_matches_its_moves", EARLIER.GUARDS).replace(
    "    RETURN NULL;",
    """    IF claim.checked_by_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_claimmove
        WHERE claim_id = claim.id AND by_id = claim.checked_by_id AND digest = claim.checked_digest
          AND (verb = 'check' OR verb = 'approve' AND before = 'queued')
    ) THEN
        RAISE EXCEPTION 'Claim % carries a check that nobody made.', claim.reference;
    END IF;
    RETURN NULL;""",
)
FORWARD = with_moves("claims_move_is_legal") + GUARDED + MATCHES + CONFLICTS + LINES + ONLY_GROWS

BACKWARD = """
DROP TRIGGER sign_off_only_grows ON claims_signoff;
DROP FUNCTION claims_only_grows();
DROP TRIGGER lineage_keeps_claims_single ON families_lineageevent;
DROP FUNCTION claims_lineage_keeps_claims_single();
DROP TRIGGER claim_is_of_its_line ON claims_claim;
DROP FUNCTION claims_claim_is_of_its_line();
DROP FUNCTION claims_check_line(bigint);
DROP FUNCTION claims_one_family(bigint);
DROP TRIGGER move_stays_disinterested ON claims_claimmove;
DROP TRIGGER move_is_disinterested ON claims_claimmove;
DROP FUNCTION claims_move_is_disinterested();
DROP FUNCTION claims_person(bigint);
""" + "".join(
    function(name, EARLIER.GUARDS)
    for name in ("claims_move_is_legal", "claims_claim_is_guarded", "claims_claim_matches_its_moves")
)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_the_whole_life_of_a_claim"),
        ("families", "0004_lineage_of_families"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
