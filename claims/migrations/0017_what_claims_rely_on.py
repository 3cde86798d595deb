import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0016_packs_handed_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimReliance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('set_aside', 'A whole headline was set aside'), ('neutral', 'A test did not apply to somebody'), ('judgement', "A person's judgement"), ('substituted', 'One test stands in for another that could not be told'), ('self_certified', 'Work that no official record or partner shows'), ('grade', 'Lowest grade of its evidence'), ('source', 'The word of a source'), ('plan', 'Version of the outcomes plan')], max_length=20)),
                ('value', models.CharField(blank=True, max_length=60)),
                ('headline', models.CharField(blank=True, max_length=50)),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reliances', to='claims.claim')),
            ],
            options={
                'ordering': ['claim', 'what', 'value', 'headline'],
                'indexes': [models.Index(fields=['what', 'value', 'headline'], name='claims_by_reliance')],
                'constraints': [models.UniqueConstraint(fields=('claim', 'what', 'value', 'headline'), name='reliance_is_noted_once', violation_error_message='This is already noted of the claim.')],
            },
        ),
    ]
