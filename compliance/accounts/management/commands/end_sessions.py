"""End sessions and tokens of one account, or of all; on request the second factor as well."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.accounts.models import User
from compliance.accounts.second_factor import take_away
from compliance.accounts.sessions import end_sessions_of


class Command(BaseCommand):
    """manage.py end_sessions wang, manage.py end_sessions --everybody"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", nargs="?")
        parser.add_argument("--everybody", action="store_true")
        parser.add_argument(
            "--second-factor", action="store_true", help="also forget the app and recovery codes"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """End them. CommandError names what is wrong."""
        name, everybody = options["username"], options["everybody"]
        if bool(name) == everybody or (everybody and options["second_factor"]):
            raise CommandError("Name one account, or --everybody without --second-factor.")
        people = User.objects.all() if everybody else User.objects.filter(username=name)
        if not people:
            raise CommandError("There is no such account.")
        for user in people:
            end_sessions_of(user)
            if options["second_factor"]:
                take_away(user)
            self.stdout.write(f"{user.username}: signed out everywhere")
