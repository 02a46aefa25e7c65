"""Reads a picture of a page with Tesseract, where it is installed: an old and kept engine, one process for each page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO

from PIL import Image

from mla.documents.reading import Lacking

PROGRAM = "tesseract"

PATIENCE = 40.0
"""Seconds that one page may take."""

MOST_DOTS = 36_000_000
"""A picture of a page is read with so many dots at most: A4 at 600 dots an inch has as many."""

TRAINED = dict(
    one.split("=")
    for one in [
        "af=afr",
        "am=amh",
        "ar=ara",
        "az=aze",
        "be=bel",
        "bg=bul",
        "bn=ben",
        "bs=bos",
        "ca=cat",
        "cs=ces",
        "cy=cym",
        "da=dan",
        "de=deu",
        "el=ell",
        "en=eng",
        "es=spa",
        "et=est",
        "eu=eus",
        "fa=fas",
        "fi=fin",
        "fr=fra",
        "ga=gle",
        "gl=glg",
        "gu=guj",
        "he=heb",
        "hi=hin",
        "hr=hrv",
        "hu=hun",
        "hy=hye",
        "id=ind",
        "is=isl",
        "it=ita",
        "ja=jpn",
        "ka=kat",
        "kk=kaz",
        "km=khm",
        "ko=kor",
        "ky=kir",
        "lb=ltz",
        "lo=lao",
        "lt=lit",
        "lv=lav",
        "mk=mkd",
        "mn=mon",
        "ms=msa",
        "mt=mlt",
        "my=mya",
        "nb=nor",
        "ne=nep",
        "nl=nld",
        "nn=nor",
        "no=nor",
        "pa=pan",
        "pl=pol",
        "ps=pus",
        "pt=por",
        "ro=ron",
        "ru=rus",
        "si=sin",
        "sk=slk",
        "sl=slv",
        "sq=sqi",
        "sr=srp",
        "sv=swe",
        "sw=swa",
        "ta=tam",
        "te=tel",
        "tg=tgk",
        "th=tha",
        "ti=tir",
        "tr=tur",
        "uk=ukr",
        "ur=urd",
        "uz=uzb",
        "vi=vie",
        "yi=yid",
        "zh=chi_sim",
    ]
)
"""What Tesseract calls a language, by its two letters."""

ALSO = {"srp": "srp_latn", "aze": "aze_cyrl", "uzb": "uzb_cyrl", "chi_sim": "chi_tra"}
"""Languages that are written in two ways, each of which was trained by itself."""

MOST_LANGUAGES = 4
"""A page is read in so many languages at once at most: each takes its time."""


@cache
def installed() -> frozenset[str]:
    """The languages that Tesseract knows here, as it calls them; none where it is not installed."""
    if shutil.which(PROGRAM) is None:
        return frozenset()
    told = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    return frozenset(told.stdout.split("\n")[1:]) - {"", "osd"}


def known(languages: Iterable[str]) -> list[str]:
    """Those of some languages, by their two letters, that Tesseract knows here, as it calls them."""
    trained = [TRAINED[code] for code in dict.fromkeys(languages) if code in TRAINED]
    ways = dict.fromkeys(way for one in trained for way in (one, ALSO.get(one)) if way in installed())
    return list(filter(None, ways))[:MOST_LANGUAGES]


def text_of_picture(picture: Image.Image, languages: Iterable[str]) -> str:
    """What stands on a picture of a page, in some of these languages. Raises Lacking; a page that takes too long says nothing."""
    there = known(languages)
    if not there:
        raise Lacking("scan")
    told = _run(picture, ["-l", "+".join(there)], PATIENCE)
    return (told or b"").decode(errors="replace")


def layer_of_picture(picture: Image.Image, languages: Iterable[str], seconds: float) -> bytes | None:
    """What stands on a picture, as a PDF of one page with nothing but unseen words where they stand; its sides are as the picture's.

    None where Tesseract is not installed, knows none of the languages, or takes longer than so many seconds.
    """
    there = known(languages)
    if not there:
        return None
    only_words = ["-c", "tessedit_create_pdf=1", "-c", "textonly_pdf=1"]
    return _run(picture, ["-l", "+".join(there), *only_words], min(PATIENCE, seconds)) or None


def words_of_picture(
    picture: Image.Image, languages: Iterable[str], seconds: float
) -> list[tuple[str, tuple[float, float, float, float]]] | None:
    """The words on a picture in their order, each with its left, top, right and bottom in hundredths of the picture.

    None where Tesseract is not installed, knows none of the languages, or takes longer than so many seconds.
    """
    there = known(languages)
    told = _run(picture, ["-l", "+".join(there), "tsv"], min(PATIENCE, seconds)) if there else None
    if told is None:
        return None
    rows = [line.split("\t") for line in told.decode(errors="replace").splitlines()[1:]]
    sizes = [(int(row[8]), int(row[9])) for row in rows if row[0] == "1"]
    width, height = sizes[0] if sizes else (1, 1)
    found = []
    for row in rows:
        if row[0] == "5" and row[-1].strip():
            left, top, across, down = map(int, row[6:10])
            ends = (left / width, top / height, (left + across) / width, (top + down) / height)
            found.append((row[-1], (100 * ends[0], 100 * ends[1], 100 * ends[2], 100 * ends[3])))
    return found


def _run(picture: Image.Image, options: Sequence[str], seconds: float) -> bytes | None:
    """What Tesseract says of a picture; None where it fails or takes too long."""
    if (dots := picture.width * picture.height) > MOST_DOTS:
        shrunk = (MOST_DOTS / dots) ** 0.5
        picture = picture.resize((max(1, int(picture.width * shrunk)), max(1, int(picture.height * shrunk))))
    page = BytesIO()
    picture.convert("L").save(page, "PPM")
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [PROGRAM, "stdin", "stdout", *options],
            input=page.getvalue(), capture_output=True, timeout=seconds, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
