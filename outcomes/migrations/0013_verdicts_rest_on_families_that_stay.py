"""A verdict's family, and a readiness' family and plan, are taken from rows that nobody can delete: not looked for again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("families", "0009_feeds_are_registered"), ("outcomes", "0012_lists_are_saved")]
    operations = [
        migrations.AlterField(
            model_name="verdict",
            name="family",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="verdicts",
                to="families.family",
            ),
        ),
        migrations.AlterField(
            model_name="readiness",
            name="family",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="readiness",
                to="families.family",
            ),
        ),
        migrations.AlterField(
            model_name="readiness",
            name="plan",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="outcomes.outcomesplan",
            ),
        ),
    ]
