"""Nights look at the families about which something was recorded or closed since the night before."""

from django.db import migrations

READ_BY_THE_RULES = [
    "claimmade", "event", "familydetails", "judgement", "leadworker", "membership", "persondetails", "plan", "problem",
    "score", "spell", "termrecord",
]
# Facts that were recorded ahead of their day are found by it on that day.
DAYS = [
    ("claimmade", "claimed_on"), ("event", "occurred_on"), ("familydetails", "assessed_on"),
    ("familydetails", "closed_on"), ("familydetails", "engaged_on"), ("familydetails", "identified_on"),
    ("judgement", "decided_on"), ("leadworker", "ends_on"), ("leadworker", "starts_on"), ("membership", "starts_on"),
    ("plan", "agreed_on"), ("problem", "identified_on"), ("score", "scored_on"), ("spell", "ends_on"),
    ("spell", "starts_on"),
]


def operations():
    for table in READ_BY_THE_RULES:
        yield migrations.RunSQL(
            f"CREATE INDEX families_{table}_recorded ON families_{table} (recorded_at);"
            f"CREATE INDEX families_{table}_closed ON families_{table} (superseded_at) WHERE superseded_at IS NOT NULL",
            f"DROP INDEX families_{table}_recorded, families_{table}_closed",
        )
    for table, day in DAYS:
        yield migrations.RunSQL(
            f"CREATE INDEX families_{table}_{day} ON families_{table} ({day}) WHERE {day} IS NOT NULL",
            f"DROP INDEX families_{table}_{day}",
        )


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0008_names_met_by_sound'),
    ]
    operations = list(operations())
