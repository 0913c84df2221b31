"""Write the published log as static files: checkpoint, keys and tiles, for any web server."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compliance.audit.transparency.checkpoints import checkpoint_now
from compliance.audit.transparency.keys import verifiers
from compliance.audit.transparency.places import place_of
from compliance.audit.transparency.tree import HEIGHT, WIDTH, Tree


class Command(BaseCommand):
    """manage.py publish_log FOLDER; run again, it adds what is new."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Tiles first: a checkpoint never stands there before what it needs."""
        checkpoint = checkpoint_now()
        if checkpoint is None:
            raise CommandError("the event log is empty")
        tree, tier = Tree(checkpoint.size), 0
        while hashes := tree.size >> (HEIGHT * tier):
            for index in range(-(-hashes // WIDTH)):
                _write_tile(folder, tree, tier, index)
            tier += 1
        (folder / "keys").write_text("".join(f"{each.text}\n" for each in verifiers()))
        (folder / "checkpoint").write_text(checkpoint.note)
        self.stdout.write(f"Published {checkpoint}")


def _write_tile(folder: Path, tree: Tree, tier: int, index: int) -> None:
    path = folder / "tile" / str(tier) / place_of(index, tree.width(tier, index))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(tree.tile(tier, index)))
