"""What a person wants to be told by mail."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compliance.accounts.models import User
from compliance.notify.models import ALWAYS_MAILED, READERS, Kind, Wishes
from compliance.ui.merging import merge, token_of
from compliance.ui.shown_forms import ShownForm


class WishesForm(ShownForm):
    """One box a kind the person can be told of; every message stands in the list in any case."""

    mailed = forms.MultipleChoiceField(
        label=_("Tell me by mail, too"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        self.user = user
        self.offered = [
            kind
            for kind, roles in READERS.items()
            if user.role in roles and kind not in ALWAYS_MAILED
        ]
        wishes = Wishes.objects.filter(user=user).first()
        unmailed = wishes.unmailed if wishes else []
        chosen = [kind.value for kind in self.offered if kind not in unmailed]
        super().__init__(*args, **{"initial": {"mailed": chosen}, **kwargs})
        self.fields["mailed"].choices = [(kind.value, kind.label) for kind in self.offered]
        self.fields["shown"].initial = self._token(chosen)

    def clean(self) -> dict[str, Any]:
        """A box that only another tab changed meanwhile stays as it is stored; no box can be
        changed twice, differently."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors or not cleaned["shown"]:
            return cleaned
        stored, mailed = self.initial["mailed"], set(cleaned["mailed"])
        for kind in merge(cleaned["shown"], self._token(stored), self._token(mailed)).theirs:
            mailed ^= {kind}
            self.merged.append(str(Kind(kind).label))
        return {**cleaned, "mailed": sorted(mailed)}

    def _token(self, mailed: Iterable[str]) -> str:
        return token_of({kind.value: kind.value in mailed for kind in self.offered})

    def save(self) -> None:
        """Keep which of the kinds are not wanted by mail."""
        wanted = self.cleaned_data["mailed"]
        unmailed = [kind for kind in self.offered if kind.value not in wanted]
        Wishes.objects.update_or_create(user=self.user, defaults={"unmailed": unmailed})
