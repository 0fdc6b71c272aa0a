# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the words off a page image with Tesseract, in this process."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import tesserocr

from aktei.procedures.rendition import cleaning

LANGUAGE = "deu"
_SURE = 90.0  # confidence of a clean page; below it a slanted page is straightened
_UNSURE = 70.0  # below it, something is wrong with the page
_FEW_SIGNS, _ROOM = 12, 30  # signs of a page number; pixels around them
_NO_WORSE = 60.0  # confidence of a sign that may be what it looks like
_SOME_WORDS = 3  # with fewer it is not worth trying all directions
_TESSDATA_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


class LanguageMissing(Exception):
    """No German language data on this machine."""


@dataclass(frozen=True)
class Token:
    """A word as read: box in pixels of the image given, origin top left."""

    text: str
    box: tuple[float, float, float, float]
    line: int
    confidence: float


@dataclass(frozen=True)
class Reading:
    """What was read. `quarter_turns`: how often the page had to be turned clockwise to stand upright.

    Boxes refer to the upright page. `confidence` is 0..100, weighted by the length of words.
    """

    tokens: list[Token]
    confidence: float
    quarter_turns: int = 0

    @property
    def weight(self) -> float:
        """How much was read with certainty; compares attempts on the same page."""
        return sum(len(token.text) * max(0.0, token.confidence - 40.0) for token in self.tokens)


def tessdata() -> Path:
    """Where the language data lies: `AKTEI_TESSDATA`, `TESSDATA_PREFIX` or the usual places.

    A place counts only if the German file is really in it. Raises LanguageMissing.
    """
    named = [os.environ[name] for name in ("AKTEI_TESSDATA", "TESSDATA_PREFIX") if os.environ.get(name)]
    for place in (*named, *_TESSDATA_PLACES):
        if (Path(place) / f"{LANGUAGE}.traineddata").is_file():
            return Path(place)
    raise LanguageMissing(
        f"{LANGUAGE}.traineddata not found; install tesseract-ocr-deu or set AKTEI_TESSDATA to its directory"
    )


def read_page(image: np.ndarray) -> Reading:
    """Read a cleaned grey page.

    Only a page that reads badly, or whose words stand upright like towers, is tried again: turned, straightened,
    then with shadows taken out. The attempt that read most with certainty is kept.
    """
    best = _recognised(image)
    if not best.tokens:
        best = _alone(image) or best
    if best.confidence < _UNSURE or _lies_on_its_side(best):
        # Tesseract also reads a page that lies on its side, but it should be shown upright.
        best = _best(_turned(image, best) or [best], best if not _lies_on_its_side(best) else None)
    if best.confidence < _SURE:
        best = _best(_straightened(image, best), best)
    if best.confidence < _UNSURE and best.tokens:
        best = _best(_evened(image, best), best)
    return best


def _best(readings: list[Reading], other: Reading | None) -> Reading:
    return max([*readings, *([other] if other else [])], key=lambda reading: reading.weight)


def _lies_on_its_side(reading: Reading) -> bool:
    words = [token.box for token in reading.tokens if len(token.text) >= 4]
    return sum(y1 - y0 > x1 - x0 for x0, y0, x1, y1 in words) > 0.5 * len(words)


def _alone(image: np.ndarray) -> Reading | None:
    """A few signs on an otherwise empty page, a page number for one: by itself nobody takes them for a text."""
    stats = cleaning.spots_of(cv2.medianBlur(image, 3) < 0.62 * float(np.median(image)))[0]
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    signs = stats[(high >= 12) & (high <= 60) & (wide <= 60)]
    if not 0 < len(signs) <= _FEW_SIGNS:
        return None
    left, top = (int(signs[:, at].min()) for at in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP))
    right, bottom = (int((signs[:, at] + signs[:, at + 2]).max()) for at in (cv2.CC_STAT_LEFT, cv2.CC_STAT_TOP))
    if bottom - top > 100:
        return None
    part = np.pad(image[top:bottom, left:right], _ROOM, constant_values=int(np.median(image)))
    found = _recognised(part, tesserocr.PSM.SINGLE_LINE)
    x, y = left - _ROOM, top - _ROOM
    tokens = [
        Token(t.text, (t.box[0] + x, t.box[1] + y, t.box[2] + x, t.box[3] + y), t.line, t.confidence)
        for t in found.tokens
    ]
    return Reading(tokens, found.confidence) if found.confidence >= _NO_WORSE else None


def _turned(image: np.ndarray, first: Reading) -> list[Reading]:
    """Readings of the page turned as it seems to need it; one that convinces ends the search."""
    turns = _orientation(image)
    candidates = [turns] if turns else []
    if turns is None and len(first.tokens) >= _SOME_WORDS:
        candidates = [2, 1, 3]
    readings = []
    for quarter_turns in candidates:
        reading = _recognised(np.ascontiguousarray(np.rot90(image, -quarter_turns)))
        if _lies_on_its_side(reading):
            continue
        readings.append(Reading(reading.tokens, reading.confidence, quarter_turns))
        if reading.confidence >= _UNSURE:
            break
    return readings


def _straightened(image: np.ndarray, best: Reading) -> list[Reading]:
    upright = np.ascontiguousarray(np.rot90(image, -best.quarter_turns))
    degrees = cleaning.skew(upright)
    if abs(degrees) < 1.5:
        return []
    straight, matrix = cleaning.turned(upright, degrees)
    reading = _recognised(straight)
    back = cv2.invertAffineTransform(matrix)
    tokens = [Token(t.text, _moved(t.box, back), t.line, t.confidence) for t in reading.tokens]
    return [Reading(tokens, reading.confidence, best.quarter_turns)]


def _evened(image: np.ndarray, best: Reading) -> list[Reading]:
    upright = np.ascontiguousarray(np.rot90(image, -best.quarter_turns))
    reading = _recognised(cleaning.evened(upright))
    return [Reading(reading.tokens, reading.confidence, best.quarter_turns)]


def _moved(box: tuple[float, float, float, float], matrix: np.ndarray) -> tuple[float, float, float, float]:
    """The upright box around a box that was turned, as high as the word itself."""
    x0, y0, x1, y1 = box
    centre = matrix @ np.array([(x0 + x1) / 2, (y0 + y1) / 2, 1.0])
    width, height = (x1 - x0) / 2, (y1 - y0) / 2
    return (centre[0] - width, centre[1] - height, centre[0] + width, centre[1] + height)


@cache
def _engine(language: str, mode: int) -> tesserocr.PyTessBaseAPI:
    api = tesserocr.PyTessBaseAPI(path=f"{tessdata()}/", lang=language, psm=mode)
    api.SetVariable("debug_file", "/dev/null")
    return api


def _recognised(image: np.ndarray, mode: int = tesserocr.PSM.AUTO) -> Reading:
    api = _engine(LANGUAGE, mode)
    height, width = image.shape
    api.SetImageBytes(image.tobytes(), width, height, 1, width)
    api.SetSourceResolution(cleaning.READING_DPI)
    api.Recognize()
    tokens = _tokens(api.GetTSVText(0))
    api.Clear()
    letters = sum(len(token.text) for token in tokens)
    confidence = sum(token.confidence * len(token.text) for token in tokens) / letters if letters else 0.0
    return Reading(tokens, confidence)


def _tokens(table: str) -> list[Token]:
    """Words of Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, conf, text."""
    tokens = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.splitlines():
        cells = row.split("\t", 11)
        if len(cells) < 12 or cells[0] != "5" or not (text := " ".join(cells[11].split())):
            continue
        left, top, width, height = (float(cell) for cell in cells[6:10])
        line = lines.setdefault(tuple(cells[2:5]), len(lines))
        for part in text.split(" "):
            tokens.append(Token(part, (left, top, left + width, top + height), line, max(0.0, float(cells[10]))))
    return tokens


def _orientation(image: np.ndarray) -> int | None:
    """Quarter turns clockwise that set the page upright; None if nobody can tell (no data, too little text)."""
    if not (tessdata() / "osd.traineddata").is_file():
        return None
    api = _engine("osd", tesserocr.PSM.OSD_ONLY)
    height, width = image.shape
    api.SetImageBytes(image.tobytes(), width, height, 1, width)
    api.SetSourceResolution(cleaning.READING_DPI)
    found = api.DetectOrientationScript()
    api.Clear()
    if not found or found["orient_conf"] < 1.0:
        return None
    return int(4 - round(found["orient_deg"] / 90)) % 4
