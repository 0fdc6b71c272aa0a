# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Originals that are images: opening them with bounds, and putting them into a PDF page without loss."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pillow_heif
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from aktei.procedures.rendition import tiff_jpeg
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.sniffing import Kind

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before anything is decoded

_FORMATS: dict[Kind, list[str]] = {"tiff": ["TIFF"], "jpeg": ["JPEG", "MPO"], "png": ["PNG"], "heic": ["HEIF"]}
_A4_LONG_SIDE = 11.69
_LONGEST_SIDE = 50.0  # inches; A0 has 47
_REDUCED = 1
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}
_PHOTO_QUALITY = 92
_RENDERED_QUALITY = 88
_UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, KeyError, RuntimeError)


def examine(path: Path, kind: Kind, limits: Limits, accept_as_is: bool) -> int:
    """Number of pages of an image file, after every bound was checked on its headers. Raises Quarantined."""
    with _guarded(path):
        if kind == "jpeg" and not accept_as_is and not _complete(path):
            raise Quarantined("truncated")
        if kind == "png" and not accept_as_is and b"IEND" not in _end(path):
            raise Quarantined("truncated")
        with Image.open(path, formats=_FORMATS[kind]) as image:
            frames = list(_frames(image, limits.pages)) if kind == "tiff" else [0]
            if len(frames) > limits.pages:
                raise Quarantined("too_many_pages", f"mehr als {limits.pages} Seiten")
            for frame in frames:
                image.seek(frame)
                if image.width * image.height > limits.page_pixels:
                    raise Quarantined("too_many_pixels", f"{image.width} × {image.height} Bildpunkte")
    if not frames:
        raise Quarantined("no_pages")
    return len(frames)


def into_page(path: Path, kind: Kind, index: int, target: Path, *, lenient: bool = False) -> tuple[np.ndarray, float]:
    """Write page `index` of an image file as a one-page PDF; return it grey and upright, with its resolution.

    The image data goes in as it is where PDF knows its compression (JPEG, CCITT G4), else without loss. Only HEIC,
    which PDF does not know, is compressed anew. `lenient` takes what can be decoded of an image that is cut off.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    with _guarded(path), Image.open(path, formats=_FORMATS[kind]) as image:
        if kind == "tiff":
            image.seek(list(_frames(image, index + 1))[index])
        dpi = _resolution(image)
        turn = _TURNS.get(image.getexif().get(0x0112, 1), 0) if kind == "jpeg" else 0
        data, entries, grey = _embeddable(path, image, kind)
    pdf = page_of(data, entries, entries["Width"] * 72 / dpi, entries["Height"] * 72 / dpi)
    if turn:
        pdf.pages[0].Rotate = turn
    pdf.save(target)
    return np.ascontiguousarray(np.rot90(grey, -turn // 90)), dpi


def page_of(data: bytes, entries: dict[str, Any], width: float, height: float) -> pikepdf.Pdf:
    """A PDF of one page (in points) that shows one image."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    stream = pikepdf.Stream(pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **entries)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=pdf.make_indirect(stream)))
    page.Contents = pdf.make_stream(f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Scan Do Q".encode())
    return pdf


def smallest(array: np.ndarray) -> tuple[bytes, dict[str, Any]]:
    """A rendered page (grey or BGR) compressed: without loss unless that takes much more room than JPEG."""
    image = Image.fromarray(array if array.ndim == 2 else cv2.cvtColor(array, cv2.COLOR_BGR2RGB))
    exact, entries = _flate(image)
    lossy = cv2.imencode(".jpg", array, [cv2.IMWRITE_JPEG_QUALITY, _RENDERED_QUALITY])[1].tobytes()
    if len(exact) <= 1.5 * len(lossy):
        return exact, entries
    return lossy, jpeg_entries(*image.size, len(image.getbands()))


def jpeg_entries(width: int, height: int, channels: int) -> dict[str, Any]:
    """The dictionary of an image stream that holds JPEG data."""
    space = pikepdf.Name.DeviceGray if channels == 1 else pikepdf.Name.DeviceRGB
    return {
        "Width": width,
        "Height": height,
        "BitsPerComponent": 8,
        "ColorSpace": space,
        "Filter": pikepdf.Name.DCTDecode,
    }


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Turn what the decoders raise into a finding. A missing end says *truncated*, everything else *broken*."""
    try:
        yield
    except Quarantined:
        raise
    except MemoryError:
        raise
    except UnidentifiedImageError as error:
        raise Quarantined("broken") from error
    except _UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        cut = any(word in str(error).lower() for word in ("truncated", "not processed", "unexpected end", "eof"))
        raise Quarantined("truncated" if cut else "broken") from error


def _complete(path: Path) -> bool:
    """True if a JPEG has its end mark."""
    return b"\xff\xd9" in _end(path)


def _end(path: Path) -> bytes:
    """The last part of a file; some cameras append data after the end mark."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2**16))
        return file.read()


def _frames(image: Any, most: int) -> Iterator[int]:
    """Numbers of the pages of a TIFF; reduced copies (previews) are no pages. Ends soon after `most`."""
    number = found = 0
    while found <= most:
        try:
            image.seek(number)
        except EOFError:
            return
        if not int(image.tag_v2.get(254, 0)) & _REDUCED:
            found += 1
            yield number
        number += 1


def _resolution(image: Image.Image) -> float:
    """Pixels per inch as the file states them, if the page would then have a possible size; else as if A4."""
    stated = image.info.get("dpi") or (0, 0)
    dpi = float(max(stated)) if isinstance(stated, tuple) else 0.0
    longest = max(image.size)
    if dpi >= 75 and longest / dpi <= _LONGEST_SIDE:
        return dpi
    return max(longest / _A4_LONG_SIDE, 36.0)


def _embeddable(path: Path, image: Image.Image, kind: Kind) -> tuple[bytes, dict[str, Any], np.ndarray]:
    """Data and dictionary of the image stream, and the same image grey."""
    if kind == "jpeg" and _complete(path) and image.mode in ("L", "RGB") and image.getexif().get(0x0112, 1) in _TURNS:
        data = path.read_bytes()
        return data, jpeg_entries(*image.size, len(image.getbands())), _grey_of_jpeg(data, image)
    if kind == "tiff" and (joined := tiff_jpeg.joined(path, image)):
        data, channels = joined
        return data, jpeg_entries(*image.size, channels), _grey_of_jpeg(data, image)
    plain = _plain(image)
    grey = np.asarray(plain.convert("L"))
    if kind == "heic":
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=_PHOTO_QUALITY, subsampling=0)
        return out.getvalue(), jpeg_entries(*plain.size, len(plain.getbands())), grey
    if plain.mode == "1":
        return _group4(plain), _group4_entries(plain), grey
    return *_flate(plain), grey


def _grey_of_jpeg(data: bytes, image: Image.Image) -> np.ndarray:
    """OpenCV decodes a JPEG to grey twice as fast as Pillow; Pillow judges what OpenCV refuses."""
    grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
    return np.asarray(image.convert("L")) if grey is None else grey


def _plain(image: Image.Image) -> Image.Image:
    """The image upright, opaque, and black-and-white, grey or RGB."""
    image = ImageOps.exif_transpose(image)
    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float64)
        scale = 255.0 / 65535.0 if values.max(initial=0) > 255 else 1.0
        return Image.fromarray((values * scale).clip(0, 255).astype(np.uint8))
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image.convert("RGB")


def _group4(image: Image.Image) -> bytes:
    """CCITT G4 data of a black-and-white image, in one strip."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", strip_size=2**31 - 1)
    with Image.open(out) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]
        offsets, lengths = tags[273], tags[279]
    if len(offsets) != 1:
        raise Quarantined("broken")
    return out.getvalue()[offsets[0] : offsets[0] + lengths[0]]


def _group4_entries(image: Image.Image) -> dict[str, Any]:
    parameters = pikepdf.Dictionary(K=-1, Columns=image.width, Rows=image.height, BlackIs1=True)
    return {
        "Width": image.width,
        "Height": image.height,
        "BitsPerComponent": 1,
        "ColorSpace": pikepdf.Name.DeviceGray,
        "Filter": pikepdf.Name.CCITTFaxDecode,
        "DecodeParms": parameters,
    }


def _flate(image: Image.Image) -> tuple[bytes, dict[str, Any]]:
    """Losslessly compressed data: exactly what a PNG holds, which PDF reads as Flate with a predictor."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    png, data, at = out.getvalue(), bytearray(), 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    colours = len(image.getbands())
    parameters = pikepdf.Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=image.width)
    entries = jpeg_entries(*image.size, colours) | {"Filter": pikepdf.Name.FlateDecode, "DecodeParms": parameters}
    return bytes(data), entries
