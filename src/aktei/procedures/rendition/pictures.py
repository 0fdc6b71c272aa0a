# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Originals that are images: opening them with bounds, and putting them into a PDF page without loss."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pikepdf
import pillow_heif
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from aktei.procedures.rendition import hearing, remarks, shades, strips, tiff_jpeg, tiff_pages
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.sniffing import Kind

pillow_heif.register_heif_opener()
Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before anything is decoded

_FORMATS: dict[Kind, list[str]] = {"tiff": ["TIFF"], "jpeg": ["JPEG", "MPO"], "png": ["PNG"], "heic": ["HEIF"]}
_A4_LONG_SIDE, _A4_SHORT_SIDE = 11.69, 8.27
_STRIP, _LONGEST_STRIP = 3.0, 195.0  # longer side in shorter sides; inches
_LONGEST_SIDE, _SHORTEST_SIDE = 50.0, 0.5  # inches of a page's longer side; A0 has 47, a stamp 1
_COARSEST, _LEAST = 75.0, 36.0  # pixels per inch that are believed of the finer direction; that are assumed at least
_MOST_UNEVEN = 4.2  # fax machines have 204 by 98 or by 391, printers 1,200 by 300
_ORIENTATION = 0x0112
# How a stored image becomes upright: mirrored left to right first, then turned clockwise.
_UPRIGHT = {1: (0, 0), 2: (1, 0), 3: (0, 180), 4: (1, 180), 5: (1, 270), 6: (0, 90), 7: (1, 90), 8: (0, 270)}
_ON_ITS_SIDE = (5, 6, 7, 8)
_PHOTOMETRIC = 262
_ROUNDING = 2.0  # mean difference of grey between two decoders of the same JPEG
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
        if kind == "tiff":
            tiff_pages.refuse_rare(path)
        with Image.open(path, formats=_FORMATS[kind]) as image:
            frames = _frames(image, kind, limits.pages, lenient=accept_as_is)
            if len(frames) > limits.pages:
                raise Quarantined("too_many_pages", f"mehr als {limits.pages} Seiten")
            for frame in dict(frames):
                image.seek(frame)
                if image.width * image.height > limits.page_pixels:
                    raise Quarantined("too_many_pixels", f"{image.width} × {image.height} Bildpunkte")
    if not frames:
        raise Quarantined("no_pages")
    return len(frames)


def into_page(path: Path, kind: Kind, index: int, target: Path, *, lenient: bool = False) -> tuple[np.ndarray, float]:
    """Write page `index` of an image file as a one-page PDF; return it grey and upright, with its resolution.

    The image data goes in as it is where PDF knows its compression (JPEG, CCITT G4), else without loss. Only HEIC,
    which PDF does not know, is compressed anew. The grey image has the same resolution in both directions, whatever
    the file has. `lenient` takes what can be decoded of an image that is damaged or cut off, and remarks on it.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    with _guarded(path), Image.open(path, formats=_FORMATS[kind]) as image:
        frame, part = _frames(image, kind, index + 1, lenient=lenient)[index]
        image.seek(frame)
        stored = _embeddable(path, image, kind, part, lenient=lenient)
    across, down = stored.dpi
    mirrored, turn = _UPRIGHT[stored.orientation]
    width, height = stored.entries["Width"] * 72 / across, stored.entries["Height"] * 72 / down
    pdf = page_of(stored.data, stored.entries, width, height, mirrored=bool(mirrored))
    if turn:
        pdf.pages[0].Rotate = turn
    pdf.save(target)
    grey = np.fliplr(stored.grey) if mirrored else stored.grey
    return np.ascontiguousarray(np.rot90(_evened(grey, across, down), -turn // 90)), max(across, down)


def page_of(
    data: bytes, entries: dict[str, Any], width: float, height: float, *, mirrored: bool = False
) -> pikepdf.Pdf:
    """A PDF of one page (in points) that shows one image, if need be the other way round."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(width, height))
    stream = pikepdf.Stream(pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **entries)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=pdf.make_indirect(stream)))
    placed = f"{-width:.4f} 0 0 {height:.4f} {width:.4f} 0" if mirrored else f"{width:.4f} 0 0 {height:.4f} 0 0"
    page.Contents = pdf.make_stream(f"q {placed} cm /Scan Do Q".encode())
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


def _frames(image: Any, kind: Kind, most: int, *, lenient: bool) -> list[tuple[int, int]]:
    """The pages of a file: numbers of pictures that are pages, and of their parts if they are too long for one."""
    if kind == "tiff":
        return [(frame, 0) for frame in tiff_pages.pages(image, most, lenient=lenient)]
    # A JPEG's further pictures are its preview and what the camera measured; a HEIC's are pictures of their own.
    found = []
    for frame in range(min(getattr(image, "n_frames", 1), most + 1)) if kind == "heic" else [0]:
        image.seek(frame)
        found += [(frame, part) for part in range(strips.parts(_upright_size(image)))]
    return found


def _upright_size(image: Image.Image) -> tuple[int, int]:
    if image.format == "PNG" and "exif" not in image.info:
        return image.size  # asked for it, Pillow would decode the whole picture, however large
    return image.size[::-1] if image.getexif().get(_ORIENTATION, 1) in _ON_ITS_SIDE else image.size


@dataclass(frozen=True)
class _Stored:
    """An image as it goes into a page: the stream, the same grey, how both become upright, and the resolution."""

    data: bytes
    entries: dict[str, Any]
    grey: np.ndarray
    dpi: tuple[float, float]
    orientation: int = 1


def _resolution(image: Image.Image, size: tuple[int, int]) -> tuple[float, float]:
    """Pixels per inch across and down, as stored. If the page would not have a possible size, it counts as A4."""
    stated = image.info.get("dpi")
    across, down = _pair(stated) or _pair(image.info.get("aspect")) or _pair(image.info.get("resolution")) or (0, 0)
    if (density := image.info.get("jfif_density")) and image.info.get("jfif_unit") == 0:
        across, down = _pair(density) or (0, 0)  # a shape of pixels only
    if not (across and down and 1 / _MOST_UNEVEN <= across / down <= _MOST_UNEVEN):
        across = down = max(across, down) or 1.0
    inches = max(size[0] / across, size[1] / down)
    if _pair(stated) and max(across, down) >= _COARSEST and _SHORTEST_SIDE <= inches <= _LONGEST_SIDE:
        return across, down
    narrow = min(size[0] / across, size[1] / down)
    if inches > _STRIP * narrow:  # a chat or a web page in one image: as wide as A4, as long as a PDF page may be
        factor = max(narrow / _A4_SHORT_SIDE, inches / _LONGEST_STRIP)
    else:
        factor = max(inches / _A4_LONG_SIDE, _LEAST / max(across, down))
    return across * factor, down * factor


def _pair(stated: Any) -> tuple[float, float] | None:
    """Two numbers that can be a resolution; zero for what cannot."""
    if not isinstance(stated, tuple) or len(stated) != 2:
        return None
    try:
        across, down = (float(value) for value in stated)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return tuple(value if math.isfinite(value) and 0 < value < 100_000 else 0.0 for value in (across, down))  # type: ignore[return-value]  # two, as there were


def _evened(grey: np.ndarray, across: float, down: float) -> np.ndarray:
    """An image with the resolution of its finer direction in both."""
    finer = max(across, down)
    if min(across, down) > 0.98 * finer:
        return grey
    size = (max(1, round(grey.shape[1] * finer / across)), max(1, round(grey.shape[0] * finer / down)))
    return cv2.resize(np.ascontiguousarray(grey), size, interpolation=cv2.INTER_CUBIC)


def _embeddable(path: Path, image: Any, kind: Kind, part: int, *, lenient: bool) -> _Stored:
    """The current image of a file or a part of it, as it is where that can be done, else decoded and packed again."""
    if kind == "tiff":
        return _of_tiff(path, image, lenient=lenient)
    orientation = image.getexif().get(_ORIENTATION, 1)
    orientation = orientation if orientation in _UPRIGHT else 1
    dpi = _resolution(image, image.size)
    if strips.parts(_upright_size(image)) > 1:
        plain = shades.plain(strips.part(ImageOps.exif_transpose(image), part))
        return _packed(plain, _resolution(image, plain.size), lossy=kind != "png")
    if kind == "jpeg" and _complete(path) and image.mode in ("L", "RGB") and _is_plain_jpeg(path):
        data = path.read_bytes()
        entries = jpeg_entries(image.width, image.height, len(image.getbands()))
        return _Stored(data, entries, _grey_of_jpeg(data, image, lenient=lenient), dpi, orientation)
    upright = ImageOps.exif_transpose(image)
    return _packed(shades.plain(upright), dpi[::-1] if orientation >= 5 else dpi, lossy=kind == "heic")


def _of_tiff(path: Path, image: Any, *, lenient: bool) -> _Stored:
    size, orientation = tiff_pages.stored_size(image), tiff_pages.orientation(image)
    dpi = _resolution(image, size)
    joined = tiff_jpeg.joined(path, image)
    # Pillow takes zero for black in deep images, whatever the file says.
    min_is_white = image.tag_v2.get(_PHOTOMETRIC) == 0 and image.mode.startswith(("I", "F"))
    picture, complete = tiff_pages.decoded(path, image, lenient=lenient)
    if not complete:
        _tell_damage(lenient=lenient)
        joined = None
    plain = shades.plain(picture, min_is_white=min_is_white)
    if joined:
        data, channels = joined
        grey = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
        mirrored, turn = _UPRIGHT[orientation]
        if grey is not None and grey.shape == size[::-1]:
            upright = np.rot90(np.fliplr(grey) if mirrored else grey, -turn // 90)
            if _alike(upright, np.asarray(plain.convert("L"))):
                return _Stored(data, jpeg_entries(size[0], size[1], channels), grey, dpi, orientation)
    return _packed(plain, dpi[::-1] if orientation >= 5 else dpi)


def _packed(plain: Image.Image, dpi: tuple[float, float], *, lossy: bool = False) -> _Stored:
    """An upright image that was decoded: black-and-white as G4, HEIC as JPEG, everything else without loss."""
    grey = np.asarray(plain.convert("L"))
    if lossy:
        out = io.BytesIO()
        plain.save(out, "JPEG", quality=_PHOTO_QUALITY, subsampling=0)
        return _Stored(out.getvalue(), jpeg_entries(*plain.size, len(plain.getbands())), grey, dpi)
    if plain.mode == "1":
        return _Stored(_group4(plain), _group4_entries(plain), grey, dpi)
    return _Stored(*_flate(plain), grey, dpi)


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two ways to decode the same picture agree, but for rounding."""
    return one.shape == other.shape and float(np.mean(cv2.absdiff(np.ascontiguousarray(one), other))) < _ROUNDING


def _is_plain_jpeg(path: Path) -> bool:
    """True for the processes of JPEG that a PDF may hold: baseline, extended and progressive with Huffman codes."""
    data = path.read_bytes()
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return marker in (0xC0, 0xC1, 0xC2)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


def _grey_of_jpeg(data: bytes, image: Image.Image, *, lenient: bool) -> np.ndarray:
    """OpenCV decodes a JPEG to grey twice as fast as Pillow; Pillow judges what OpenCV refuses."""
    grey, is_whole = hearing.grey_jpeg(data)
    if not is_whole:
        _tell_damage(lenient=lenient)
    return np.asarray(image.convert("L")) if grey is None else grey


def _tell_damage(*, lenient: bool) -> None:
    if not lenient:
        raise Quarantined("damaged")
    remarks.note("damaged")


def _group4(image: Image.Image) -> bytes:
    """CCITT G4 data of a black-and-white image, in one strip."""
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4", strip_size=2**31 - 1)
    with Image.open(out) as written:
        tags = written.tag_v2  # type: ignore[attr-defined]  # a TIFF, by its format
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
