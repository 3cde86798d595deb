"""What was agreed for each year, what an outcome saves, and what it averted."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0003_audits_of_windows'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='FundingYear',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('year', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(2012), django.core.validators.MaxValueValidator(2040)])),
                    ('families', models.PositiveIntegerField()),
                    ('results', models.PositiveIntegerField()),
                    ('grant', models.PositiveBigIntegerField(default=0)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'ordering': ['framework', 'year'],
                    'constraints': [
                        models.UniqueConstraint(fields=('framework', 'year'), name='funding_is_agreed_once_for_a_year', violation_error_message='What was agreed for this year is already recorded.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_fundingyearevent" ("families", "framework", "grant", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "results", "source", "year") VALUES (NEW."families", NEW."framework", NEW."grant", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."results", NEW."source", NEW."year"); RETURN NULL;', hash='9ced1f1265e2588290754fb96e090a5dc5659af3', operation='INSERT', pgid='pgtrigger_insert_insert_693bd', table='claims_fundingyear', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_fundingyearevent" ("families", "framework", "grant", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "results", "source", "year") VALUES (NEW."families", NEW."framework", NEW."grant", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."results", NEW."source", NEW."year"); RETURN NULL;', hash='52e384c87083caa8ad543e897eddf48abcb37f21', operation='UPDATE', pgid='pgtrigger_update_update_8519a', table='claims_fundingyear', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_fundingyearevent" ("families", "framework", "grant", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "results", "source", "year") VALUES (OLD."families", OLD."framework", OLD."grant", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."results", OLD."source", OLD."year"); RETURN NULL;', hash='296d1ac173389d63069cc30eca818449be4dfa30', operation='DELETE', pgid='pgtrigger_delete_delete_ca798', table='claims_fundingyear', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='FundingYearEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('year', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(2012), django.core.validators.MaxValueValidator(2040)])),
                    ('families', models.PositiveIntegerField()),
                    ('results', models.PositiveIntegerField()),
                    ('grant', models.PositiveBigIntegerField(default=0)),
                    ('source', models.CharField(max_length=200)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.fundingyear')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='OwnUnitCost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20)),
                    ('from_day', models.DateField()),
                    ('pence', models.PositiveBigIntegerField()),
                    ('price_year', models.CharField(max_length=7)),
                    ('source', models.CharField(max_length=200)),
                ],
                options={
                    'ordering': ['code', 'from_day'],
                    'constraints': [
                        models.UniqueConstraint(fields=('code', 'from_day'), name='own_unit_cost_begins_once', violation_error_message='A cost of your own from this day is already recorded.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_ownunitcostevent" ("code", "from_day", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_year", "source") VALUES (NEW."code", NEW."from_day", NEW."id", NEW."pence", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."price_year", NEW."source"); RETURN NULL;', hash='372aee6a9f7caff8901a81d67d56539e832c206c', operation='INSERT', pgid='pgtrigger_insert_insert_0e554', table='claims_ownunitcost', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_ownunitcostevent" ("code", "from_day", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_year", "source") VALUES (NEW."code", NEW."from_day", NEW."id", NEW."pence", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."price_year", NEW."source"); RETURN NULL;', hash='bd20958014b75fe0d8bd55c31ed47b5994d021e0', operation='UPDATE', pgid='pgtrigger_update_update_90b8b', table='claims_ownunitcost', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_ownunitcostevent" ("code", "from_day", "id", "pence", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_year", "source") VALUES (OLD."code", OLD."from_day", OLD."id", OLD."pence", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."price_year", OLD."source"); RETURN NULL;', hash='c3169beedf17976e91a6172b6b900fe05e8c0ca0', operation='DELETE', pgid='pgtrigger_delete_delete_0cde1', table='claims_ownunitcost', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='OwnUnitCostEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=20)),
                    ('from_day', models.DateField()),
                    ('pence', models.PositiveBigIntegerField()),
                    ('price_year', models.CharField(max_length=7)),
                    ('source', models.CharField(max_length=200)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.ownunitcost')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SavingsAssumptions',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_day', models.DateField(unique=True)),
                    ('deadweight', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                    ('impact', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                    ('optimism', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                    ('months', models.PositiveSmallIntegerField()),
                    ('lag_months', models.PositiveSmallIntegerField()),
                    ('cost_per_family', models.PositiveBigIntegerField(default=0)),
                    ('reason', models.CharField(max_length=200)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['from_day'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('lag_months__lte', 36), ('months__gte', 1), ('months__lte', 36)), name='savings_windows_have_some_length', violation_error_message='Each window is from 1 to 36 months long, and begins within 36 months.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_savingsassumptionsevent" ("cost_per_family", "deadweight", "from_day", "id", "impact", "lag_months", "months", "optimism", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."cost_per_family", NEW."deadweight", NEW."from_day", NEW."id", NEW."impact", NEW."lag_months", NEW."months", NEW."optimism", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='b65be0e10600114065698febdb2f2e229353ab37', operation='INSERT', pgid='pgtrigger_insert_insert_7df24', table='claims_savingsassumptions', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_savingsassumptionsevent" ("cost_per_family", "deadweight", "from_day", "id", "impact", "lag_months", "months", "optimism", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."cost_per_family", NEW."deadweight", NEW."from_day", NEW."id", NEW."impact", NEW."lag_months", NEW."months", NEW."optimism", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='f7d93fa96d9082459564fd6e35f05dd1e0fe148e', operation='UPDATE', pgid='pgtrigger_update_update_0d7fd', table='claims_savingsassumptions', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_savingsassumptionsevent" ("cost_per_family", "deadweight", "from_day", "id", "impact", "lag_months", "months", "optimism", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."cost_per_family", OLD."deadweight", OLD."from_day", OLD."id", OLD."impact", OLD."lag_months", OLD."months", OLD."optimism", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='8a113d81739e5986409a636c6bbc928dc29d7253', operation='DELETE', pgid='pgtrigger_delete_delete_8d580', table='claims_savingsassumptions', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SavingsAssumptionsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('from_day', models.DateField()),
                    ('deadweight', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                    ('impact', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                    ('optimism', models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(100)])),
                    ('months', models.PositiveSmallIntegerField()),
                    ('lag_months', models.PositiveSmallIntegerField()),
                    ('cost_per_family', models.PositiveBigIntegerField(default=0)),
                    ('reason', models.CharField(max_length=200)),
                    ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.savingsassumptions')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AvertedCost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('reason', models.CharField(max_length=400)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                ],
                options={
                    'ordering': ['family', 'code'],
                    'constraints': [
                        models.UniqueConstraint(fields=('family', 'code'), name='averted_cost_is_recorded_once', violation_error_message='This averted cost is already recorded for this family.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_avertedcostevent" ("at", "by_id", "code", "family_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."code", NEW."family_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason"); RETURN NULL;', hash='04c9a9dd063fdd81a1c021734f406dd176b386fd', operation='INSERT', pgid='pgtrigger_insert_insert_9b227', table='claims_avertedcost', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_avertedcostevent" ("at", "by_id", "code", "family_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."code", NEW."family_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason"); RETURN NULL;', hash='19e46f4ddeef308d5a05ece4e0b8a8449eac6801', operation='UPDATE', pgid='pgtrigger_update_update_0fe61', table='claims_avertedcost', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_avertedcostevent" ("at", "by_id", "code", "family_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."code", OLD."family_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;', hash='38808592a01a23f255a0f05a1798156d12b31614', operation='DELETE', pgid='pgtrigger_delete_delete_64e4b', table='claims_avertedcost', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AvertedCostEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=20)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('reason', models.CharField(max_length=400)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='families.family')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.avertedcost')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ),
    ]
