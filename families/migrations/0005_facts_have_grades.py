"""Each fact says how well it is founded. What came in files is an official record, unless its feed says otherwise.

What was typed in before the question was asked is taken as the worker's observation, a decision as a judgement. The
beliefs themselves do not change, so the trigger that keeps them from changing stands aside for a moment.
"""

from django.db import migrations, models

CHOICES = [
    (1, "Official record"), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"),
    (5, "Judgement"),
]
TYPED = ("event", "spell", "score")
GRADED = {
    "termrecord": ("term_record_has_a_grade", 1), "event": ("event_has_a_grade", 3), "spell": ("spell_has_a_grade", 3),
    "score": ("score_has_a_grade", 3), "judgement": ("judgement_has_a_grade", 5), "coverage": ("coverage_has_a_grade", 1),
}

GRADE_WHAT_WAS_TYPED = """
ALTER TABLE families_{model} DISABLE TRIGGER beliefs_only_close;
UPDATE families_{model} SET grade = 3 WHERE load_id IS NULL;
ALTER TABLE families_{model} ENABLE TRIGGER beliefs_only_close;
"""


def grade(default):
    return models.PositiveSmallIntegerField(choices=CHOICES, db_default=default, default=default)


class Migration(migrations.Migration):
    dependencies = [("families", "0004_lineage_of_families")]
    operations = [
        *[
            migrations.AddField(model, "grade", grade(1 if model in TYPED else default))
            for model, (_, default) in GRADED.items()
        ],
        *[
            migrations.RunSQL(GRADE_WHAT_WAS_TYPED.format(model=model), migrations.RunSQL.noop) for model in TYPED
        ],
        *[migrations.AlterField(model, "grade", grade(GRADED[model][1])) for model in TYPED],
        *[
            migrations.AddConstraint(
                model,
                models.CheckConstraint(
                    condition=models.Q(grade__in=[1, 2, 3, 4, 5]), name=name,
                    violation_error_message="Say how well the fact is founded.",
                ),
            )
            for model, (name, _) in GRADED.items()
        ],
    ]
