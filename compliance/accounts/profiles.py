"""Changing what an account says of a person, and the person's role; each an event."""

from django.db import transaction

from compliance.accounts.models import CustomsOffice, Exporter, Role, User
from compliance.accounts.sessions import end_all_sessions, subject_of
from compliance.audit.log import record

PROFILE = ("display_name", "email", "language")


@transaction.atomic
def change(user: User, **values: str) -> None:
    """Write the person's own particulars."""
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, values[name])
    if changed:
        user.save(update_fields=changed)
        record("profile_changed", by=user, subject=subject_of(user), fields=changed)


@transaction.atomic
def give_role(
    user: User, role: Role, *, office: CustomsOffice | None = None, exporter: Exporter | None = None
) -> None:
    """Another role, by whoever keeps the installation. Sessions and tokens of the old one end.

    Raises ValidationError where office or exporter does not go with the role.
    """
    before = user.role
    user.role, user.office, user.exporter = role, office, exporter
    user.full_clean(exclude=["password"])
    user.save(update_fields=["role", "office", "exporter"])
    end_all_sessions(user)
    record("role_changed", by=None, subject=subject_of(user), before=before, role=str(role))
