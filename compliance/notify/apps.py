from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "compliance.notify"

    def ready(self) -> None:
        """Tell people what concerns their own accounts."""
        from compliance.audit.wording import name_verbs
        from compliance.notify.feed import tell_of
        from compliance.notify.of_accounts import SENTENCES, VERBS, told_of_accounts

        name_verbs(VERBS)
        tell_of(SENTENCES, told_of_accounts)
