"""Django's `migrate`, made by the owner of the tables; then the application gets its rights."""

from typing import Any

from django.core.management.commands import migrate

from compliance.audit.database.roles import grant_rights, owner


class Command(migrate.Command):
    """manage.py migrate, as ever."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate as the owner; what is only shown or checked needs no rights."""
        with owner():
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                grant_rights()
