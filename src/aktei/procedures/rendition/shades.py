# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever a picture's pixels mean, as black-and-white, grey or RGB on white paper."""

from typing import Any

import numpy as np
from PIL import Image, ImageCms

_FULL_SCALES = (255.0, 4095.0, 16383.0, 65535.0)
"""Largest values of the depths that scanners have; many store 12 bits in 16."""


def plain(image: Image.Image, *, min_is_white: bool = False) -> Image.Image:
    """The image opaque, and black-and-white, grey or RGB. `min_is_white`: zero means paper in a deep grey image."""
    if image.has_transparency_data:
        return _on_paper(image, min_is_white=min_is_white)
    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode.startswith(("I", "F")):
        return _shallow(image, min_is_white=min_is_white)
    if image.mode == "LAB":
        lab, rgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, lab, rgb, outputMode="RGB")
        assert converted is not None
        return converted
    if image.mode == "P" and _is_grey(image):
        return image.convert("L")
    return image.convert("RGB")


def _on_paper(image: Image.Image, *, min_is_white: bool) -> Image.Image:
    if image.mode.startswith(("I", "F")):  # one value of a deep grey image is declared to be transparent
        clear = np.asarray(image) == image.info["transparency"]
        grey = np.asarray(_shallow(image, min_is_white=min_is_white)).copy()
        grey[clear] = 255
        return Image.fromarray(grey)
    image = image.convert("RGBA")
    flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    return flat.convert("L") if _is_grey(flat) else flat


def _is_grey(image: Image.Image) -> bool:
    """Whether an image has no colour at all; it then takes a third of the room."""
    colours = np.asarray(image.convert("RGB"))
    return bool((colours[..., 0] == colours[..., 1]).all() and (colours[..., 1] == colours[..., 2]).all())


def _shallow(image: Image.Image, *, min_is_white: bool) -> Image.Image:
    """A deep grey image at 8 bits, from black to white as it means them."""
    values = np.asarray(image)
    if image.mode == "I" and values.size and values.min() < 0:
        values = values.astype(np.int64)
        # Pillow has no unsigned numbers of 32 bits; a signed image has its black at or below zero.
        values = np.where(values < 0, values + 2**32, values) if _is_unsigned(image) else values - values.min()
    exact = np.nan_to_num(values.astype(np.float64), nan=0.0 if min_is_white else np.inf, posinf=np.inf)
    finite = exact[np.isfinite(exact)]
    full = _full_scale(float(finite.max(initial=0)), is_float=image.mode == "F", min_is_white=min_is_white)
    if image.mode == "F" and finite.size and finite.min() < 0:
        exact = exact - finite.min()
        full = max(float(finite.max() - finite.min()), 1e-9)
    shares = np.clip(exact / full, 0.0, 1.0)
    return Image.fromarray(np.rint(255 * (1 - shares if min_is_white else shares)).astype(np.uint8))


def _full_scale(largest: float, *, is_float: bool, min_is_white: bool) -> float:
    if is_float and largest <= 1.0001:
        return 1.0
    # Of an image whose paper is zero, an empty page has small values only: they are paper and not ink.
    scales = _FULL_SCALES[1:] if min_is_white and not is_float else _FULL_SCALES
    for scale in scales:
        if largest <= scale:
            return scale
    return float(2**32 - 1) if largest > 2**31 else largest


def _is_unsigned(image: Any) -> bool:
    return int((getattr(image, "tag_v2", {}).get(339) or (1,))[0]) == 1
