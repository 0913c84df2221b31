from django.apps import AppConfig


class QuarantineConfig(AppConfig):
    name = "compliance.quarantine"

    def ready(self) -> None:
        """Let watchmen ask whether files wait too long, and name the events."""
        from compliance.audit.wording import name_verbs
        from compliance.health.checks import add_check
        from compliance.quarantine.scanning import VERBS, waiting_too_long

        name_verbs(VERBS)
        add_check("scanner", waiting_too_long)
