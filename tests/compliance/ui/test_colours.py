"""Text can be read on its ground by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "static" / "css" / "tokens.css"
TEXT, EDGE = 4.5, 3.0
TINTS = ("grey", "blue", "amber", "orange", "green", "red")
PAIRS = [
    *((name, ground, TEXT) for name in ("ink", "muted", "link") for ground in ("paper", "wash")),
    *((f"{tint}-ink", f"{tint}-ground", TEXT) for tint in TINTS),
    *(("ink", f"{tint}-ground", TEXT) for tint in TINTS),
    *(("on-navy", ground, TEXT) for ground in ("navy", "navy-deep", "accent", "danger")),
    ("link-dark", "paper", TEXT),
    ("red", "paper", TEXT),
    ("line-strong", "paper", EDGE),
]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of the day, and those the night puts in their place."""
    day, _at, night = CSS.read_text().partition("@media")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", day))
    return found | (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", night)) if scheme else {})


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["", "dark"], ids=["day", "night"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_text_stands_out_from_its_ground(text: str, ground: str, least: float, scheme: str) -> None:
    colours = tokens(scheme)
    light, dark = sorted((luminance(colours[name]) for name in (text, ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_the_night_has_another_paper() -> None:
    assert luminance(tokens("dark")["paper"]) < 0.05 < luminance(tokens("")["paper"])
