"""Write docs/moves.md from the table of moves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from shipments.moves.drawing import picture

PAGE = Path(settings.BASE_DIR) / "docs" / "moves.md"


class Command(BaseCommand):
    """`manage.py draw_moves`."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page anew."""
        PAGE.write_text(picture(), encoding="utf-8")
        self.stdout.write(f"{PAGE}")
