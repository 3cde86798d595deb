"""Sealed packs: one for each approval, in one chain that the database keeps whole."""

import django.db.models.deletion
from django.db import migrations, models

CHAIN = """
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
"""
UNDO = """
DROP TRIGGER sent_claim_is_sealed ON claims_claimmove;
DROP FUNCTION claims_sent_claim_is_sealed();
DROP TRIGGER pack_only_grows ON claims_claimpack;
DROP TRIGGER pack_follows ON claims_claimpack;
DROP FUNCTION claims_pack_follows();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0014_who_records_a_meeting_contributed'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimPack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True)),
                ('evidence_digest', models.CharField(max_length=64)),
                ('manifest', models.TextField()),
                ('content', models.BinaryField()),
                ('previous', models.CharField(max_length=64, unique=True)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('sealed_at', models.DateTimeField()),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='claims.claim')),
                ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pack', to='claims.claimmove')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='claims.claimpack')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.RunSQL(CHAIN, UNDO),
    ]
