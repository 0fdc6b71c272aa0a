# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a letter says about itself on its pages: subject line, sender, date. Pure, and silent when in doubt."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import Levenshtein

from aktei.procedures.mailroom.clues import read_date
from aktei.procedures.mailroom.senders import Sender, sender_of
from aktei.records.parties.rules import fold_name

_SUBJECT = re.compile(r"^(?:\d{1,2}[.)]\s*)?((?:\w ){5,8}\w|\w{2,9})\s*(?:[.:;]+|\s[–-](?=\s))\s*(.*)$")
_SUBJECT_WORDS = ("betreff", "betrifft", "subject")
_IN_HEADS = frozenset({"re", "aw", "wg", "fw", "fwd", "antw", "regarding", "concerning", "thema", "anliegen"})
"""What says the same above the salutation; further down these are words like any other."""
_ANSWERED = re.compile(r"^((re|aw|wg|fwd?|antw)\s*:\s*)+", re.IGNORECASE)
_SALUTATION = re.compile(
    r"^(sehr geehrt\w*|s g (damen|herr|frau)|guten (tag|morgen|abend)|gruess gott|hallo|liebe|lieber|werte|werter|moin|"
    r"dear|to whom it may concern|madame|an die zustaendige stelle)\b"
)
_DATE = re.compile(r"\d{1,2}\.\s*\d{1,2}\.\s*\d{4}|\d{1,2}\.\s*[A-Za-zä]+\s+\d{4}")
_LABEL = re.compile(
    r"^(ihr|unser|mein|dein)e?\s+(zeichen|schreiben|nachricht|antrag vom)\b|"
    r"^(az|aktenzeichen|geschaeftszeichen|gesch z|kassenzeichen|kundennummer|datum|telefon|tel|fax|e mail|"
    r"seite|anlagen?|bearbeiter|auskunft erteilt|steuernummer|versicherungsnummer|rechnungsnummer|nr)\b"
)
_GOES_ON = frozenset((
    "und", "oder", "sowie", "von", "vom", "vor", "fuer", "gegen", "nach", "zu", "zur", "zum", "ueber", "um", "im",
    "in", "ins", "am", "an", "aus", "auf", "bei", "beim", "mit", "ohne", "der", "die", "das", "des", "dem", "den",
    "ein", "eine", "einer", "eines", "einem", "einen", "wegen", "durch", "seit", "bis", "gemaess", "betreffend",
    "hier", "ihr", "ihre", "ihres", "ihrer", "ihrem", "ihren", "mein", "meine", "meiner", "meines", "meinem",
    "meinen",
))  # fmt: skip
_NO_SUBJECT = frozenset((
    "papier", "scan", "scanner", "fax", "telefax", "e", "mail", "email", "portal", "brief", "post", "einschreiben",
    "eilt", "entwurf", "kopie", "original", "anlage", "anlagen", "betreff", "betr", "betrifft", "subject", "datum",
    "seite", "blatt", "per", "an", "von", "ohne", "wichtig", "vertraulich", "persoenlich", "rueckschein",
))  # fmt: skip
"""What stands on letters and says how they came, not what they are about."""
_ADDRESS = re.compile(r"(^|[,·•|]\s*)\d{5}\s+[A-ZÄÖÜ][\w .-]*$")
_TOP = 25  # lines of a first page above which the head of a letter ends
_LONGEST = 200
_MOST_LINES = 3


@dataclass(frozen=True)
class Description:
    """What was found; empty where nothing was sure enough."""

    subject_line: str = ""
    sender: str = ""
    written_on: date | None = None


def describe(pages: Sequence[str], own: Collection[str] = ()) -> Description:
    """Read the head of a letter from the text of its pages. `own` is what the office itself is called."""
    lines = _lines(pages)
    return Description(subject_line_of(lines), sender(pages, own).full_name, written_on(lines))


def sender(pages: Sequence[str], own: Collection[str] = ()) -> Sender:
    """Who wrote a letter, with what it says of them."""
    return sender_of(_lines(pages), [line.strip() for text in pages[1:] for line in text.splitlines()], own)


def subject_line_of(lines: Sequence[str]) -> str:
    """What stands behind *Betreff*, else the first line between date and salutation; with the lines it goes on in."""
    salutation = next((i for i, line in enumerate(lines) if _SALUTATION.match(fold_name(line))), None)
    for index, line in enumerate(lines):
        named = _named(line, in_head=index < (salutation or 0))
        if named is not None:
            text = [*([named] if named else []), *_text(lines[index + 1 :])]
            return _plausible(_joined(text[0], text[1:])) if text else ""
    if salutation is None:
        return ""
    dated = [i for i in range(salutation) if _dated(lines[i]) is not None and not _about_birth(lines[i])]
    heads = [i for i in dated if _is_date_line(lines[i])] or dated[:1]
    if not heads:
        return _plausible(lines[salutation - 1]) if salutation else ""
    between = [line for line in lines[heads[-1] + 1 : salutation] if not _LABEL.match(fold_name(line))]
    while between and not _plausible(between[0]):
        between.pop(0)
    return _plausible(_joined(between[0], between[1:])) if between else ""


def written_on(lines: Sequence[str]) -> date | None:
    """The first day named in the head of the letter that is nobody's day of birth."""
    for line in lines[:_TOP]:
        if _SALUTATION.match(fold_name(line)):
            return None
        found = _dated(line)
        if found and not _about_birth(line):
            return found
    return None


def _lines(pages: Sequence[str]) -> list[str]:
    return [line.strip() for line in (pages[0] if pages else "").splitlines() if line.strip()]


def _named(line: str, *, in_head: bool) -> str | None:
    """What follows *Betreff* in its line, also where it was badly read; None if the line is none of those."""
    found = _SUBJECT.match(line)
    word, rest = (found[1], found[2]) if found else (line, "")
    folded = fold_name(word).replace(" ", "")
    if found and (folded in ("betr", "betreff", "betrifft", "subject") or (in_head and folded in _IN_HEADS)):
        return rest
    near = any(Levenshtein.distance(folded, each, score_cutoff=1) <= 1 for each in _SUBJECT_WORDS)
    return rest if near and len(folded) >= 6 else None


def _text(lines: Sequence[str]) -> list[str]:
    """The lines up to the salutation."""
    end = next((i for i, line in enumerate(lines) if _SALUTATION.match(fold_name(line))), len(lines))
    return list(lines[:end])


def _joined(first: str, following: Sequence[str]) -> str:
    """A subject line with the lines in which it goes on."""
    text = first
    for line in following[: _MOST_LINES - 1]:
        if not _goes_on(text, line):
            break
        text = _one(text, line)
    return text


def _goes_on(text: str, line: str) -> bool:
    """Whether a line is the rest of what stands above it: one of the two is no whole by itself."""
    folded = fold_name(line)
    if _LABEL.match(folded) or _about_birth(line) or _is_date_line(line) or not folded:
        return False
    last = fold_name(text).split()[-1:] or [""]
    open_end = text.rstrip().endswith(("-", "–", ",", "/", "„", "&")) or last[0] in _GOES_ON
    unclosed = text.count("(") > text.count(")") or text.count("„") > text.count("“")
    return open_end or unclosed or line[0].islower() or line[0] in "(–" or folded.split()[0] in _GOES_ON


def _one(text: str, line: str) -> str:
    if text.endswith("-") and not text.endswith(" -"):
        return text[:-1] + line if line[0].islower() and not line.startswith(("und ", "oder ")) else text + line
    return f"{text} {line}"


def _dated(line: str) -> date | None:
    found = _DATE.search(line)
    return read_date(found.group()) if found else None


def _is_date_line(line: str) -> bool:
    """Whether a line says when the letter was written (and perhaps where), and nothing besides."""
    if _dated(line) is None or _about_birth(line):
        return False
    rest = fold_name(_DATE.sub(" ", line)).split()
    return len(rest) <= 5 and not set(rest) & {"vom", "von", "am", "seit", "bis", "ab", "zum", "antrag", "bescheid"}


def _about_birth(line: str) -> bool:
    return any(word in f" {fold_name(line)} " for word in ("geboren", " geb ", "geburtsdatum", "geburtstag"))


def _plausible(text: str) -> str:
    text = _ANSWERED.sub("", " ".join(text.split()).strip(" .,;:·*'`´-–_|"))
    letters = sum(each.isalpha() for each in text)
    says_nothing = {each for each in fold_name(text).split() if not each.isdigit()} <= _NO_SUBJECT or _ADDRESS.search(
        text
    )
    return text[:_LONGEST].rstrip() if letters >= 5 and letters >= len(text) * 0.5 and not says_nothing else ""
