"""Words that whoever guesses a password here would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from compliance.accounts.models import User

WORDS = (
    *("gate49", "gate", "indium", "customs", "haiguan", "export", "exporter", "officer", "auditor"),
    *("policy", "admin", "administrator", "password", "passwort", "mima", "welcome", "huanying"),
    *("china", "zhongguo", "shanghai", "pudong", "yangshan", "licence", "license", "demo", "test"),
    *("海关", "铟", "出口", "密码", "欢迎", "中国", "许可证"),
)
LEAST_OF_ONE_S_OWN = 8
LETTERS = re.compile(r"[^\W_]+")


class PlaceWordsValidator:
    """Refuses a password that is little more than words of this place, of the person's firm or
    office, and figures: without them at least eight letters must be left."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for one that is easily guessed here."""
        left = password.casefold()
        for word in sorted({*WORDS, *_own_words(user)}, key=len, reverse=True):
            left = left.replace(word, " ")
        if sum(letter.isalpha() for letter in left) < LEAST_OF_ONE_S_OWN:
            raise ValidationError(self.get_help_text(), code="password_of_this_place")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Use at least eight letters besides words of this place and of your firm.")


def _own_words(user: User | None) -> set[str]:
    home = user and (user.exporter or user.office)
    if not user or not home:
        return set()
    told = f"{home.name_zh} {home.name_en} {getattr(home, 'uscc', '')} {user.username}".casefold()
    return {word for word in LETTERS.findall(told) if len(word) > 2}
