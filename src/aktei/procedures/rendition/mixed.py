# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page with text and pictures: what text is kept, which pictures are read, and the words of both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import numpy as np
import pypdfium2

from aktei.procedures.rendition import cleaning, digital, judging, pieces, rastering, reading, regions
from aktei.procedures.rendition.composing import closed_up
from aktei.procedures.rendition.frame import Frame, scaled
from aktei.procedures.rendition.regions import Area
from aktei.procedures.rendition.words import SCALE, Word

_SCAN = 0.6  # share of the page from which a picture is the page
_SURE = 60.0  # confidence of a word in a picture: most of what looks like letters in photographs is none
_SHRUNK = 500.0  # dots per inch from which a picture on a page is read by itself

_EMBLEM = 400_000  # pixels of a small picture


@dataclass(frozen=True)
class Settled:
    """The words of a page and those of them that were `read`; no words if the whole page is to be read as a picture."""

    words: list[Word] | None
    read: list[Word] = field(default_factory=list)
    source: Literal["digital", "hidden_text", "ocr", "blank"] = "digital"
    confidence: float = 100.0
    doubted: list[Word] = field(default_factory=list)


def settled(page: pypdfium2.PdfPage, content: judging.Content, frame: Frame, page_pixels: int) -> Settled:
    """Decide part by part of the page: words one can trust stay, pictures that they do not explain are read."""
    words = digital.words_of(page, content.textpage)
    layers = regions.layers(words, _areas(content.visible, frame), _areas(content.hidden, frame))
    if layers.visible and not layers.visible_is_usable:
        return Settled(None)
    areas = regions.areas_of(_areas([picture.box for picture in content.pictures], frame), frame.displayed)
    believed = layers.hidden_is_usable
    if words:
        if areas:
            look = rastering.rendered(page, regions.LOOKING_DPI, page_pixels, colour=False)
            areas = regions.unread(look, areas, layers, believed=believed)
        if not areas:
            return _as_it_came(layers, believed=believed)
    kept = [*layers.visible, *(word for word in layers.hidden if believed and not _lies_in(word, areas))]
    kept.sort(key=lambda word: word.line)
    apart = len(areas) > 1 or any(picture.dpi > _SHRUNK for picture in content.pictures)
    if not kept and (content.paths or not apart or any(_share(area) >= _SCAN for area in areas)):
        return Settled(None, doubted=layers.hidden if judging.usable(_text(layers.hidden)) and not believed else [])
    found = [_read(page, content, area, kept, frame, page_pixels) for area in areas]
    merged = regions.merged(kept, [each for each, _ in found])
    own = {(word.text, word.x0, word.y0, word.x1, word.y1) for each, _ in found for word in each}
    fresh = [word for word in merged if (word.text, word.x0, word.y0, word.x1, word.y1) in own]
    if not fresh:
        return _as_it_came(layers, believed=believed)
    weight = sum(len(word.text) for word in fresh)
    certainty = sum(sure * sum(len(word.text) for word in each) for each, sure in found)
    return Settled(merged, fresh, "ocr", min(100.0, certainty / max(1, weight)))


def words_of(found: reading.Reading, shape: tuple[int, ...]) -> list[Word]:
    """What was read on an image of this shape, as words of the upright image."""
    height, width = shape if found.quarter_turns % 2 == 0 else shape[::-1]
    return [
        Word(
            token.text,
            scaled(token.box[0] / width),
            scaled(token.box[1] / height),
            scaled(token.box[2] / width),
            scaled(token.box[3] / height),
            token.line,
        )
        for token in found.tokens
    ]


def _as_it_came(layers: regions.Layers, *, believed: bool) -> Settled:
    kept = [*layers.visible, *(layers.hidden if believed else [])]
    kept.sort(key=lambda word: word.line)
    if not kept:
        return Settled([], source="blank")
    return Settled(kept, source="hidden_text" if believed and len(layers.hidden) > len(layers.visible) else "digital")


def _read(
    page: pypdfium2.PdfPage,
    content: judging.Content,
    area: Area,
    kept: Sequence[Word],
    frame: Frame,
    page_pixels: int,
) -> tuple[list[Word], float]:
    """The words of one part of the page, and how sure they are."""
    boxes = _areas([picture.box for picture in content.pictures], frame)
    here = [picture.dpi for picture, box in zip(content.pictures, boxes, strict=True) if regions.meet(box, area)]
    native = max(here, default=0.0)
    drawn, dpi = rastering.part_of(page, area, frame, native, page_pixels)
    clean = cleaning.prepared(cleaning.cleaned(regions.without(drawn, kept, area), dpi))
    if clean is None:
        return [], 0.0
    found = _read_once(clean.tobytes(), clean.shape) if clean.size < _EMBLEM else pieces.read(clean)
    if _share(area) < _SCAN:
        found = reading.Reading([token for token in found.tokens if token.confidence >= _SURE], found.confidence)
    if not found.tokens:
        return [], 0.0
    left, top, across, down = area[0] * SCALE, area[1] * SCALE, area[2] - area[0], area[3] - area[1]
    words = closed_up(words_of(found, clean.shape))
    placed = [
        Word(
            word.text,
            round(left + word.x0 * across),
            round(top + word.y0 * down),
            round(left + word.x1 * across),
            round(top + word.y1 * down),
            word.line,
        )
        for word in words
    ]
    letters = sum(len(token.text) for token in found.tokens)
    return placed, sum(token.confidence * len(token.text) for token in found.tokens) / letters


@lru_cache(maxsize=32)
def _read_once(pixels: bytes, shape: tuple[int, int]) -> reading.Reading:
    """Reads an emblem that stands on every page of a document only once."""
    return pieces.read(np.frombuffer(pixels, np.uint8).reshape(shape))


def _areas(boxes: Sequence[judging.Box], frame: Frame) -> list[Area]:
    areas = []
    for x0, y0, x1, y1 in boxes:
        (u0, v0), (u1, v1) = frame.to_display(x0, y0), frame.to_display(x1, y1)
        areas.append((min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)))
    return areas


def _lies_in(word: Word, areas: Sequence[Area]) -> bool:
    x, y = (word.x0 + word.x1) / 2 / SCALE, (word.y0 + word.y1) / 2 / SCALE
    return any(area[0] <= x <= area[2] and area[1] <= y <= area[3] for area in areas)


def _share(area: Area) -> float:
    return (area[2] - area[0]) * (area[3] - area[1])


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
