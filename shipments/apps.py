"""The application's start."""

from django.apps import AppConfig


class ShipmentsConfig(AppConfig):
    name = "shipments"

    def ready(self) -> None:
        """Give the roles their home pages."""
        import shipments.declare.home  # noqa: F401
