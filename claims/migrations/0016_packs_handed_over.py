"""Packs handed over: to whom, and what for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0015_sealed_claim_packs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PackBundle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('purpose', models.CharField(max_length=200)),
                ('recipient', models.CharField(max_length=200)),
                ('head', models.CharField(max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('packs', models.ManyToManyField(related_name='bundles', to='claims.claimpack')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('purpose', ''), _negated=True), models.Q(('recipient', ''), _negated=True)), name='bundle_says_what_for_and_to_whom', violation_error_message='Say what the packs are for, and who gets them.')],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER bundle_only_grows BEFORE UPDATE OR DELETE ON claims_packbundle"
            " FOR EACH ROW EXECUTE FUNCTION claims_only_grows();"
            " CREATE TRIGGER bundle_keeps_its_packs BEFORE UPDATE OR DELETE ON claims_packbundle_packs"
            " FOR EACH ROW EXECUTE FUNCTION claims_only_grows();",
            "DROP TRIGGER bundle_keeps_its_packs ON claims_packbundle_packs;"
            " DROP TRIGGER bundle_only_grows ON claims_packbundle;",
        ),
    ]
