"""Give somebody another role, or close an account's old one; the person is told by mail."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.accounts.models import CustomsOffice, Exporter, Role, User
from compliance.accounts.profiles import give_role

ROLES = [role.value for role in Role if role is not Role.SYSTEM]


class Command(BaseCommand):
    """manage.py change_role wang --role auditor"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", required=True, choices=ROLES)
        parser.add_argument("--office", help="4-digit code of a known office, for officers")
        parser.add_argument("--uscc", help="of a known exporter, for exporters")

    def handle(self, *args: Any, **options: Any) -> None:
        """Change it. CommandError names what is wrong."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError("There is no such account.")
        office = CustomsOffice.objects.filter(code=options["office"] or "").first()
        exporter = Exporter.objects.filter(uscc=options["uscc"] or "").first()
        try:
            give_role(user, Role(options["role"]), office=office, exporter=exporter)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"{user.username}: {user.get_role_display()}")
