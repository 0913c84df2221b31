"""Sign-in backend that brings a user's organisation along in the same query."""

from django.contrib.auth.backends import ModelBackend

from compliance.accounts.models import User


class OrganisationBackend(ModelBackend):
    """ModelBackend whose get_user costs one query with exporter and office joined."""

    def get_user(self, user_id: int) -> User | None:
        """The active user with that primary key, or None."""
        user = User.objects.with_organisation().filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
