"""A return is made for a recipient and has files; one of a window is a return like any other."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was sent before: one return for each window, with its two files.
CARRY_OVER = """
INSERT INTO claims_return (
    name, schema_version, edition, window_id, as_of, known_at, recipient, purpose, note, noted, left_out, reason, rows,
    made_at, made_by_id
)
SELECT DISTINCT ON (file.window_id) file.name, file.schema_version, 1, file.window_id,
       coalesce((SELECT max(claimed_on) FROM claims_claim WHERE window_id = file.window_id), file.made_at::date),
       coalesce((SELECT max(known_at) FROM claims_claim WHERE window_id = file.window_id), file.made_at),
       'The department', 'Payment for results, window ' || sent.code, '', 0, 0, '', file.rows, file.made_at,
       file.made_by_id
FROM claims_returnfile file JOIN claims_submissionwindow sent ON sent.id = file.window_id
ORDER BY file.window_id, file.id;

INSERT INTO claims_returnline (sent_id, number, family_id)
SELECT made.id, row_number() OVER (PARTITION BY made.id ORDER BY family.reference COLLATE "C", claim.reference),
       claim.family_id
FROM claims_return made
JOIN claims_claim claim ON claim.window_id = made.window_id AND claim.submitted_at IS NOT NULL
JOIN families_family family ON family.id = claim.family_id;

ALTER TABLE claims_returnfile DISABLE TRIGGER written_once;
UPDATE claims_returnfile file SET sent_id = made.id FROM claims_return made WHERE made.window_id = file.window_id;
ALTER TABLE claims_returnfile ENABLE TRIGGER written_once;

SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

GUARDS = """
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON claims_return
    FOR EACH ROW EXECUTE FUNCTION claims_written_once();
CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON claims_returnline
    FOR EACH ROW EXECUTE FUNCTION claims_written_once();

CREATE FUNCTION claims_correction_is_of_the_same_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM claims_return earlier
        WHERE earlier.id = NEW.corrects_id AND earlier.name = NEW.name AND earlier.recipient = NEW.recipient
          AND earlier.edition = NEW.edition - 1 AND earlier.window_id IS NOT DISTINCT FROM NEW.window_id
          AND earlier.first_day IS NOT DISTINCT FROM NEW.first_day
    ) THEN
        RAISE EXCEPTION 'A correction is of the same return, for the same recipient and days.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER correction_is_of_the_same_return BEFORE INSERT ON claims_return
    FOR EACH ROW EXECUTE FUNCTION claims_correction_is_of_the_same_return();
"""

UNDO = """
DROP TRIGGER correction_is_of_the_same_return ON claims_return;
DROP FUNCTION claims_correction_is_of_the_same_return();
DROP TRIGGER written_once ON claims_returnline;
DROP TRIGGER written_once ON claims_return;
"""


USER, PROTECT = settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT


class Migration(migrations.Migration):

    dependencies = [("claims", "0009_what_a_night_did_is_found"), migrations.swappable_dependency(USER)]

    operations = [
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("schema_version", models.PositiveIntegerField()),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("as_of", models.DateField()),
                ("known_at", models.DateTimeField()),
                ("recipient", models.CharField(max_length=120)),
                ("purpose", models.CharField(max_length=200)),
                ("note", models.TextField(blank=True)),
                ("noted", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("reason", models.TextField(blank=True)),
                ("rows", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("corrects", models.OneToOneField(
                    null=True, on_delete=PROTECT, related_name="correction", to="claims.return",
                )),
                ("made_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=USER)),
                ("window", models.ForeignKey(
                    null=True, on_delete=PROTECT, related_name="returns", to="claims.submissionwindow",
                )),
            ],
            options={
                "ordering": ["-made_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["window", "edition"], name="return_of_a_window_is_made_once",
                        condition=models.Q(window__isnull=False),
                        violation_error_message="This return was already made for this window.",
                    ),
                    models.CheckConstraint(
                        name="return_says_for_whom_and_why",
                        condition=models.Q(models.Q(("recipient", ""), _negated=True), models.Q(("purpose", ""), _negated=True)),
                        violation_error_message="Say for whom the return is made, and for what.",
                    ),
                    models.CheckConstraint(
                        name="correction_cites_a_return_and_says_why",
                        condition=models.Q(
                            models.Q(("corrects__isnull", True), ("edition", 1), ("reason", "")),
                            models.Q(
                                ("corrects__isnull", False), ("edition__gt", 1),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        violation_error_message="A correction cites the return that it corrects, and says why.",
                    ),
                    models.CheckConstraint(
                        name="return_with_faults_carries_a_note",
                        condition=models.Q(("noted", 0), models.Q(("note", ""), _negated=True), _connector="OR"),
                        violation_error_message="Say what the recipient is told about the faults.",
                    ),
                    models.CheckConstraint(
                        name="return_is_over_days_in_order",
                        condition=models.Q(
                            models.Q(("first_day__isnull", True), ("last_day__isnull", True)),
                            ("last_day__gte", models.F("first_day")), _connector="OR",
                        ),
                        violation_error_message="The period ends before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("family", models.ForeignKey(on_delete=PROTECT, related_name="+", to="families.family")),
                ("person", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="families.person")),
                ("sent", models.ForeignKey(on_delete=PROTECT, related_name="lines", to="claims.return")),
            ],
            options={
                "ordering": ["sent", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["sent", "number"], name="line_of_a_return_is_about_one",
                        violation_error_message="This line is already there.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "returnfile", "sent",
            models.ForeignKey(null=True, on_delete=PROTECT, related_name="files", to="claims.return"),
        ),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveConstraint("returnfile", "return_is_written_once"),
        migrations.AlterModelOptions("returnfile", {"ordering": ["sent", "format"]}),
        migrations.AlterField(
            "returnfile", "sent", models.ForeignKey(on_delete=PROTECT, related_name="files", to="claims.return"),
        ),
        *(
            migrations.RemoveField("returnfile", name)
            for name in ("window", "name", "schema_version", "rows", "made_at", "made_by")
        ),
        migrations.AddConstraint(
            "returnfile",
            models.UniqueConstraint(
                fields=["sent", "format"], name="return_is_written_once",
                violation_error_message="This return was already written in this format.",
            ),
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
