"""`manage.py demo`: an authority that nobody lives in, for looking around."""

from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from claims.demo import authority, funding, loading, plans, records, report, returns, together, users, year
from claims.demo import people as around
from claims.enums import ClaimStatus
from families.accounts.enums import Role
from families.command_line import a_date
from families.permissions import Refused

MOST_FAMILIES = 20_000


def number_of_families(text):
    """From 1 to `MOST_FAMILIES`."""
    if not text.isdigit() or not 1 <= int(text) <= MOST_FAMILIES:
        raise ArgumentTypeError(f"“{text}” is not a number from 1 to {MOST_FAMILIES:,}.")
    return int(text)


class Command(BaseCommand):
    help = (
        "Puts an authority that nobody lives in into an empty database: families, three years of facts, verdicts, "
        "claims, and people who can sign in. The same seed and day make the same files."
    )

    def add_arguments(self, parser):
        parser.add_argument("--families", metavar="N", type=number_of_families, default=500, help="how many (500)")
        parser.add_argument("--seed", metavar="N", type=int, default=1, help="another seed makes other families (1)")
        parser.add_argument("--today", metavar="DATE", type=a_date, help="the day it is dated from (today)")

    def handle(self, *, families, seed, today, **options):
        try:
            loading.check_is_empty()
            loading.publish_shipped_plans()
            password = users.password()
            self.say(f"Making {families:,} families.")
            made = authority.make(families=families, seed=seed, today=today or timezone.localdate())
            self.say("Loading their files.")
            people = loading.load_authority(made, password)
            self.say("Judging everybody and walking claims through two rounds.")
            year.run(made, people)
            funding.agree(made, people)
            around.run(made.today, people)
            together.run(made.today, people)
            records.run(made.today, people)
            plans.run(made.today, people)
            returns.run(made.today, people)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.sum_up()
        self.introduce(password)

    def say(self, text):
        self.stdout.write(text)
        self.stdout.flush()

    def sum_up(self):
        """What there is to see."""
        counts = report.judged()
        claims = ", ".join(
            f"{counts['claims'][status]} {status.label.lower()}" for status in ClaimStatus if counts["claims"][status]
        )
        self.say(f"{counts['claimable']} families can be claimed today. Claims: {claims}.")

    def introduce(self, password):
        """Who can sign in."""
        self.say("\nThese people can sign in at /sign-in/:")
        for name, role, first, last in users.USERS:
            self.say(f"  {name:<14} {Role(role).label:<18} {first} {last}")
        self.say(f"The password of each of them is {password}")
