from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0014_screenings_are_kept'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='family',
            index=models.Index(
                OpClass(Upper('reference'), name='text_pattern_ops'), name='families_by_reference',
            ),
        ),
    ]
