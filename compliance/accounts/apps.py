"""The application's start."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "compliance.accounts"

    def ready(self) -> None:
        """Lend the sign-in pages to every page."""
        from compliance.accounts.views import ask_to_sign_in, show_again
        from compliance.ui.sign_in_pages import register

        register(around_a_post=ask_to_sign_in, with_what_was_typed=show_again)
