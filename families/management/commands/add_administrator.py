"""Makes the first sign-in of a new installation."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from families.accounts.actions import add_first_administrator
from families.permissions import Refused


class Command(BaseCommand):
    help = "Adds the first administrator and prints a password, to be changed when they sign in."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--staff-number", required=True, help="names the person behind the sign-in")

    def handle(self, *, username, staff_number, **options):
        try:
            user, password = add_first_administrator(by=None, username=username, staff_number=staff_number)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        self.stdout.write(f"{user.username} can sign in with the password {password} and is then asked for a new one.")
