"""Measure how well the dictionary of uses tells military from civil phrases."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.law.default_policy import default_policy
from compliance.policy.phrases import (
    DEV,
    HELD_OUT,
    MILITARY,
    UNSEEN,
    is_found_military,
    labelled_phrases,
    scores,
)

PRECISION_GOAL, RECALL_GOAL = 0.98, 0.95


class Command(BaseCommand):
    """`manage.py bench_phrases [--errors]`: precision and recall by part and language; fails where
    dev or held-out phrases miss the goals."""

    help = "Precision and recall of the dictionary of uses over labelled phrases."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--errors", action="store_true", help="name the phrases judged wrongly")

    def handle(self, *args: Any, **options: Any) -> None:
        found = scores(labelled_phrases(), default_policy())
        for part in (DEV, HELD_OUT, UNSEEN):
            languages = sorted(language for each, language in found if each == part)
            for language in languages:
                score = found[part, language]
                self.stdout.write(
                    f"{part:9} {language or 'all':4} precision {score.precision:.3f} "
                    f"recall {score.recall:.3f}  "
                    f"({score.hits + score.misses} military, "
                    f"{score.false_alarms + score.passes} civil)"
                )
        if options["errors"]:
            self._name_errors()
        for part in (DEV, HELD_OUT):
            total = found[part, ""]
            if total.precision < PRECISION_GOAL or total.recall < RECALL_GOAL:
                raise CommandError(f"{part}: below {PRECISION_GOAL} or {RECALL_GOAL}")

    def _name_errors(self) -> None:
        policy = default_policy()
        for phrase in labelled_phrases():
            is_found = is_found_military(phrase, policy)
            if phrase.label != "police" and is_found != (phrase.label == MILITARY):
                self.stdout.write(f"{phrase.part} {phrase.label}: {phrase.text}")
