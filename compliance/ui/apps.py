from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "compliance.ui"

    def ready(self) -> None:
        """Let manage.py check know what an installation needs."""
        import compliance.checks  # noqa: F401
