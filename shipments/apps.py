"""The application's start."""

from django.apps import AppConfig


class ShipmentsConfig(AppConfig):
    name = "shipments"

    def ready(self) -> None:
        """Give the roles their home pages and the events their names."""
        import shipments.declare.home
        import shipments.review.home  # noqa: F401
        from compliance.audit.wording import name_verbs
        from shipments.review.verbs import EVENT_NAMES

        name_verbs(EVENT_NAMES)
