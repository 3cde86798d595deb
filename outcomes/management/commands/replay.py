"""`replay`: a past night, or any day with any moment's knowledge, judged again and compared with what was kept."""

from django.core.management.base import BaseCommand, CommandError

from families.command_line import a_date, a_moment
from families.permissions import Refused
from outcomes.nights.models import Night
from outcomes.replays import actions, pages


class Command(BaseCommand):
    help = (
        "Judges every open family again as of a past day, prints what that comes to and its digest, and says whether "
        "the night of that day kept the same. No verdict is changed. An unexplained difference is an error."
    )

    def add_arguments(self, parser):
        parser.add_argument("date", type=a_date, help="the day, or the date of the night")
        parser.add_argument(
            "--known-at", type=a_moment, metavar="TIMESTAMP",
            help="count what had been recorded by then; default: what the night of that date knew",
        )

    def handle(self, *, date, known_at, **options):
        replay = self.worked(self.asked_for(date, known_at))
        self.tell(replay)
        if replay.unexplained:
            raise CommandError(f"{replay.unexplained} families came out otherwise, and nothing on record says why.")

    def asked_for(self, as_of, known_at):
        """The replay, planned."""
        if known_at is None:
            night = Night.objects.filter(business_date=as_of).first()
            if night is None:
                raise CommandError(f"No night judged {as_of}. Give --known-at to choose the moment of knowing.")
            known_at = night.known_at
        try:
            return actions.ask_for_replay(as_of=as_of, known_at=known_at, by=None)
        except Refused as refused:
            raise CommandError(str(refused)) from None

    def worked(self, replay):
        """The replay with its counts, once all its parts are worked."""
        parts = actions.waiting_parts(replay)
        for number, part_id in enumerate(parts, start=1):
            actions.work_replay_part(part_id)
            if len(parts) > 1 and self.stdout.isatty():
                self.stdout.write(f"{number} of {len(parts)} parts done")
        return pages.replays_with_work().get(pk=replay.pk)

    def tell(self, replay):
        """Prints what the replay came to."""
        self.stdout.write(
            f"Replay as of {replay.as_of}, counting what was known at {replay.known_at.isoformat()}. "
            "Nothing was changed."
        )
        for words, number in [*pages.readiness_rows(replay), *pages.status_rows(replay)]:
            self.stdout.write(f"{words}: {number}")
        self.stdout.write(f"Digest: {replay.digest}")
        self.stdout.write(pages.said_of_comparison(replay)[0])
        differences = replay.differences.select_related("family", "criterion__headline", "person")
        for difference, about, kept, replayed, why in pages.difference_rows(differences.iterator(chunk_size=500)):
            self.stdout.write(f"{difference.family.reference}, {about}: kept {kept}; replayed {replayed}. {why}")
