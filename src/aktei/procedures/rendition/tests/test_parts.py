# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a page is read: every picture that no text one can trust explains, and nothing twice."""

import io
import os
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from aktei.entrances.demo.letters import letter
from aktei.procedures.rendition import cleaning, pieces, regions
from aktei.procedures.rendition.words import SCALE, Word

CASES = Path(os.environ.get("AKTEI_SHARED", Path(__file__).parents[6] / "shared")) / "cases"
LETTER = letter(4)
A4 = (595, 842)
FOOTER = [
    "Elektronisch eingereicht am 12.10.2026 um 14:32 Uhr über das Behördenpostfach",
    "Anlage 3 von 7",
    "Prüfvermerk",
]


def sheet(dpi: int = 150) -> np.ndarray:
    with pypdfium2.PdfDocument(LETTER.pdf) as document:
        return np.squeeze(document[0].render(scale=dpi / 72, grayscale=True).to_numpy()).copy()


def lines_of(texts: list[str], size: tuple[int, int] = (1240, 600), shade: int = 0, paper: int = 255) -> np.ndarray:
    """A picture of typed lines."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(size[0] * 0.48, size[1] * 0.48))
    page.Resources = Dictionary(
        Font=Dictionary(F1=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    )
    page.Contents = pdf.make_stream(written(texts, at=(40, size[1] * 0.48 - 50), size=12))
    out = io.BytesIO()
    pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        drawn = np.squeeze(document[0].render(scale=size[0] / document[0].get_width(), grayscale=True).to_numpy())
    return (shade + (paper - shade) * (drawn.astype(np.float32) / 255)).astype(np.uint8)


def written(texts: list[str], at: tuple[float, float], size: float = 9, hidden: bool = False) -> bytes:
    lines = b" ".join(b"<" + text.encode("cp1252", "replace").hex().encode() + b"> Tj T*" for text in texts)
    return b"BT %d Tr /F1 %d Tf %d TL %d %d Td " % (3 * hidden, size, 1.4 * size, *at) + lines + b" ET "


def page_of(
    *parts: "bytes | tuple[np.ndarray, tuple[float, float, float, float]]", box: tuple[float, float] = A4
) -> bytes:
    """A page of contents and pictures (with their boxes) in the order given."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=box)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    images, content = Dictionary(), b""
    for number, part in enumerate(parts):
        if isinstance(part, bytes):
            content += part
            continue
        picture, (x0, y0, x1, y1) = part
        out = io.BytesIO()
        Image.fromarray(picture).save(out, "JPEG", quality=85)
        images[f"/I{number}"] = pikepdf.Stream(
            pdf, out.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=picture.shape[1], Height=picture.shape[0],
            BitsPerComponent=8, ColorSpace=Name.DeviceGray, Filter=Name.DCTDecode,
        )  # fmt: skip
        content += f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /I{number} Do Q ".encode()
    page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=images)
    page.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


FULL = (0.0, 0.0, 595.0, 842.0)


def occurs_once(text: str, *words: str) -> bool:
    counted = Counter(text.split())
    return all(counted[word] == 1 for word in words)


@pytest.mark.parametrize(
    "hidden", [["Scan 000123 Poststelle"], ["Posteingang", "12.10.2026", "Kreisverwaltung Musterland"]]
)
def test_a_few_hidden_words_do_not_stop_reading(rendered, hidden: list[str]) -> None:
    page = rendered(page_of((sheet(), FULL), written(hidden, (40, 800), hidden=True))).pages[0]
    assert page.source == "ocr"
    assert LETTER.text_pages[0].split()[-1] in page.text


@pytest.mark.parametrize("place", [20, 45])
def test_a_printed_footer_does_not_stop_reading_and_nothing_is_found_twice(rendered, place: int) -> None:
    result = rendered(page_of((sheet(), FULL), written(FOOTER, (40, place), size=6)))
    text = result.pages[0].text
    assert text.endswith("Prüfvermerk")
    assert occurs_once(text, "Musterland", "eingereicht", "Behördenpostfach", "Prüfvermerk")


def test_one_scanned_line_is_read_whatever_was_printed_below_it(rendered) -> None:
    picture = lines_of(["Einspruch Zeilenzaunkoenig"], size=(1240, 1754))
    page = rendered(page_of((picture, FULL), written(FOOTER * 3, (40, 120)))).pages[0]
    assert "Zeilenzaunkoenig" in page.text
    assert page.text.count("Prüfvermerk") == 3


def test_every_photo_on_a_page_with_text_is_read_however_it_lies(rendered) -> None:
    first, second = (
        lines_of(["Lohnabrechnung Fotofink", "Zeitraum Januar", "Auszahlung"]),
        lines_of(["Mietbescheinigung Drehdrossel", "Wohnung im zweiten Stock", "Kaltmiete monatlich"]),
    )
    turned = np.ascontiguousarray(np.rot90(second))
    small = lines_of(["Kontoauszug Kleinkleiber", "Girokonto", "Guthaben am Ende des Monats"], size=(2480, 1200))
    result = rendered(
        page_of(
            written(["Meine Unterlagen als Fotos"], (60, 800), size=12),
            (first, (60, 560, 500, 773)),
            (turned, (60, 100, 260, 513)),
            (small, (300, 300, 500, 397)),
        )
    )
    page = result.pages[0]
    assert page.text.startswith("Meine Unterlagen als Fotos")
    assert occurs_once(page.text, "Unterlagen", "Fotofink", "Drehdrossel", "Kleinkleiber")
    assert page.rotation == 0
    place = {word.text: word for word in page.words}
    assert place["Drehdrossel"].x1 - place["Drehdrossel"].x0 < place["Drehdrossel"].y1 - place["Drehdrossel"].y0
    assert place["Kleinkleiber"].x0 > SCALE // 2 > place["Drehdrossel"].x1


def test_a_drawing_behind_or_beside_text_leaves_a_page_as_it_came(rendered) -> None:
    ornament = np.full((1754, 1240), 250, np.uint8)
    cv2.circle(ornament, (620, 877), 400, 225, 40)
    page = rendered(page_of((ornament, FULL), written(["Sehr geehrte Damen und Herren,"] * 20, (60, 780)))).pages[0]
    assert (page.source, page.confidence) == ("digital", 100.0)
    assert len(page.words) == 100


def test_a_layer_the_scanner_wrote_under_its_picture_is_kept(rendered) -> None:
    texts = ["Antrag auf Wohngeld für das Jahr 2026", "Die Unterlagen liegen bei"] * 5
    picture = page_of(written(texts, (60, 780), size=12))
    with pypdfium2.PdfDocument(picture) as document:
        drawn = np.squeeze(document[0].render(scale=2, grayscale=True).to_numpy()).copy()
    page = rendered(page_of(written(texts, (60, 780), size=12), (drawn, FULL))).pages[0]
    assert page.source == "hidden_text"
    assert page.text.split() == " ".join(texts).split()


@pytest.mark.parametrize(
    ("text", "believed"),
    [
        ("Sehr geehrte Damen und Herren, hiermit beantrage ich die Übernahme der Heizkosten für 2026", True),
        ("Madame, Monsieur, je vous prie de bien vouloir trouver ci-joint le relevé de notre élève", True),
        ("Sayın yetkili, başvurumun değerlendirilmesini rica ederim; çocuğumun doğum belgesi ektedir", True),
        ("Szanowni Państwo, w załączeniu przesyłam zaświadczenie o zarobkach oraz źródło dochodów", True),
        ("Ιαμδκρεις Μυστερλαμδ Φαχηβερειχη Σοζιαλες Αμτραγ αυφ Υβερμαημε δερ Ηειζκοστεμ", False),
        ("ЬапдКгеis Миstегlапd АпtгаГ аиf Üьегпаһте dег Ηеizкоstеп", False),
        ("xkrtzp wqdfgh bnmklprt vcxzsdf Antrag qwrtzps mnbvcxy sdfghjk", False),
        ("LaNdkReis MuSterlAnd AnTrag auF HeIzkosTen BesCheId", False),
        ("L4ndkr3is Must3rl4nd Üb3rn4hm3 H3izk0st3n B3sch31d N4chz4hlung", False),
    ],
)
def test_a_text_layer_is_believed_if_it_is_writing_in_an_alphabet_that_is_read_here(text: str, believed: bool) -> None:
    words = [Word(token, 0, 0, 1, 1, 0) for token in text.split()]
    assert regions.Layers([], words).hidden_is_usable is believed


def grainy(paper: np.ndarray, sigma: float = 3.0) -> np.ndarray:
    noise = np.random.default_rng(7).normal(0, sigma, paper.shape)
    return (paper.astype(np.float64) + noise).clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize(("shade", "paper"), [(165, 253), (185, 252), (205, 250), (140, 215)])
def test_faint_writing_is_not_blank(shade: int, paper: int) -> None:
    page = lines_of(["bitte Rücksprache Bleistiftbock"], size=(1240, 1754), shade=shade, paper=paper)
    assert cleaning.prepared(cleaning.cleaned(grainy(page), 150)) is not None


def blank(sort: str) -> np.ndarray:
    rng = np.random.default_rng(3)
    paper = np.full((2339, 1654), 245, np.uint8)
    if sort == "dust":
        for x, y in rng.integers(80, 1500, (60, 2)):
            cv2.circle(paper, (int(x), int(y)), 2, 190, -1)
    elif sort == "shining through":
        back = cv2.flip(cv2.resize(sheet(200), (1654, 2339)), 1)
        paper = (245 - 0.16 * (255 - cv2.GaussianBlur(back, (0, 0), 2.5).astype(np.float64))).astype(np.uint8)
    elif sort == "shadow":
        paper = np.tile(np.linspace(180, 250, 1654), (2339, 1)).astype(np.uint8)
    elif sort == "ruled":
        paper[200::60] = 215
    elif sort == "squared":
        paper[::40], paper[:, ::40] = 215, 215
    return grainy(paper, 4.0)


@pytest.mark.parametrize("sort", ["grain", "dust", "shining through", "shadow", "ruled", "squared"])
def test_a_blank_page_stays_blank_whatever_paper_and_scanner_do_to_it(sort: str) -> None:
    assert cleaning.prepared(cleaning.cleaned(blank(sort), 200)) is None


def chat(count: int, width: int = 700) -> np.ndarray:
    texts = [f"08:{number % 60:02} Nachricht Nummer {number} bitte abholen" for number in range(count)]
    texts[count // 2] = "Screenshotspatz"
    return lines_of(texts, size=(width, 40 * count), paper=210)


@pytest.mark.parametrize("container", ["png", "pdf", "narrow pdf"])
def test_a_strip_is_read_to_its_end_and_its_words_lie_where_they_stand(rendered, container: str) -> None:
    picture = chat(100)
    height, width = picture.shape
    if container == "png":
        out = io.BytesIO()
        Image.fromarray(picture).save(out, "PNG")
        original = out.getvalue()
    else:
        points = 842.0 if container == "narrow pdf" else 14_000.0
        box = (round(points * width / height, 1), points)
        original = page_of((picture, (0, 0, *box)), box=box)
    page = rendered(original).pages[0]
    assert page.text.count("Nachricht") >= 97
    found = next(word for word in page.words if word.text == "Screenshotspatz")
    dark = np.flatnonzero((picture < 120).any(axis=1))
    line = 1 + int(np.searchsorted(np.flatnonzero(np.diff(dark) > 4), 0))
    expected = _line_middle(dark, 50) / height * SCALE
    assert line
    assert abs((found.y0 + found.y1) / 2 - expected) < 25


def _line_middle(dark: np.ndarray, number: int) -> float:
    rows = np.split(dark, np.flatnonzero(np.diff(dark) > 4) + 1)
    return float(rows[number].mean())


def test_a_wide_strip_is_cut_between_words() -> None:
    row = np.hstack([lines_of([f"Spalte {number} Breitwandbuntspecht"], size=(800, 200)) for number in range(8)])
    found = pieces.read(cv2.resize(row, None, fx=1.3, fy=1.3, interpolation=cv2.INTER_CUBIC))
    assert sum(token.text == "Breitwandbuntspecht" for token in found.tokens) == 8
    places = [token.box[0] for token in found.tokens if token.text == "Breitwandbuntspecht"]
    assert np.allclose(np.diff(places), 800 * 1.3, atol=12)


KEYS = {
    "scan-with-hidden-stamp/hidden-stamp-over-scan.pdf": ["Verdecktekatze"],
    "scan-with-footer/visible-footer-over-scan.pdf": ["Fusszeilenhund", "Signatur gueltig"],
    "pasted-photo/pasted-photo.pdf": ["Wordfotofrosch", "Anlage zu meinem Antrag"],
    "hidden-text-foreign-alphabet/hidden-text-greek.pdf": ["Griechenfuchs"],
    "faint-page/pencil-note.png": ["Bleistiftbock"],
    "faint-page/thermal-receipt.png": ["Kassenbonkrokodil"],
    "faint-page/faint-165.png": ["Antrag auf Übernahme der Heizkosten"],
    "long-strip/long-screenshot.png": ["Screenshotpapagei"],
    "many-pages-unembedded-font/pages-400-helvetica.pdf": ["Vierhundertfuessler"],
}


@pytest.mark.skipif(not CASES.is_dir(), reason=f"no cases in {CASES} (set AKTEI_SHARED)")
@pytest.mark.parametrize("case", KEYS)
def test_key_words_of_the_shared_cases_are_found(rendered, case: str) -> None:
    result = rendered(CASES / case)
    text = " ".join(" ".join(page.text for page in result.pages).split())
    assert [key for key in KEYS[case] if key not in text] == []
