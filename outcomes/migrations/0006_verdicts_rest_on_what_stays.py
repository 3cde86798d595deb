"""A verdict's criterion and person are taken from rows that nobody can delete: they are not looked for again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("families", "0009_feeds_are_registered"), ("outcomes", "0005_replays")]
    operations = [
        migrations.AlterField(
            model_name="verdict",
            name="criterion",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+",
                to="outcomes.criterion",
            ),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="person",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to="families.person",
            ),
        ),
    ]
