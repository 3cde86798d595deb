"""A verdict says how well founded the facts are that speak for the family. Those kept before this do not know."""

from django.db import migrations, models

GRADES = [
    (1, "Official record"), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"),
    (5, "Judgement"),
]


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0009_drafts_are_published_by_others")]
    operations = [
        migrations.AddField("verdict", "grade", models.PositiveSmallIntegerField(choices=GRADES, null=True)),
    ]
