# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Generated German letters with known text: born-digital, or as a scanner would deliver them.

Pure and seeded: the same arguments give the same letter. The layout is one column, so that the order of
the known text does not depend on how a reader orders columns.
"""

import io
import json
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

import cv2
import numpy as np
import pikepdf
import pillow_heif
import pypdfium2
import typst
from PIL import Image

from aktei.entrances.demo import phrases

Degradation = Literal["none", "light", "heavy"]
Container = Literal["pdf", "tiff-g4", "tiff-lzw", "tiff-jpeg", "jpeg", "png", "heic"]

JPEG_QUALITY = 75
FONTS = (
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
    "Libertinus Serif",
    "New Computer Modern",
    "Liberation Sans Narrow",
)


@dataclass(frozen=True)
class Person:
    """An invented sender."""

    given_name: str
    family_name: str
    born: date
    street: str
    postcode: str
    town: str


@dataclass(frozen=True)
class Letter:
    """A letter, and what a perfect reader would read on each of its pages."""

    seed: int
    pdf: bytes
    text_pages: list[str]
    reference: str | None
    person: Person
    topic: str
    subject_line: str
    written: date


_TEMPLATE = b"""
#let data = json(bytes(sys.inputs.letter))
#set page(paper: "a4", margin: (left: 25mm, right: 20mm, top: 20mm, bottom: 18mm))
#set text(font: data.font, size: data.size * 1pt, lang: "de", hyphenate: false, fallback: true)
#set par(justify: false, leading: 0.62em, spacing: 1.0em)
#set document(title: data.title, author: data.author)
#for (i, page) in data.pages.enumerate() {
  if i > 0 { pagebreak() }
  for block in page {
    let body = block.lines.map(line => text(line)).join(linebreak())
    if block.style == "subject" { strong(body); parbreak() }
    else if block.style == "small" { text(size: 0.8em, body); parbreak() }
    else { body; parbreak() }
    if block.space > 0 { v(block.space * 1mm) }
  }
}
"""


def person(seed: int) -> Person:
    """An invented person; names have umlauts and foreign letters on purpose."""
    rng = random.Random(f"person {seed}")  # noqa: S311 (nothing secret)
    postcode, town = rng.choice(phrases.TOWNS)
    return Person(
        given_name=rng.choice(phrases.GIVEN_NAMES),
        family_name=rng.choice(phrases.FAMILY_NAMES),
        born=date(1940, 1, 1) + timedelta(days=rng.randrange(24_000)),
        street=f"{rng.choice(phrases.STREETS)} {rng.randint(1, 148)}{rng.choice(['', '', '', 'a', 'b'])}",
        postcode=postcode,
        town=town,
    )


def letter(
    seed: int,
    *,
    pages: int = 1,
    reference: str | None = None,
    person: Person | None = None,
    topic: str | None = None,
) -> Letter:
    """Write a letter to the county.

    `reference` is quoted as *Ihr Zeichen*; without one the letter quotes none. `topic` is a key of
    `phrases.TOPICS`. The PDF is born-digital, with every font embedded.
    """
    rng = random.Random(f"letter {seed}")  # noqa: S311
    who = person or _person(seed)
    topic = topic or rng.choice(sorted(phrases.TOPICS))
    subject = rng.choice(phrases.TOPICS[topic].subjects)
    written = date(2026, 1, 5) + timedelta(days=rng.randrange(320))
    content = _pages(rng, pages, reference, who, phrases.TOPICS[topic], subject, written)
    data = {
        "font": rng.choice(_fonts()),
        "size": rng.choice([10.5, 11, 11]),
        "title": subject,
        "author": f"{who.given_name} {who.family_name}",
        "pages": content,
    }
    noon = 1_767_225_600 + rng.randrange(86_400)
    with _one_at_a_time:
        pdf = _compiler().compile(_TEMPLATE, sys_inputs={"letter": json.dumps(data)}, format="pdf", timestamp=noon)
    assert isinstance(pdf, bytes)
    texts = ["\n".join(line for block in page for line in block["lines"]) for page in content]
    return Letter(seed, pdf, texts, reference, who, topic, subject, written)


def scan(
    letter: Letter,
    *,
    dpi: int = 300,
    degradation: Degradation = "light",
    container: Container = "pdf",
    page: int | None = None,
    quarter_turns: int = 0,
) -> bytes:
    """Put a letter through a scanner.

    Jpeg, png and heic hold one page: `page` (from 0, the first if not named). The others hold all of them
    unless `page` is named. `quarter_turns` lays the paper in turned, clockwise.
    """
    if page is None and container in {"jpeg", "png", "heic"}:
        page = 0
    rng = np.random.default_rng(letter.seed)
    with pypdfium2.PdfDocument(letter.pdf) as document:
        numbers = range(len(document)) if page is None else [page]
        sheets = [_raster(document[number], dpi) for number in numbers]
    degraded = [np.rot90(_DEGRADATIONS[degradation](sheet, rng), -quarter_turns) for sheet in sheets]
    return _encode([np.ascontiguousarray(sheet) for sheet in degraded], dpi, container)


_person = person
_one_at_a_time = threading.Lock()  # typst's compiler refuses a second thread


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=typst.Fonts())


@cache
def _fonts() -> tuple[str, ...]:
    present = set(typst.Fonts().families())
    return tuple(name for name in FONTS if name in present)


def _pages(
    rng: random.Random,
    count: int,
    reference: str | None,
    who: Person,
    topic: phrases.Topic,
    subject: str,
    written: date,
) -> list[list[dict[str, Any]]]:
    sentences = _sentences(rng, topic)
    first = [
        _block(_sender(who, topic), space=5),
        _block(["Landkreis Musterland", topic.office, "Schloßplatz 1", "99301 Musterstadt"], space=5),
        _block([f"Ihr Zeichen: {reference}"] if reference else ["Ihr Zeichen: ohne"]),
        _block([f"{who.town}, den {written:%d.%m.%Y}"], space=4),
        _block([subject], style="subject"),
        _block([f"{who.given_name} {who.family_name}, geboren am {who.born:%d.%m.%Y}"], space=2),
        _block(["Sehr geehrte Damen und Herren,"]),
    ]
    pages = [first + _paragraphs(sentences, 5)]
    for number in range(2, count + 1):
        heading = _block([f"Seite {number} des Schreibens vom {written:%d.%m.%Y}"], space=4)
        pages.append([heading, *_paragraphs(sentences, 6)])
    enclosures = rng.sample(phrases.ENCLOSURES, 2)
    pages[-1] += [
        _block(["Mit freundlichen Grüßen"], space=8),
        _block([f"{who.given_name} {who.family_name}"]),
        _block([f"Anlagen: {', '.join(enclosures)}"], style="small"),
    ]
    return pages


def _block(lines: list[str], *, style: str = "plain", space: float = 0) -> dict[str, Any]:
    return {"lines": lines, "style": style, "space": space}


def _sender(who: Person, topic: phrases.Topic) -> list[str]:
    name = topic.sender or f"{who.given_name} {who.family_name}"
    return [name, who.street, f"{who.postcode} {who.town}"]


def _sentences(rng: random.Random, topic: phrases.Topic) -> Callable[[], str]:
    """Sentences without end: first the topic's, then others, reshuffled whenever they run out."""
    opening, *rest = topic.sentences  # the first one continues the salutation, hence its small letter
    rng.shuffle(rest)
    queue = [opening, *rest]

    def following() -> str:
        if not queue:
            queue.extend(rng.sample(phrases.GENERAL_SENTENCES, len(phrases.GENERAL_SENTENCES)))
        return queue.pop(0)

    return following


def _paragraphs(following: Callable[[], str], count: int) -> list[dict[str, Any]]:
    return [_block([" ".join(following() for _ in range(4))]) for _ in range(count)]


def _raster(page: pypdfium2.PdfPage, dpi: int) -> np.ndarray:
    sheet: np.ndarray = np.squeeze(page.render(scale=dpi / 72, grayscale=True).to_numpy())
    return sheet


def _skewed(sheet: np.ndarray, rng: np.random.Generator, degrees: float) -> np.ndarray:
    height, width = sheet.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-degrees, degrees)), 1.0)
    turned: np.ndarray = cv2.warpAffine(sheet, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    return turned


def _noisy(sheet: np.ndarray, rng: np.random.Generator, sigma: float, paper: float) -> np.ndarray:
    """Toned paper with sensor noise, tiled: drawing 8 million normals would cost more than the rest."""
    tile = rng.normal(0.0, sigma, (997, 1009)).astype(np.float32)
    repeats = (sheet.shape[0] // tile.shape[0] + 1, sheet.shape[1] // tile.shape[1] + 1)
    noise = np.tile(tile, repeats)[: sheet.shape[0], : sheet.shape[1]]
    noisy: np.ndarray = np.clip(sheet.astype(np.float32) * paper + noise, 0, 255).astype(np.uint8)
    return noisy


def _light(sheet: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A good office scanner: a little skew, soft edges, dust."""
    soft = cv2.GaussianBlur(_skewed(sheet, rng, 1.5), (0, 0), 0.8)
    return _specked(_noisy(soft, rng, 10.0, 0.96), rng, dark=0.002, bright=0.0)


def _heavy(sheet: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A worn scanner, recycled paper, a copy of a copy."""
    soft = cv2.GaussianBlur(_skewed(sheet, rng, 1.5), (0, 0), 1.0)
    return _specked(_noisy(soft, rng, 24.0, 0.90), rng, dark=0.008, bright=0.006)


def _specked(sheet: np.ndarray, rng: np.random.Generator, *, dark: float, bright: float) -> np.ndarray:
    chance = rng.random(sheet.shape, dtype=np.float32)
    sheet[chance < dark] = 40
    sheet[chance > 1 - bright] = 255
    return sheet


_DEGRADATIONS: dict[str, Callable[[np.ndarray, np.random.Generator], np.ndarray]] = {
    "none": lambda sheet, rng: sheet,
    "light": _light,
    "heavy": _heavy,
}


def _encode(sheets: list[np.ndarray], dpi: int, container: Container) -> bytes:
    if container == "pdf":
        return _scanned_pdf(sheets, dpi)
    images = [Image.fromarray(sheet) for sheet in sheets]
    out = io.BytesIO()
    resolution = (dpi, dpi)
    match container:
        case "tiff-g4":
            _tiff(out, [image.point(lambda v: 255 * (v > 140)).convert("1") for image in images], dpi, "group4")
        case "tiff-lzw":
            _tiff(out, images, dpi, "tiff_lzw")
        case "tiff-jpeg":
            _tiff(out, images, dpi, "jpeg")
        case "jpeg":
            images[0].save(out, "JPEG", quality=JPEG_QUALITY, dpi=resolution)
        case "png":
            images[0].save(out, "PNG", dpi=resolution, compress_level=3)
        case "heic":
            pillow_heif.from_pillow(images[0].convert("RGB")).save(out, quality=70, enc_params={"preset": "ultrafast"})
    return out.getvalue()


def _tiff(out: io.BytesIO, images: list[Image.Image], dpi: int, compression: str) -> None:
    options: dict[str, Any] = {"quality": JPEG_QUALITY} if compression == "jpeg" else {}
    images[0].save(
        out,
        "TIFF",
        save_all=True,
        append_images=images[1:],
        compression=compression,
        dpi=(dpi, dpi),
        **options,
    )


def _scanned_pdf(sheets: list[np.ndarray], dpi: int) -> bytes:
    """One grey JPEG per page, as most office scanners write it."""
    pdf = pikepdf.new()
    for sheet in sheets:
        height, width = sheet.shape
        size = (width * 72 / dpi, height * 72 / dpi)
        page = pdf.add_blank_page(page_size=size)
        encoded = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()
        image = pikepdf.Stream(
            pdf,
            encoded,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceGray,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=pdf.make_indirect(image)))
        page.Contents = pdf.make_stream(f"q {size[0]:.3f} 0 0 {size[1]:.3f} 0 0 cm /Scan Do Q".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
