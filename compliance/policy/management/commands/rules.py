"""Print the catalogue of rules."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from compliance.law.rule import Rule
from compliance.law.rules import CATALOGUE
from compliance.law.ruleset import ruleset_version


class Command(BaseCommand):
    """`manage.py rules [--language zh-hans]`: code, effect, basis, title and cure of each rule."""

    help = "Print the catalogue of rules."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--language", default="en", choices=["en", "zh-hans"])

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            for rule in CATALOGUE.values():
                self.stdout.write(_text(rule))
        self.stdout.write(f"{len(CATALOGUE)} rules, version {ruleset_version()}")


def _text(rule: Rule) -> str:
    grounds = "; ".join(f"{each.instrument.key} {each.article}".strip() for each in rule.basis)
    reader = "all" if rule.disclosed else "customs"
    head = f"{rule.code}  {rule.effect.name:5}  {rule.regulation:8}  {reader:7}  {rule.title}"
    return f"{head}\n        {grounds}\n        {rule.cure}\n"
