"""Bring a list of parties in from published files. Without --by only show what would change; with
it the files wait, as on the upload page, until a second policy administrator puts them in force."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from compliance import clock
from compliance.accounts.models import User
from compliance.parties.importers import FORMATS, BadFile, SourceFile
from compliance.parties.incoming_files import Import, read_import
from compliance.parties.models import ListCode, ListUpload, UploadState
from compliance.parties.preview import Preview
from compliance.parties.upload_actions import keep_upload
from compliance.parties.upload_work import read_upload
from compliance.refusals import NotAllowed


class Command(BaseCommand):
    """manage.py import_list <list_code> <format> FILE… --as-of DATE [--source URL] [--by NAME]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("list_code", choices=ListCode.values)
        parser.add_argument("file_format", choices=sorted(FORMATS))
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--as-of", type=_past_day, required=True, metavar="DATE")
        parser.add_argument("--source", default="", metavar="URL")
        parser.add_argument(
            "--by", metavar="NAME", help="the policy administrator who brings it in"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 with one sentence for a file that cannot be put in force; the alarm is
        raised only with --by, a look at a file harms nobody."""
        wanted = _import(options)
        if options["by"]:
            self._bring_in(wanted, _keeper(options["by"]))
            return
        try:
            _entries, preview = read_import(wanted)
        except BadFile as error:
            raise CommandError(error.sentence) from error
        self._show(preview)
        if preview.problems:
            raise CommandError("; ".join(str(each.sentence) for each in preview.problems))

    def _show(self, preview: Preview) -> None:
        counts = {
            "rows": preview.rows,
            "added": len(preview.added),
            "removed": len(preview.removed),
            "changed": len(preview.changed),
        }
        self.stdout.write("  ".join(f"{word}: {count}" for word, count in counts.items()))
        for word, keys in (("+", preview.added), ("-", preview.removed), ("~", preview.changed)):
            for key in keys[:20]:
                self.stdout.write(f"{word} {key}")

    def _bring_in(self, wanted: Import, keeper: User) -> None:
        try:
            upload = keep_upload(wanted, by=keeper)
        except NotAllowed as error:
            raise CommandError(error.sentence) from error
        read_upload(upload.pk)
        upload = ListUpload.objects.get(pk=upload.pk)
        if upload.problems or upload.state == UploadState.REFUSED:
            raise CommandError("; ".join(map(str, upload.problems)))
        page = reverse("parties:preview", args=[upload.pk])
        self.stdout.write(f"{upload}: a second policy administrator puts it in force at {page}")


def _keeper(name: str) -> User:
    keeper = User.objects.filter(username=name).first()
    if keeper is None:
        raise CommandError(f"Nobody is called {name}.")
    return keeper


def _import(options: dict[str, Any]) -> Import:
    missing = [str(path) for path in options["files"] if not path.is_file()]
    if missing:
        raise CommandError(f"No such file: {', '.join(missing)}")
    files = tuple(SourceFile(path.name, path) for path in options["files"])
    source = options["source"] or files[0].name
    return Import(options["list_code"], options["file_format"], files, options["as_of"], source)


def _past_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("write the day as 2026-11-24") from error
    if day > clock.today():
        raise ArgumentTypeError("a list cannot be of a day to come")
    return day
