# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Assembling the archival copy: one PDF/A-2b over all originals. Runs in a child.

A file is only kept if pikepdf's validator approves it: an allow-list, so what it does not know counts as a finding.
"""

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, pdfa

from aktei.procedures.rendition import composite_typefaces, finished, layer, printing_inks, typefaces

FLAVOUR = "2b"
_CATALOG_KEYS = {
    "/Type", "/Pages", "/Metadata", "/OutputIntents", "/MarkInfo", "/StructTreeRoot", "/Lang", "/Outlines",
    "/PageLabels", "/PageMode", "/PageLayout", "/ViewerPreferences", "/OCProperties", "/Names", "/Dests",
}  # fmt: skip
_NAMES_KEYS = {"/Dests"}
_PAGE_KEYS = {
    "/Type", "/Parent", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Contents",
    "/Rotate", "/Group", "/Annots", "/StructParents", "/Tabs", "/UserUnit",
}  # fmt: skip
_TRAILER_KEYS = {"/Root", "/Info", "/ID", "/Size", "/Prev", "/XRefStm"}
_DEVICE_KEYS = ("/HT", "/TR", "/TR2", "/BG", "/BG2", "/UCR", "/UCR2", "/HTO", "/HTP")  # mean nothing on a screen
_UNFIT = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError)
# What the validator does not check, and veraPDF, asked about such files, found to conform.
_KNOWN_GOOD = ("FDArray FontMatrix is not supported",)


def assemble(pages: list[dict[str, Any]], work: str, target: str) -> list[int]:
    """Write the archival copy to `target`, or name the pages that stand in its way (and write nothing).

    `pages`: dictionaries with `number`, and for a page of a PDF its `path` and `index`; a page without a path lies
    ready in `work` as a PDF of its own.
    """
    beside = Path(target).with_name(f".{Path(target).name}")
    for whole in (True, False):
        if whole and not _is_one_pdf(pages):
            continue
        with ExitStack() as opened:
            pdf = _gathered(pages, _sources(pages, opened), Path(work), opened, whole=whole)
            if _saved(pdf, beside, trusted=whole and bool(pdf.open_metadata().pdfa_status)):
                finished.adopt(beside, Path(target))
                return []
    with ExitStack() as opened:
        sources = _sources(pages, opened)
        taken = [page for page in pages if page.get("path")]
        culprits = [page["number"] for page in taken if not _conforms(page, sources, Path(work))]
        return culprits or [page["number"] for page in taken]


def _is_one_pdf(pages: list[dict[str, Any]]) -> bool:
    """True if the pages are one original PDF from first to last: it keeps its outline and structure."""
    paths = {page.get("path") for page in pages}
    return len(paths) == 1 and None not in paths and [page["index"] for page in pages] == list(range(len(pages)))


def _sources(pages: list[dict[str, Any]], opened: ExitStack) -> dict[str, pikepdf.Pdf]:
    """The original PDFs by their paths, opened and made ready once for all of their pages."""
    sources: dict[str, pikepdf.Pdf] = {}
    for page in pages:
        if (path := page.get("path")) and path not in sources:
            sources[path] = opened.enter_context(pikepdf.open(path, suppress_warnings=True))
            typefaces.put_in(sources[path])
            for mend in (composite_typefaces.put_in, printing_inks.explain):
                with suppress(*_UNFIT):  # then its pages go in as pictures
                    mend(sources[path])
    return sources


def _gathered(
    pages: list[dict[str, Any]], sources: dict[str, pikepdf.Pdf], work: Path, opened: ExitStack, *, whole: bool
) -> pikepdf.Pdf:
    """All pages in one document with their text layers, without anything that only a screen could show."""
    if whole:
        pdf = next(iter(sources.values()))
    else:
        pdf = opened.enter_context(pikepdf.new())
        for page in pages:
            if path := page.get("path"):
                pdf.pages.append(sources[path].pages[page["index"]])
            else:
                ready = opened.enter_context(pikepdf.open(work / f"{page['number']:05}.pdf"))
                pdf.pages.append(ready.pages[0])
    _lay_text(pdf, [page["number"] for page in pages], work)
    _only_what_conforms(pdf, structure=whole)
    return pdf


def _lay_text(pdf: pikepdf.Pdf, numbers: list[int], work: Path) -> None:
    font = None
    for page, number in zip(pdf.pages, numbers, strict=True):
        rotation = finished.read_json(work / f"{number:05}.json")["rotation"]
        if int(page.obj.get("/Rotate", 0)) % 360 != rotation:
            page.obj.Rotate = rotation
        path = work / f"{number:05}.layer"
        content = path.read_bytes() if path.exists() else b""
        if not content:
            continue
        if font is None:
            font = layer.font(pdf)
        page.add_resource(font, Name.Font, Name(layer.FONT))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n" + content)


def _only_what_conforms(pdf: pikepdf.Pdf, *, structure: bool) -> None:
    """Drop entries that PDF/A forbids or that mean nothing in an archive. What a page shows is untouched."""
    _keep(pdf.Root, _CATALOG_KEYS)
    if isinstance(names := pdf.Root.get("/Names"), Dictionary):
        _keep(names, _NAMES_KEYS)
    _keep(pdf.trailer, _TRAILER_KEYS)
    for item in pdf.objects:
        if isinstance(item, Dictionary):
            # /CIDSet is optional since PDF/A-2, and wrong in many files; /SE ties an outline to the structure tree.
            superfluous = _DEVICE_KEYS if item.get("/Type") == Name.ExtGState else ("/CIDSet", "/SE")
            _keep(item, set(item.keys()) - set(superfluous))
    for page in pdf.pages:
        _keep(page.obj, _PAGE_KEYS if structure else _PAGE_KEYS - {"/StructParents"})


def _keep(dictionary: Any, keys: set[str]) -> None:
    for key in set(dictionary.keys()) - keys:
        del dictionary[key]


def _saved(pdf: pikepdf.Pdf, path: Path, *, trusted: bool) -> bool:
    """Declare PDF/A, write, and have what was written validated."""
    settings = pdfa.resolve_save_kwargs(FLAVOUR)
    try:
        pdfa.prepare(pdf, FLAVOUR)
        pdf.save(path, **settings)
    except _UNFIT:
        return False
    return _approved(pdfa.validate_written(path, FLAVOUR, settings), trusted=trusted)


def _approved(report: pdfa.Report, *, trusted: bool = False) -> bool:
    """True without findings. `trusted`: the original says it is PDF/A, so what cannot be checked is believed."""
    return all(
        finding.kind == "unsupported" and (trusted or any(good in finding.message for good in _KNOWN_GOOD))
        for finding in report.findings
    )


def _conforms(page: dict[str, Any], sources: dict[str, pikepdf.Pdf], work: Path) -> bool:
    """Whether a page would do if it were alone."""
    with ExitStack() as opened:
        try:
            pdf = _gathered([page], sources, work, opened, whole=False)
            pdfa.prepare(pdf, FLAVOUR)
            return _approved(pdfa.check(pdf, FLAVOUR))
        except _UNFIT:
            return False
