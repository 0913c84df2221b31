"""Import a list of parties from published files; without --yes only show what would change."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance import clock
from compliance.parties.importers import FORMATS, BadFile, SourceFile
from compliance.parties.incoming_files import Import, read_import, sha256_of
from compliance.parties.models import ListCode
from compliance.parties.preview import Preview
from compliance.parties.snapshots import warm
from compliance.parties.upload_work import raise_for_bad_file, raise_for_preview
from compliance.parties.versions import Refused, activate_version
from compliance.refusals import Conflict


class Command(BaseCommand):
    """manage.py import_list <list_code> <format> FILE… --as-of DATE [--source URL] [--yes]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("list_code", choices=ListCode.values)
        parser.add_argument("file_format", choices=sorted(FORMATS))
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--as-of", type=_past_day, required=True, metavar="DATE")
        parser.add_argument("--source", default="", metavar="URL")
        parser.add_argument("--yes", action="store_true", help="put the list in force")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 with one sentence for a file that is not put in force; the alarm is raised
        only with --yes, a look at a file harms nobody."""
        wanted = _import(options)
        try:
            entries, preview = read_import(wanted)
        except BadFile as error:
            if options["yes"]:
                raise_for_bad_file(wanted.list_code, error, upload=None, by=None)
            raise CommandError(error.sentence) from error
        self._show(preview)
        if options["yes"]:
            self._activate(wanted, entries)
        elif preview.problems:
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

    def _activate(self, wanted: Import, entries: list[Any]) -> None:
        try:
            version = activate_version(
                wanted.list_code,
                entries,
                source=wanted.source,
                sha256=sha256_of(wanted.files),
                as_of=wanted.as_of,
            )
        except Refused as refused:
            raise_for_preview(wanted.list_code, refused.preview, upload=None, by=None)
            raise CommandError(str(refused)) from refused
        except Conflict as conflict:
            raise CommandError(conflict.sentence) from conflict
        warm([version])
        self.stdout.write(f"{version}: {version.rows} rows")


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
