"""The colours hold together, and words can be read on what is behind them."""

import re
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parents[3] / "src/alongside/foundation/kit/static/kit"
SHEETS = {path.name: path.read_text() for path in KIT.glob("*.css")}
COLOURS = SHEETS["colours.css"]
BLOCKS = {
    "light": r":root \{(.*?)\}",
    "dark": r':root\[data-theme="dark"\] \{(.*?)\}',
    "auto": r':root\[data-theme="auto"\] \{(.*?)\}',
    "night": r':root\[data-theme="night"\] \{(.*?)\}',
}
THEMES = {
    name: dict(re.findall(r"--([\w-]+): ([^;]+);", re.search(found, COLOURS, re.DOTALL).group(1)))
    for name, found in BLOCKS.items()
}
BEHIND = ["paper", "card", "well"]
READ = ["ink", "ink-soft", "link", "error"]
TONES = ["grey", "blue", "green", "red", "yellow", "orange", "purple", "aqua"]
PAIRS = [
    *[(words, behind) for words in READ for behind in BEHIND],
    ("on-header", "header"),
    ("on-header-soft", "header"),
    ("on-go", "go"),
    ("on-go", "go-hover"),
    ("focus-ink", "focus"),
    ("second", "card"),
    ("second", "paper"),
    ("second", "second-hover"),
    ("good", "card"),
    ("know", "card"),
    ("watch", "card"),
    ("watch", "well"),
    ("ink", "good-soft"),
    ("ink", "watch-soft"),
    ("ink", "know-soft"),
    ("ink", "warm"),
    ("ink-soft", "warm"),
    ("watch-soft", "watch"),
    *[
        (f"tag-{t}-ink", f"tag-{t}")
        for t in ["grey", "blue", "green", "red", "yellow", "orange", "purple", "aqua"]
    ],
]
SHAPES = [
    ("line-strong", "card"),
    ("line-strong", "paper"),
    ("clock-green", "clock-track"),
    ("clock-amber", "clock-track"),
    ("clock-red", "clock-track"),
    ("clock-black", "clock-track"),
    ("clock-mark", "clock-track"),
]


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Contrast ratio, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_sum_agrees_with_the_known_extremes():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


def test_dark_by_choice_and_dark_by_device_are_the_same_colours():
    assert THEMES["dark"] == THEMES["auto"]


def test_every_theme_names_every_colour():
    assert all(set(colours) == set(THEMES["light"]) for colours in THEMES.values())


@pytest.mark.parametrize("theme", ["light", "dark", "night"])
@pytest.mark.parametrize(("words", "behind"), PAIRS)
def test_words_stand_out_from_what_is_behind_them(theme, words, behind):
    colours = THEMES[theme]
    assert contrast(colours[words], colours[behind]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark", "night"])
@pytest.mark.parametrize(("shape", "behind"), SHAPES)
def test_shapes_that_mean_something_stand_out(theme, shape, behind):
    colours = THEMES[theme]
    assert contrast(colours[shape], colours[behind]) >= 3


def test_every_colour_used_is_named():
    used = {name for sheet in SHEETS.values() for name in re.findall(r"var\(--([\w-]+)\)", sheet)}
    assert used - {"rail"} <= set(THEMES["light"])


def test_no_sheet_fetches_anything_from_outside():
    assert not [name for name, sheet in SHEETS.items() if re.search(r"https?:|@import", sheet)]
