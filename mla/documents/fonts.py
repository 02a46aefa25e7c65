"""The font in which words are painted on a picture: what fontconfig, which draws the papers too, takes for bold print."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

from PIL import ImageFont

ASKED = ["fc-match", "--format=%{file}", "sans:bold:lang=fr:scalable=true"]


def bold(size: float) -> ImageFont.FreeTypeFont:
    """Bold print, so many dots high. Where fontconfig cannot be asked, the font that comes with Pillow, which has fewer letters."""
    if path := _path():
        return ImageFont.truetype(path, size)
    font = ImageFont.load_default(size)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return font


@cache
def _path() -> str:
    if shutil.which(ASKED[0]) is None:
        return ""
    told = subprocess.run(ASKED, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603 - our own command
    return told.stdout.strip() if told.returncode == 0 else ""
