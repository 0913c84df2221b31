from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "compliance.policy"

    def ready(self) -> None:
        """Let those who may sign a draft hear of it."""
        from compliance.accounts.roles import POLICY_KEEPERS
        from compliance.notify.feed import tell_of
        from compliance.notify.waiting import show_at_home
        from compliance.policy import notices

        tell_of(notices.VERBS, notices.told_of_policies)
        show_at_home(POLICY_KEEPERS, notices.waiting)
