"""Make a typed Python client of the API from its OpenAPI document.

    script/client FOLDER

The folder becomes a package that can be installed (`pip install ./FOLDER`) and needs httpx and
attrs alone. It is made anew whenever the API changes; nothing of it is kept in this repository.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

CONFIG = Path(__file__).with_name("typed_client.yml")


def write_client(document: Mapping[str, Any], folder: Path, *, layout: str = "uv") -> None:
    """Write the client of an OpenAPI document; `layout` "none" writes the package alone.

    Raises CalledProcessError where the generator has a warning.
    """
    with TemporaryDirectory() as place:
        told = Path(place) / "openapi.json"
        told.write_text(json.dumps(document), encoding="utf-8")
        places = ["--path", str(told), "--output-path", str(folder), "--config", str(CONFIG)]
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning"]
        made = [*command, *places, "--meta", layout]
        subprocess.run(made, check=True, stdout=subprocess.PIPE)


def main(folder: Path) -> None:
    """Write the client of this very API."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from drf_spectacular.generators import SchemaGenerator

    generator: Any = SchemaGenerator
    write_client(generator().get_schema(request=None, public=True), folder)
    print(f"pip install {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
