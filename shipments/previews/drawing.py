"""A program of its own: draw the first pages of one hostile file as JPEG pictures, and no more.

    python -I drawing.py FILE FOLDER

It runs without the site's modules and its environment, under limits of memory, time and size that
it sets itself and that pdftoppm inherits. The pictures are made anew, so that nothing of the file
but its pixels reaches a browser. Exit code 0 and `page-1.jpg` ff. in the folder, or any other code.
"""

import resource
import subprocess
import sys
import warnings
from pathlib import Path

import pi_heif
from PIL import Image, ImageOps

MOST_PAGES = 3
SIDE = 1200  # pixels of the longer side
MOST_PIXELS = 100_000_000
MEMORY, FILE, FILES, SECONDS = 1 << 30, 32 << 20, 64, 20
QUALITY = 78


def main(source: Path, folder: Path) -> None:
    """Draw the file's first pages into the folder. Raises whatever is wrong with the file."""
    limit()
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with source.open("rb") as stream:
        is_pdf = stream.read(5) == b"%PDF-"
    for number, page in enumerate(pages_of(source, folder) if is_pdf else [source], start=1):
        redraw(page, folder / f"page-{number}.jpg")


def limit() -> None:
    """No core, and bounds on memory, processor, size and number of files."""
    bounds = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: FILE,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_CORE: 0,
    }
    for name, bound in bounds.items():
        resource.setrlimit(name, (bound, bound))


def pages_of(source: Path, folder: Path) -> list[Path]:
    """The first pages of a PDF, drawn by poppler; a page of whatever size within the same side."""
    asked = ["-q", "-f", "1", "-l", str(MOST_PAGES), "-scale-to", str(SIDE)]
    command = ["pdftoppm", *asked, str(source), str(folder / "raw")]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    pages = sorted(folder.glob("raw-*.ppm"))
    if not pages:
        raise ValueError("no page")
    return pages


def redraw(source: Path, target: Path) -> None:
    """The same pixels on white, turned as the camera says and no larger than SIDE."""
    pi_heif.register_heif_opener(thumbnails=False)
    with Image.open(source, formats=("PPM", "PNG", "JPEG", "HEIF")) as image:
        image.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((SIDE, SIDE))
        layer = upright.convert("RGBA")
        paper = Image.new("RGB", layer.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
    paper.save(target, "JPEG", quality=QUALITY)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
