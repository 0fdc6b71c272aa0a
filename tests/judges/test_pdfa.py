# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every rendition is PDF/A-2b in the eyes of veraPDF, which is not ours."""

import os
from pathlib import Path

import pikepdf
import pytest

from aktei.entrances.demo.letters import letter, scan
from aktei.procedures.rendition import pool
from aktei.procedures.rendition.limits import Limits
from aktei.procedures.rendition.pipeline import render
from aktei.procedures.rendition.quarantine import Quarantined
from aktei.procedures.rendition.tests.sheets import SHOWN
from aktei.procedures.rendition.tests.test_odd_images import DEEP, photo, stored
from aktei.procedures.rendition.tests.test_quarantine import ACTIVE
from aktei.procedures.rendition.tests.test_typefaces import LINES, page_with, simple
from aktei.procedures.rendition.tests.tiff_files import jpeg_strips, pillow_pages
from tests.judges import verapdf

pytestmark = [
    pytest.mark.outside_judge,
    pytest.mark.skipif(verapdf.missing() is not None, reason=f"veraPDF: {verapdf.missing()}"),
]

SHARED = Path(os.environ.get("AKTEI_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.fixture(scope="module")
def workers():
    return pool.Pool(niceness=0)


def test_the_judge_finds_fault_with_a_file_that_is_no_pdfa(tmp_path):
    path = tmp_path / "plain.pdf"
    path.write_bytes(letter(1).pdf)
    assert verapdf.check([path])[path]


def test_renditions_of_letters_from_all_containers_conform(tmp_path, workers):
    originals = {
        "born-digital": [letter(1, pages=3).pdf],
        "several": [scan(letter(2), container="jpeg", dpi=150), letter(3, pages=2).pdf],
        "turned": [scan(letter(4), quarter_turns=1, dpi=150)],
    }
    for container in ("pdf", "tiff-g4", "tiff-lzw", "tiff-jpeg", "jpeg", "png", "heic"):
        originals[container] = [scan(letter(5, pages=2), container=container, dpi=150)]
    archival = {}
    for name, contents in originals.items():
        paths = [tmp_path / f"{name}-{number}" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        archival[name] = render(paths, tmp_path / f"work-{name}", limits=Limits(), workers=workers).archival
    findings = verapdf.check(archival.values())
    assert {name: findings[path] for name, path in archival.items()} == {name: [] for name in archival}


def test_accepted_originals_with_active_content_conform_without_it(tmp_path, workers):
    archival = {}
    for name, make in ACTIVE.items():
        path = tmp_path / name.replace(" ", "-")
        path.write_bytes(make())
        work = path.with_suffix(".work")
        archival[name] = render([path], work, limits=Limits(), workers=workers, accept_as_is=True).archival
    findings = verapdf.check(archival.values())
    assert {name: findings[path] for name, path in archival.items()} == {name: [] for name in archival}


def test_renditions_of_odd_images_conform(tmp_path, workers):
    every = {name: [make()] for name, make in DEEP.items()}
    # Pages of one rendition: its beginning and end are worked on once, and by all cores.
    every["jpeg"] = [jpeg_strips(stored(photo(), each), 32, orientation=each) for each in range(1, 9)]
    every["fax"] = [pillow_pages([photo().convert("1")], "group3")]
    archival = {}
    for name, contents in every.items():
        paths = [tmp_path / f"{name.replace(' ', '-')}-{number}" for number in range(len(contents))]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)
        archival[name] = render(paths, paths[0].with_suffix(".work"), limits=Limits(), workers=workers).archival
        with pikepdf.open(archival[name]) as written:
            assert len(written.pages) == len(contents)
    findings = verapdf.check(archival.values())
    assert {name: findings[path] for name, path in archival.items()} == {name: [] for name in archival}


CASES = sorted((SHARED / "cases").glob("*/*.pdf"))


@pytest.mark.skipif(not CASES, reason=f"no cases in {SHARED} (set AKTEI_SHARED)")
def test_every_case_that_is_a_pdf_conforms_or_waits_with_its_reason(tmp_path, workers):
    archival, refused = {}, {}
    for number, path in enumerate(CASES):
        try:
            result = render([path], tmp_path / f"{number}", limits=Limits(), workers=workers)
            archival[path.name] = result.archival
        except Quarantined as finding:
            refused[path.name] = finding.code
    assert refused == {"xfa-please-wait.pdf": "form_elsewhere"}
    findings = verapdf.check(archival.values())
    assert {name: findings[path] for name, path in archival.items()} == {name: [] for name in archival}


def test_what_shows_on_a_page_conforms_once_it_is_part_of_it(tmp_path, workers):
    archival = {}
    for name, make in SHOWN.items():
        path = tmp_path / name
        path.write_bytes(make())
        archival[name] = render([path], tmp_path / f"{name}.work", limits=Limits(), workers=workers).archival
    findings = verapdf.check(archival.values())
    assert {name: findings[path] for name, path in archival.items()} == {name: [] for name in archival}


def test_text_without_its_font_conforms_with_the_typeface_it_was_given(tmp_path, workers):
    fonts = {
        name: simple(name, Encoding=pikepdf.Name.WinAnsiEncoding) for name in ("Helvetica", "Times-Bold", "Courier")
    }
    fonts |= {name: simple(name) for name in ("Symbol", "ZapfDingbats")}
    widths = pikepdf.Array([350 + code * 37 % 400 for code in range(32, 256)])
    given = {"FirstChar": 32, "LastChar": 255, "Widths": widths, "Encoding": pikepdf.Name.MacRomanEncoding}
    fonts["Verdana-Bold"] = simple("Verdana-Bold", **given)
    archival = {}
    for name, font in fonts.items():
        pdf = pikepdf.new()
        page_with(pdf, font, LINES[:3])
        path = tmp_path / f"{name}.pdf"
        pdf.save(path)
        archival[name] = render([path], tmp_path / f"work-{name}", limits=Limits(), workers=workers).archival
        with pikepdf.open(archival[name]) as written:
            assert not written.pages[0].get_images()
    findings = verapdf.check(archival.values())
    assert {name: findings[path] for name, path in archival.items()} == {name: [] for name in archival}
