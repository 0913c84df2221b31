"""How papers look: their pages side by side, small and grey, against pictures that are kept.

`python -m tests.shipments.papers.pictures` draws the kept ones anew; look at them before they are
committed.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

KEPT = Path(__file__).with_name("pictures")
DOTS_PER_INCH = 40
STEP = 17  # 16 greys
BLOCK = 7  # dots: the height of a line of text
MOST_DIFFERENT = 14
"""Of 255, the mean of a block. Another release of the font or of the rasteriser stays under it; a
line of text, a rule or a column that moved does not."""
PAPER = 255


def picture_of(pdf: bytes) -> Image.Image:
    """All pages in a row."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-", f"{folder}/page"]
        subprocess.run(command, input=pdf, check=True)
        pages = [Image.open(path).convert("L") for path in sorted(Path(folder).iterdir())]
    picture = Image.new("L", (sum(page.width for page in pages), _tallest(pages)), PAPER)
    left = 0
    for page in pages:
        picture.paste(page, (left, 0))
        left += page.width
    return picture


def kept(kind: str) -> Image.Image:
    """The picture of that paper that somebody looked at."""
    return Image.open(KEPT / f"{kind}.png").convert("L")


def keep(kind: str, picture: Image.Image) -> None:
    """Put it in place of the one that is kept, in few greys."""
    KEPT.mkdir(exist_ok=True)
    few = picture.point(lambda grey: round(grey / STEP) * STEP)
    few.save(KEPT / f"{kind}.png", optimize=True)


def difference(one: Image.Image, other: Image.Image) -> int:
    """Of the block that differs most, 0 to 255; 255 where there are more or fewer pages."""
    if one.size != other.size:
        return PAPER
    soft = [each.filter(ImageFilter.BoxBlur(1)) for each in (one, other)]
    blocks = ImageChops.difference(*soft).reduce(BLOCK)
    return int(blocks.getextrema()[1])  # type: ignore[arg-type]


def _tallest(pages: Iterable[Image.Image]) -> int:
    return max(page.height for page in pages)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from shipments.papers import PAPERS
    from tests.shipments.papers.rendered import rendered

    for path in KEPT.glob("*.png"):
        path.unlink()
    for name in PAPERS:
        keep(name, picture_of(rendered(name)))
