"""The lines of money of a claim add up to what the claim says, and an alert is decided once."""

from django.db import migrations

MONEY = """
CREATE TRIGGER money_only_grows BEFORE UPDATE OR DELETE ON claims_moneyline
    FOR EACH ROW EXECUTE FUNCTION claims_only_grows();

CREATE FUNCTION claims_money_stands(the_claim bigint) RETURNS TABLE (account text, pence bigint)
LANGUAGE sql STABLE AS $$
    SELECT stands.account, stands.pence FROM claims_claim claim, LATERAL (VALUES
        ('due', CASE WHEN status = 'submitted' THEN amount ELSE 0 END),
        ('received', CASE WHEN status IN ('paid', 'spot_valid', 'spot_invalid', 'withdrawn')
                          THEN coalesce(paid_amount, 0)
                          WHEN status = 'repaid' THEN paid_amount - repaid_amount ELSE 0 END),
        ('owed', CASE WHEN status IN ('spot_invalid', 'withdrawn') THEN coalesce(paid_amount, 0) ELSE 0 END)
    ) stands (account, pence)
    WHERE claim.id = the_claim
$$;

CREATE FUNCTION claims_check_money(the_claim bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM claims_money_stands(the_claim) stands
        WHERE stands.pence <> (
            SELECT coalesce(sum(line.pence), 0) FROM claims_moneyline line
            WHERE line.claim_id = the_claim AND line.account = stands.account
        )
    ) THEN
        RAISE EXCEPTION 'The lines of money of claim % do not add up to what it says.', the_claim;
    END IF;
END $$;

CREATE FUNCTION claims_claim_keeps_its_money() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_money(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claim_keeps_its_money
    AFTER INSERT OR UPDATE OF status, amount, paid_amount, repaid_amount ON claims_claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_claim_keeps_its_money();

CREATE FUNCTION claims_money_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM claims_check_money(NEW.claim_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER money_adds_up AFTER INSERT ON claims_moneyline
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_money_adds_up();
"""

ALERTS = """
CREATE FUNCTION claims_alert_only_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'open'
       OR (to_jsonb(NEW) - '{state,decided_by_id,decided_at,reason}'::text[])
          IS DISTINCT FROM (to_jsonb(OLD) - '{state,decided_by_id,decided_at,reason}'::text[]) THEN
        RAISE EXCEPTION 'An alert is never changed or deleted: it is decided once.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER alert_only_closes BEFORE UPDATE OR DELETE ON claims_claimalert
    FOR EACH ROW EXECUTE FUNCTION claims_alert_only_closes();
"""

UNDO = """
DROP FUNCTION claims_claim_keeps_its_money(), claims_money_adds_up(), claims_alert_only_closes() CASCADE;
DROP FUNCTION claims_check_money(bigint), claims_money_stands(bigint);
DROP TRIGGER money_only_grows ON claims_moneyline;
"""


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0007_a_line_is_paid_once'),
    ]
    operations = [
        migrations.RunSQL(MONEY + ALERTS, UNDO),
    ]
