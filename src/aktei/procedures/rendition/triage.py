# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking through an original before anything is made of it. Runs in a child.

Refuses what must not be worked on; of what may, it tells how many pages there are and of which kind, and leaves a
copy that every later step can open: decrypted, repaired, without active content.
"""

import mmap
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from aktei.procedures.rendition import (
    active,
    boxes,
    cutting,
    finished,
    judging,
    pictures,
    preparing,
    remarks,
    sniffing,
    soundness,
    stream_size,
)
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.quarantine import Quarantined

_TAIL = 2048
_HIDDEN = 1 << 1
_UNFIT = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RuntimeError)


def triage(
    original: str,
    prepared: str,
    limits: dict[str, Any],
    password: str | None,
    accept_as_is: bool,
    span: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Judge one original.

    Returns its kind, the path later steps read, per page *text* or *picture*, which only decides how the work is
    split, and what is to be known of it; `begins` is the index of the first of them in that path. With a `span` of
    pages (from 1, both included) all of this is about these alone. Raises Quarantined.
    """
    with remarks.collected():
        return {
            **_looked_through(Path(original), prepared, Limits.from_dict(limits), password, accept_as_is, span),
            "remarks": remarks.so_far(),
        }


def _looked_through(
    path: Path, prepared: str, bounds: Limits, password: str | None, accept_as_is: bool, span: tuple[int, int] | None
) -> dict[str, Any]:
    size = path.stat().st_size
    if size == 0:
        raise Quarantined("empty")
    if size > bounds.file_bytes:
        raise Quarantined("too_large", f"{size // 2**20} MB, erlaubt {bounds.file_bytes // 2**20} MB")
    kind = sniffing.kind_of(path)
    if kind is None:
        raise Quarantined("wrong_type", sniffing.describe(path))
    if kind == "pdf":
        pages, damaged = _pdf(path, Path(prepared), bounds, password, accept_as_is, span)
        return {"kind": kind, "path": prepared, "pages": pages, "damaged": damaged}
    count = pictures.examine(path, kind, bounds, accept_as_is)
    first, last = _within(span, count)
    return {"kind": kind, "path": str(path), "pages": ["picture"] * (last - first + 1), "begins": first - 1}


def _within(span: tuple[int, int] | None, count: int) -> tuple[int, int]:
    """The pages that are meant of so many."""
    first, last = span or (1, count)
    if not 1 <= first <= last <= count:
        raise Quarantined("no_such_pages", f"{first}–{last}, {count}")
    return first, last


def _pdf(
    path: Path,
    prepared: Path,
    limits: Limits,
    password: str | None,
    accept_as_is: bool,
    span: tuple[int, int] | None,
) -> tuple[list[str], list[int]]:
    with _opened(path, password) as pdf:
        count = _page_count(pdf)
        if count > limits.pages:
            raise Quarantined("too_many_pages", f"{count} Seiten, erlaubt {limits.pages}")
        if _is_cut_off(pdf, path) and not accept_as_is:
            raise Quarantined("truncated")
        _refuse_bombs(pdf, limits)
        _refuse_placeholder(pdf, accept_as_is)
        first, last = _within(span, count)
        damaged = [page - first + 1 for page in soundness.damaged_pages(pdf) if first <= page <= last]
        if damaged and not accept_as_is:
            raise Quarantined("damaged", remarks.pages_text(damaged))
        contents = active.found_in(pdf)
        if contents and not accept_as_is:
            raise Quarantined("active_content", ", ".join(contents))
    _prepare(path, prepared, password, remove=bool(contents), span=span)
    try:
        with pypdfium2.PdfDocument(prepared) as document:
            return [_sort(page) for page in document], damaged
    except pypdfium2.PdfiumError as error:
        raise Quarantined("broken") from error


def _prepare(path: Path, prepared: Path, password: str | None, *, remove: bool, span: tuple[int, int] | None) -> None:
    """Leave the copy that later steps open, and beside it the notes on its pages."""
    beside, notes = prepared.with_name(f".{prepared.name}"), []
    for carefully in (False, True):
        with _opened(path, password) as pdf:
            if span:  # what lies inside stays with the file, which is another's
                cutting.cut_out(pdf, *span)
            else:
                preparing.tell_what_lies_inside(pdf)
            if remove:
                active.remove_from(pdf)
            try:
                if carefully:
                    remarks.note("not_prepared")
                else:
                    notes = preparing.prepare(pdf)
                if span:
                    pdf.remove_unreferenced_resources()
                pdf.save(beside, encryption=False)
                break
            except _UNFIT:
                if carefully:
                    raise
    finished.write_json(prepared.with_suffix(".notes.json"), [[note.index, note.text, *note.box] for note in notes])
    finished.adopt(beside, prepared)


def _refuse_placeholder(pdf: pikepdf.Pdf, accept_as_is: bool) -> None:
    """A form that only one program builds on opening: its pages say to wait, and nothing of what was filled in."""
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary) or "/XFA" not in form:
        return
    if not pdf.Root.get("/NeedsRendering", False) and any(_has_fields(page.obj) for page in pdf.pages):
        return
    if not accept_as_is:
        raise Quarantined("form_elsewhere")
    remarks.note("form_elsewhere")


def _has_fields(page: pikepdf.Dictionary) -> bool:
    annotations = page.get("/Annots")
    items = list(annotations) if isinstance(annotations, pikepdf.Array) else []
    return any(isinstance(item, pikepdf.Dictionary) and _is_field(item) for item in items)


def _is_field(item: pikepdf.Dictionary) -> bool:
    """Whether this is a field one can see; a placeholder has a hidden button at most."""
    is_hidden = _number(item.get("/F", 0)) & _HIDDEN
    box = boxes.rectangle(item.get("/Rect"))
    return item.get("/Subtype") == pikepdf.Name.Widget and not is_hidden and box is not None and box[0] < box[2]


def _opened(path: Path, password: str | None) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path, password=password or "", suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Quarantined("wrong_password" if password else "encrypted") from error
    except pikepdf.PdfError as error:
        if "encrypt" in str(error).lower() or "crypt filter" in str(error).lower():
            raise Quarantined("unsupported_encryption") from error
        raise Quarantined("broken" if b"%%EOF" in _tail(path) else "truncated") from error


def _page_count(pdf: pikepdf.Pdf) -> int:
    try:
        count = len(pdf.pages)
    except (pikepdf.PdfError, RecursionError, ValueError) as error:
        raise Quarantined("broken") from error
    if count == 0:
        raise Quarantined("no_pages")
    return count


def _is_cut_off(pdf: pikepdf.Pdf, path: Path) -> bool:
    """True if the reader had to reconstruct the table of objects and the end mark is missing too.

    The mark counts after the last object: a file may have marks before, and a mail program's rubbish behind.
    """
    rebuilt = any("reconstruct" in str(warning) or "damaged" in str(warning) for warning in pdf.get_warnings())
    if not rebuilt or b"%%EOF" in _tail(path):
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.rfind(b"%%EOF") < content.rfind(b"endobj")


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return file.read()


@pikepdf.explicit_conversion()
def _refuse_bombs(pdf: pikepdf.Pdf, limits: Limits) -> None:
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        pixels = _number(item.get("/Width")) * _number(item.get("/Height"))
        if pixels > limits.page_pixels:
            raise Quarantined("too_many_pixels", f"{pixels // 1_000_000} Megapixel")
        if stream_size.unpacked_too_large(item, limits.stream_bytes):
            raise Quarantined("bomb")


def _number(value: Any) -> int:
    try:
        return int(value) if value is not None else 0
    except (TypeError, ValueError):
        return 0


def _sort(page: pypdfium2.PdfPage) -> str:
    judged = judging.verdict(judging.content_of(page))
    page.close()
    return "picture" if judged in ("picture", "mixed") else "text"
