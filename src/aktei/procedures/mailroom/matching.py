# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a letter tells to the dossiers it may belong to, each with its reasons. Bounded, whatever the letter.

Looks as the office's machinery, at all dossiers; what a person is shown is cut to their rights when they look.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.journal.acts import Actor
from aktei.procedures.mailroom import ports, suggesting
from aktei.procedures.mailroom.models import SuggestionKind
from aktei.procedures.mailroom.suggesting import Place, Quoted
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.dossiers.queries import closures, final
from aktei.records.dossiers.references import with_keys
from aktei.records.parties.queries import involvements_named
from aktei.records.parties.rules import fold_name

MACHINERY = Actor.system("mailroom")
MOST = 20
_MOST_INVOLVEMENTS = 200
_MOST_FUZZY, _MOSTLY = 3, 0.75
_EXACT, _NEAR, _FAR = 1.0, 0.9, 0.75
_UNLABELLED = 0.8  # of the score a labelled reference would have
_BORN, _LIVING = 0.7, 0.6
_SIMILAR, _TOO_UNLIKE = 0.4, 0.5


@dataclass(frozen=True)
class Evidence:
    """One reason to think of a dossier, with its weight from 0 to 1."""

    kind: str
    score: float
    reason: str
    place: Place | None = None


@dataclass
class Proposal:
    """A dossier with everything that speaks for it, and the case in it that fits best."""

    dossier: UUID
    evidence: list[Evidence] = field(default_factory=list)
    case: UUID | None = None

    @property
    def strongest(self) -> list[Evidence]:
        """The strongest reason of each kind, strongest first."""
        first: dict[str, Evidence] = {}
        for each in sorted(self.evidence, key=lambda one: -one.score):
            first.setdefault(each.kind, each)
        return list(first.values())

    @property
    def score(self) -> float:
        """Reasons of different kinds add up; more of one kind add nothing."""
        return sum(each.score for each in self.strongest)

    @property
    def is_only_similar(self) -> bool:
        """Whether nothing in the letter itself points here."""
        return all(each.kind == SuggestionKind.SIMILAR for each in self.evidence)

    @property
    def reason(self) -> str:
        """Why, in one to three sentences. Once the letter itself points here, likeness adds nothing for people."""
        told = [each for each in self.strongest if self.is_only_similar or each.kind != SuggestionKind.SIMILAR]
        return " ".join(each.reason for each in told)[:500]


def proposals(document: UUID, pages: Sequence[str]) -> list[Proposal]:
    """The open dossiers this letter may belong to, best first, at most `MOST`."""
    found: dict[UUID, Proposal] = {}
    for dossier, evidence in (*_by_reference(pages), *_by_party(pages), *_by_similarity(document)):
        found.setdefault(dossier, Proposal(dossier)).evidence.append(evidence)
    closed = closures(found)
    standing = [each for each in found.values() if each.dossier not in closed]
    if any(not each.is_only_similar for each in standing):
        standing = [each for each in standing if not each.is_only_similar]
    best = sorted(standing, key=lambda each: -each.score)[:MOST]
    _choose_cases(best, suggesting.joined(pages))
    return best


def _by_reference(pages: Sequence[str]) -> list[tuple[UUID, Evidence]]:
    """Dossiers whose reference the letter quotes: exactly, else nearly (labelled ones up to two edits away)."""
    quoted = suggesting.quoted_references(pages)
    exact = _dossiers_with({each.key for each in quoted})
    if exact:
        by_key = {each.key: each for each in reversed(quoted)}
        return [(row.id, _reference_evidence(row, by_key[row.key])) for row in exact]
    doubtful = _most_likely(quoted)
    for distance in (1, 2):
        near = [each for each in doubtful if distance == 1 or each.labelled]
        if not near:
            break
        rows = _dossiers_with(set().union(*(suggesting.neighbours(each.key, distance) for each in near)))
        if rows:
            return [(row.id, _reference_evidence(row, _nearest(row.key, near))) for row in rows]
    return []


def _most_likely(quoted: Sequence[Quoted]) -> list[Quoted]:
    """The few quotes worth a search among neighbours: what is mostly digits, labelled ones first."""
    worth = [each for each in quoted if _share_of_digits(each.text) >= _MOSTLY]
    ordered = sorted(worth, key=lambda each: (not each.labelled, each.place.page, len(each.place.words)))
    return ordered[:_MOST_FUZZY]


def _share_of_digits(text: str) -> float:
    """How much of what is written could be digits; words like *ohne* are none, whatever their letters resemble."""
    signs = [each for each in text if each.isalnum()]
    return sum(each.isdigit() or each in "OolI" for each in signs) / (len(signs) or 1)


def _nearest(key: str, quoted: Iterable[Quoted]) -> Quoted:
    return min(quoted, key=lambda each: suggesting.distance(key, each.key))


def _reference_evidence(row: Any, quoted: Quoted) -> Evidence:
    away = suggesting.distance(row.key, quoted.key)
    score = (_EXACT, _NEAR, _FAR)[min(away, 2)] * (1.0 if quoted.labelled else _UNLABELLED)
    values = {"page": quoted.place.page, "reference": row.reference, "quote": quoted.text}
    if quoted.text == row.reference:
        reason = _("Das Schreiben nennt auf Seite {page} das Aktenzeichen {reference}.").format(**values)
    else:
        reason = _("Auf Seite {page} steht „{quote}“; gemeint ist vermutlich das Aktenzeichen {reference}.").format(
            **values
        )
    return Evidence(SuggestionKind.REFERENCE, score, reason, quoted.place)


def _dossiers_with(keys: Iterable[str], *, short: bool = False) -> list[Any]:
    """Dossiers whose reference, now or formerly, has one of these keys; one descent of the index per key."""
    return [_where_it_is_now(row) for row in with_keys(MACHINERY, keys, short=short, most=MOST)]


def _where_it_is_now(row: Any) -> Any:
    """The dossier into which everything of a merged one went: that is where post belongs now."""
    into: Any = final(MACHINERY, row)
    into.key = row.key
    return into


def _by_party(pages: Sequence[str]) -> list[tuple[UUID, Evidence]]:
    """Dossiers of parties whose name stands in the letter together with their day of birth or their address."""
    names = suggesting.names(pages)
    if not names:
        return []
    rows = involvements_named(MACHINERY, names)[:_MOST_INVOLVEMENTS]
    days = suggesting.dates(pages)
    found = []
    for row in rows:
        evidence = _party_evidence(row, names[row.party.folded_name], pages, days)
        if evidence:
            found.append((row.dossier_id, evidence))
    return found


def _party_evidence(row: Any, name: Place, pages: Sequence[str], days: Mapping[date, Place]) -> Evidence | None:
    party = row.party
    born = days.get(party.birth_date) if party.birth_date else None
    living = suggesting.find_words(pages, party.street) if party.street else None
    if living and party.postcode and not suggesting.find_words(pages, party.postcode):
        living = None
    if not born and not living:
        return None
    proofs = []
    if born:
        proofs.append(_("geboren am {day}").format(day=f"{party.birth_date:%d.%m.%Y}"))
    if living:
        proofs.append(_("wohnhaft {street}").format(street=party.street))
    reason = _("Auf Seite {page} steht „{name}“, {proof}: in dieser Akte als {role} eingetragen.").format(
        page=name.page, name=name.quote, proof=", ".join(proofs), role=row.role
    )
    score = (_BORN if born else _LIVING) + (0.1 if born and living else 0.0)
    return Evidence(SuggestionKind.PARTY, score, reason, name)


def _by_similarity(document: UUID) -> list[tuple[UUID, Evidence]]:
    alike = dict(ports.similar(document, MOST))
    rows = documents(MACHINERY).filter(id__in=list(alike), dossier__isnull=False)
    found: list[tuple[UUID, Evidence]] = []
    for row in rows:
        if row.dossier_id is None or alike[row.id] < _TOO_UNLIKE:
            continue
        reason = _("Ähnelt dem Dokument „{subject}“ vom {day} in dieser Akte.").format(
            subject=row.subject_line or _("ohne Betreff"), day=f"{row.received_at:%d.%m.%Y}"
        )
        found.append((row.dossier_id, Evidence(SuggestionKind.SIMILAR, _SIMILAR * alike[row.id], reason)))
    return found


def _choose_cases(chosen: Sequence[Proposal], words: frozenset[str]) -> None:
    """The open case whose subject line shares most words with the letter; the newest if none stands out."""
    rows = list(cases(MACHINERY).filter(dossier__in=[each.dossier for each in chosen]))
    closed = closures([row.id for row in rows])
    best: dict[UUID, tuple[int, int, UUID]] = {}
    for row in rows:
        if row.id not in closed:
            shared = len(words.intersection(fold_name(row.subject_line).split()))
            best[row.dossier_id] = max(best.get(row.dossier_id, (-1, 0, row.id)), (shared, row.number, row.id))
    for each in chosen:
        if each.dossier in best:
            each.case = best[each.dossier][2]
