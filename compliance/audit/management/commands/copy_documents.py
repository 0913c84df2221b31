"""Copy all documents from another folder or bucket to the one that GATE49_DOCUMENTS names."""

from argparse import ArgumentParser
from typing import Any

from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError

from compliance.document_store.address import BadAddress
from compliance.document_store.copying import copy_all, store_at


class Command(BaseCommand):
    """manage.py copy_documents FROM. It can be repeated, also while the site works."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="/a/folder, or s3://BUCKET/PREFIX?endpoint=…")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        """Copy what is missing or other there, and say how much."""
        try:
            copied, there = copy_all(store_at(source), storages["papers"])
        except BadAddress as error:
            raise CommandError(f"{source}: {error}.") from error
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{copied} documents copied, {there} were there.")
