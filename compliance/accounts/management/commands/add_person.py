"""Give somebody an account, with their exporter or customs office when it is new."""

import getpass
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from compliance.accounts.models import CustomsOffice, Exporter, Role, User
from compliance.codes.tables import CUSTOMS_OFFICES

ROLES = [role.value for role in Role if role is not Role.SYSTEM]
EXPORTER_FIELDS = ("name_zh", "name_en", "customs_code", "address", "phone")


class Command(BaseCommand):
    """manage.py add_person wang --name 王敏 --role officer --office 2233 (asks for a password)"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="as colleagues write it")
        parser.add_argument("--role", required=True, choices=ROLES)
        parser.add_argument("--email", default="", help="where mails to the person go")
        parser.add_argument("--language", default="zh-hans", choices=dict(settings.LANGUAGES))
        parser.add_argument("--office", help="4-digit code, for officers")
        parser.add_argument("--head", action="store_true", help="heads that office")
        parser.add_argument("--uscc", help="of the exporter, for exporters")
        for field in EXPORTER_FIELDS:
            parser.add_argument(f"--{field.replace('_', '-')}", help="of an exporter that is new")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing. CommandError names what is wrong."""
        user = User(
            username=options["username"],
            display_name=options["name"],
            role=options["role"],
            email=options["email"],
            language=options["language"],
            office=_office(options) if options["role"] == Role.OFFICER else None,
            is_head=options["head"],
            exporter=_exporter(options) if options["role"] == Role.EXPORTER else None,
        )
        password = _password()
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        user.save()
        self.stdout.write(f"{user.username}: {user.get_role_display()}")


def _office(options: dict[str, Any]) -> CustomsOffice:
    code = CUSTOMS_OFFICES.get(options["office"] or "")
    if code is None:
        raise CommandError("Give --office with a code of the table of customs offices.")
    names = {"name_zh": code.name_zh, "name_en": code.name_en}
    return CustomsOffice.objects.get_or_create(code=code.code, defaults=names)[0]


def _exporter(options: dict[str, Any]) -> Exporter:
    known = Exporter.objects.filter(uscc=options["uscc"] or "").first()
    if known:
        return known
    exporter = Exporter(
        uscc=options["uscc"] or "", **{field: options[field] or "" for field in EXPORTER_FIELDS}
    )
    try:
        exporter.full_clean()
    except ValidationError as error:
        raise CommandError(f"The exporter: {'; '.join(error.messages)}") from error
    exporter.save()
    return exporter


def _password() -> str:
    """Typed unseen at a terminal, else the first line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\n")
