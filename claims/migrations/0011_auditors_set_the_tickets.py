"""Auditors say how many tickets each risk gives, and an audit keeps the numbers by which it was drawn."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0010_audits_guard_the_sample'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='auditcampaign',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='auditcampaign',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='auditcampaign',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samplingsettings',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samplingsettings',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='samplingsettings',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='auditcampaign',
            name='tickets',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='auditcampaignevent',
            name='tickets',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='samplingsettings',
            name='tickets',
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name='samplingsettingsevent',
            name='tickets',
            field=models.JSONField(blank=True, default=dict),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditcampaign',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_auditcampaignevent" ("closed_at", "closed_by_id", "drawn_at", "drawn_by_id", "extend_percent", "frame_sha256", "groups", "id", "method", "minimum", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_days", "seed", "tickets", "window_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."drawn_at", NEW."drawn_by_id", NEW."extend_percent", NEW."frame_sha256", NEW."groups", NEW."id", NEW."method", NEW."minimum", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reply_days", NEW."seed", NEW."tickets", NEW."window_id"); RETURN NULL;', hash='0d88381d73c4e4383c61df96fde84355d5dafe5e', operation='INSERT', pgid='pgtrigger_insert_insert_cc559', table='claims_auditcampaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditcampaign',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_auditcampaignevent" ("closed_at", "closed_by_id", "drawn_at", "drawn_by_id", "extend_percent", "frame_sha256", "groups", "id", "method", "minimum", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_days", "seed", "tickets", "window_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."drawn_at", NEW."drawn_by_id", NEW."extend_percent", NEW."frame_sha256", NEW."groups", NEW."id", NEW."method", NEW."minimum", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reply_days", NEW."seed", NEW."tickets", NEW."window_id"); RETURN NULL;', hash='23658fc2d240e1a888526703a1db068dc46d2d84', operation='UPDATE', pgid='pgtrigger_update_update_e4642', table='claims_auditcampaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='auditcampaign',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_auditcampaignevent" ("closed_at", "closed_by_id", "drawn_at", "drawn_by_id", "extend_percent", "frame_sha256", "groups", "id", "method", "minimum", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_days", "seed", "tickets", "window_id") VALUES (OLD."closed_at", OLD."closed_by_id", OLD."drawn_at", OLD."drawn_by_id", OLD."extend_percent", OLD."frame_sha256", OLD."groups", OLD."id", OLD."method", OLD."minimum", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reply_days", OLD."seed", OLD."tickets", OLD."window_id"); RETURN NULL;', hash='8f3dd5d14277cdb4e341de27b2ca2cf2a60e977d', operation='DELETE', pgid='pgtrigger_delete_delete_9fbea', table='claims_auditcampaign', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samplingsettings',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_samplingsettingsevent" ("extend_percent", "from_day", "id", "minimum", "owner_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reply_days", "tickets") VALUES (NEW."extend_percent", NEW."from_day", NEW."id", NEW."minimum", NEW."owner_id", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."reply_days", NEW."tickets"); RETURN NULL;', hash='3031632ad5aa49d0e16773af7f7ca784a2593c07', operation='INSERT', pgid='pgtrigger_insert_insert_9be9e', table='claims_samplingsettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samplingsettings',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_samplingsettingsevent" ("extend_percent", "from_day", "id", "minimum", "owner_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reply_days", "tickets") VALUES (NEW."extend_percent", NEW."from_day", NEW."id", NEW."minimum", NEW."owner_id", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."reply_days", NEW."tickets"); RETURN NULL;', hash='b28a0e13d57446d47ca013a0197dd068b09616f0', operation='UPDATE', pgid='pgtrigger_update_update_6759c', table='claims_samplingsettings', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='samplingsettings',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_samplingsettingsevent" ("extend_percent", "from_day", "id", "minimum", "owner_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reply_days", "tickets") VALUES (OLD."extend_percent", OLD."from_day", OLD."id", OLD."minimum", OLD."owner_id", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."reply_days", OLD."tickets"); RETURN NULL;', hash='33f2eb07cc35056ae97f4cb390db99a69a48c82e', operation='DELETE', pgid='pgtrigger_delete_delete_fed0b', table='claims_samplingsettings', when='AFTER')),
        ),
    ]
