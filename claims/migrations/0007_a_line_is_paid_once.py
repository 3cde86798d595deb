"""A claim belongs to its line under the line's first family.

Only what was sent before two families joined may stand beside another claim of the line: then it names no line, and
nothing makes the two families one and the same.
"""

from django.db import migrations

LIVE = ", ".join(f"'{status}'" for status in (
    "queued", "checked", "approved", "in_sample", "audit_passed", "signed_off", "submitted", "paid", "spot_valid",
    "spot_invalid",
))

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

UNDO = """
DROP FUNCTION claims_claim_is_of_its_line(), claims_lineage_keeps_claims_single() CASCADE;
DROP FUNCTION claims_check_line(bigint), claims_one_family(bigint);
"""


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0006_claims_move_by_rule'),
    ]
    operations = [
        migrations.RunSQL(LINES, UNDO),
    ]
