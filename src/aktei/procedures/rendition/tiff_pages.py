# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of a TIFF: which of its pictures are pages, and what can be decoded of one that is damaged."""

import io
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, TiffImagePlugin

from aktei.procedures.rendition import hearing
from aktei.procedures.rendition.quarantine import Quarantined

_WIDTH, _LENGTH, _BITS, _COMPRESSION, _PHOTOMETRIC, _ORIENTATION = 256, 257, 258, 259, 262, 274
_SUBFILE, _OLD_SUBFILE, _OFFSETS, _ROWS, _LENGTHS, _PLANAR, _COLOURS = 254, 255, 273, 278, 279, 284, 320
_TILE_WIDTH, _TILE_LENGTH, _TILE_OFFSETS, _TILE_LENGTHS = 322, 323, 324, 325
_REDUCED, _MASK, _TRANSPARENCY = 1, 4, 4
_FAX, _FAX_WITHOUT_RESTART = (2, 3), 4
LINES_OF_A_BAD_CALL = 0.02
"""Share of a fax's lines that a telephone line may spoil without anybody missing anything."""
_COPIED = (258, 262, 266, 277, 284, 292, 293, 317, 320, 338, 339, 347, 530, 532)
"""Entries that say how the data of one strip is to be understood."""
_RARE = {34661: "JBIG", 34712: "JPEG 2000", 33003: "JPEG 2000", 33005: "JPEG 2000", 34887: "LERC", 52546: "JPEG XL"}
_SAID_OF_DAMAGE = re.compile(r"^(JPEGLib: Warning, (Corrupt|Premature)|(Fax|LZW|ZIP|LZMA|ZSTD|PackBits|Thunder)\w*: )")

# Pillow knows these only black-is-zero; `shades` turns them around.
for _prefix in (b"II", b"MM"):
    _wide = "I;16B" if _prefix == b"MM" else "I;16"
    TiffImagePlugin.OPEN_INFO.setdefault((_prefix, 0, (1,), 1, (12,), ()), ("I;16", "I;12"))
    TiffImagePlugin.OPEN_INFO.setdefault((_prefix, 0, (1,), 1, (16,), ()), (_wide, _wide))
    TiffImagePlugin.OPEN_INFO.setdefault((_prefix, 0, (1,), 1, (32,), ()), ("I", "I;32N"))


def pages(image: Any, most: int, *, lenient: bool) -> list[int]:
    """Numbers of the pictures that are pages, up to one more than `most`.

    A picture that calls itself reduced is a preview only beside a larger one of the same shape: some programs call
    every page reduced, and a page too many is better than one too few. A directory that cannot be read ends the file.
    """
    found: list[int] = []
    sizes = _sizes(image, lenient=lenient)
    before: tuple[int, int] | None = None
    current = next(sizes, None)
    while current is not None and len(found) <= most:
        number, size, reduced, mask = current
        following = next(sizes, None)
        after = following[1] if following and not following[3] else None
        if not mask and not (reduced and any(_is_preview(size, other) for other in (before, after) if other)):
            found.append(number)
            before = size
        current = following
    return found


def orientation(image: Any) -> int:
    """How the picture is to be turned, 1 to 8, as its EXIF and its TIFF entry count it; 1 if that is nonsense."""
    stated = image.tag_v2.get(_ORIENTATION, 1)
    return stated if isinstance(stated, int) and 1 <= stated <= 8 else 1


def stored_size(image: Any) -> tuple[int, int]:
    """Width and height as the pixels are stored, before they are turned."""
    return int(image.tag_v2[_WIDTH]), int(image.tag_v2[_LENGTH])


def refuse_rare(path: Path) -> None:
    """Raise Quarantined for a picture that is sound, but packed as hardly any program can read it."""
    tags = _first_directory(path)
    if (name := _RARE.get(tags.get(_COMPRESSION, 1))) is not None:
        raise Quarantined("wrong_type", f"TIFF-Bild, gepackt mit {name}")


def decoded(path: Path, image: Any, *, lenient: bool) -> tuple[Image.Image, bool]:
    """The current picture upright, as far as it can be decoded, and whether that is all of it.

    The decoders go on after much damage and leave a black band; they only say so on the standard error output.
    Raises what they raise unless `lenient`; then a strip that cannot be decoded stays white.
    """
    tags, size = dict(image.tag_v2), stored_size(image)
    wanted = orientation(image)
    try:
        with hearing.overheard() as said:
            image.load()
    except (OSError, SyntaxError, ValueError) as error:
        if not lenient or _is_ours(error):
            raise
        return _put_together(path, image.tag_v2.prefix, tags, size, wanted), False
    return image, not _tells_of_damage(said, tags)


def said_of_fax(data: bytes, columns: int, rows: int, *, two_dimensional: bool, restarts: bool) -> list[str]:
    """What the decoder says of the lines of a fax that came without a TIFF around it."""
    tags = {_BITS: (1,), _COMPRESSION: 3 if restarts else _FAX_WITHOUT_RESTART, _PHOTOMETRIC: 0, 277: 1}
    if restarts:
        tags[292] = int(two_dimensional)
    with hearing.overheard() as said, Image.open(io.BytesIO(_alone(data, b"II", tags, (columns, rows)))) as image:
        try:
            image.load()
        except (OSError, SyntaxError, ValueError) as error:
            if _is_ours(error):
                raise
            said.append(f"Fax: nothing decoded at line 0: {error}")
    return said


def _sizes(image: Any, *, lenient: bool) -> Iterator[tuple[int, tuple[int, int], bool, bool]]:
    """Of every picture its number, its size, whether it says it is reduced, and whether it is a mask."""
    number = 0
    while True:
        try:
            image.seek(number)
            kind = int(image.tag_v2.get(_SUBFILE, 0))
            reduced = bool(kind & _REDUCED) or image.tag_v2.get(_OLD_SUBFILE) == 2
            mask = bool(kind & _MASK) and image.tag_v2.get(_PHOTOMETRIC) == _TRANSPARENCY
        except EOFError:
            return
        except (OSError, SyntaxError, ValueError, TypeError, KeyError, struct.error) as error:
            if _is_ours(error) or not number:
                raise
            if not lenient:
                raise Quarantined("truncated", f"Seite {number + 1}") from error
            return
        yield number, image.size, reduced, mask
        number += 1


def _is_preview(size: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether this is the other picture at half its size or less; a pixel more or less comes from rounding."""
    share = size[0] / other[0]
    return share <= 0.55 and abs(size[1] - share * other[1]) <= 1.5 + 0.03 * size[1]


def _is_ours(error: BaseException) -> bool:
    """Whether this machine is in trouble, not the file."""
    return isinstance(error, OSError) and error.errno is not None


def _tells_of_damage(said: list[str], tags: dict[int, Any]) -> bool:
    spoilt = sum(bool(_SAID_OF_DAMAGE.match(line)) or ": Warning, " not in line for line in said if line.strip())
    if tags.get(_COMPRESSION) in _FAX:
        return spoilt > max(3.0, LINES_OF_A_BAD_CALL * int(tags[_LENGTH]))
    return spoilt > 0


def _put_together(path: Path, prefix: bytes, tags: dict[int, Any], size: tuple[int, int], wanted: int) -> Image.Image:
    """The picture out of every strip or tile that can be decoded alone, the rest with white."""
    whole = None
    content = path.read_bytes()
    for box, one in _parts(content, prefix, tags, size):
        with hearing.overheard(), Image.open(io.BytesIO(one)) as part:
            try:
                part.load()
            except (OSError, SyntaxError, ValueError):
                continue
            if whole is None:
                white = 0 if tags.get(_PHOTOMETRIC) == 0 and part.mode not in ("1", "L") else _white(part.mode)
                whole = Image.new(part.mode, size, white)
                if part.palette is not None:
                    whole.putpalette(part.getpalette() or [])
            whole.paste(part, box)
    if whole is None:
        whole = Image.new("L", size, 255)
    turn = _TRANSPOSED.get(wanted)
    return whole if turn is None else whole.transpose(turn)


_TRANSPOSED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _white(mode: str) -> Any:
    if mode in ("CMYK", "P", "PA"):
        return 0
    return 65535 if mode.startswith("I") else 1.0 if mode == "F" else "white"


def _parts(
    content: bytes, prefix: bytes, tags: dict[int, Any], size: tuple[int, int]
) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Every strip or tile as a TIFF of its own, and where its top left corner lies."""
    if tags.get(_PLANAR, 1) != 1:
        return
    if _TILE_OFFSETS in tags:
        wide, high = int(tags[_TILE_WIDTH]), int(tags[_TILE_LENGTH])
        offsets, lengths = tags[_TILE_OFFSETS], tags.get(_TILE_LENGTHS, ())
    else:
        wide, high = size[0], min(int(tags.get(_ROWS, size[1])), size[1])
        offsets, lengths = tags.get(_OFFSETS, ()), tags.get(_LENGTHS, ())
    if wide < 1 or high < 1:
        return
    across = -(-size[0] // wide)
    for number, (offset, length) in enumerate(zip(offsets, lengths, strict=False)):
        left, top = number % across * wide, number // across * high
        if top >= size[1]:
            return
        rows = high if _TILE_OFFSETS in tags else min(high, size[1] - top)
        yield (left, top), _alone(content[offset : offset + length], prefix, tags, (wide, rows))


def _alone(data: bytes, prefix: bytes, tags: dict[int, Any], size: tuple[int, int]) -> bytes:
    """A TIFF of one strip. Rows of a strip longer than the picture do not matter: decoders stop at its end."""
    directory = TiffImagePlugin.ImageFileDirectory_v2(prefix=prefix)
    for tag in _COPIED:
        if tag in tags:
            directory[tag] = tags[tag]
    directory[_WIDTH], directory[_LENGTH], directory[_ROWS] = size[0], size[1], size[1]
    directory[_COMPRESSION] = tags.get(_COMPRESSION, 1)
    directory.tagtype[_OFFSETS] = directory.tagtype[_LENGTHS] = 4
    # Pillow counts the offset from the end of the directory.
    directory[_OFFSETS], directory[_LENGTHS] = (0,), (len(data),)
    return prefix + struct.pack("<HI" if prefix == b"II" else ">HI", 42, 8) + directory.tobytes(8) + data


def _first_directory(path: Path) -> dict[int, int]:
    """The plain numbers of a file's first directory, read without any decoder; empty if there is none."""
    with path.open("rb") as file:
        head = file.read(8)
        order = "<" if head[:2] == b"II" else ">"
        try:
            file.seek(struct.unpack(f"{order}I", head[4:8])[0])
            count = struct.unpack(f"{order}H", file.read(2))[0]
            entries = [struct.unpack(f"{order}HHI4s", file.read(12)) for _ in range(min(count, 512))]
        except struct.error:
            return {}
    sizes = {3: (f"{order}H", 2), 4: (f"{order}I", 4)}
    return {
        tag: struct.unpack(sizes[kind][0], value[: sizes[kind][1]])[0]
        for tag, kind, number, value in entries
        if kind in sizes and number == 1
    }
