# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From what a letter tells to the dossiers it may belong to, each with its reasons. Bounded, whatever the letter.

Looks as the office's machinery, at all dossiers; what a person is shown is cut to their rights when they look.
"""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from aktei.base.acts.actor import Actor
from aktei.procedures.mailroom import clues, ports
from aktei.procedures.mailroom.clues import Place, Quoted
from aktei.procedures.mailroom.describing import sender
from aktei.procedures.mailroom.models import SuggestionKind
from aktei.procedures.mailroom.rules import (
    CERTAIN,
    LIKELY,
    RESEMBLING,
    Ground,
    levels_of,
    may_resemble,
    own_matter,
)
from aktei.procedures.mailroom.senders import Sender, agreed, generation, same_name
from aktei.records.cases.queries import cases
from aktei.records.documents.queries import documents
from aktei.records.dossiers.queries import closures, final
from aktei.records.dossiers.references import with_keys
from aktei.records.dossiers.rules import reference_parts
from aktei.records.parties.queries import involved_names, involvements_named
from aktei.records.parties.rules import fold_name

log = logging.getLogger(__name__)

MACHINERY = Actor.system("mailroom")
MOST = 20
_MOST_INVOLVEMENTS = 200
_MOST_FUZZY, _MOSTLY = 3, 0.75
_EXACT, _NEAR, _FAR = 1.0, 0.9, 0.75
_UNLABELLED = 0.8  # of the score a labelled reference would have
_BORN, _LIVING, _NAMED = 0.7, 0.6, 0.45
_ORDER = (CERTAIN, LIKELY, RESEMBLING)
_SIMILAR, _TOO_UNLIKE = 0.4, 0.5


@dataclass(frozen=True)
class Evidence:
    """One reason to think of a dossier, with its weight from 0 to 1."""

    kind: str
    score: float
    reason: str
    place: Place | None = None
    proven: bool = False
    labelled: bool = False

    @property
    def ground(self) -> Ground:
        """The same as the rules weigh it."""
        return Ground(str(self.kind), self.proven, self.labelled)


@dataclass
class Proposal:
    """A dossier with everything that speaks for it, how sure that is, and the case in it that fits."""

    dossier: UUID
    evidence: list[Evidence] = field(default_factory=list)
    case: UUID | None = None
    level: str = RESEMBLING

    @property
    def strongest(self) -> list[Evidence]:
        """The strongest reason of each kind, strongest first."""
        first: dict[str, Evidence] = {}
        for each in sorted(self.evidence, key=lambda one: (not one.proven, -one.score)):
            first.setdefault(each.kind, each)
        return sorted(first.values(), key=lambda one: -one.score)

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


def proposals(document: UUID, pages: Sequence[str], own: Collection[str] = ()) -> list[Proposal]:
    """The open dossiers this letter may belong to, best first, at most `MOST`. `own` is what the office is called."""
    who = _sender(document, pages, own)
    found: dict[UUID, Proposal] = {}
    for dossier, evidence in (*_by_reference(pages, who), *_by_party(pages, who), *_by_similarity(document, who)):
        found.setdefault(dossier, Proposal(dossier)).evidence.append(evidence)
    closed = closures(found)
    standing = [each for each in found.values() if each.dossier not in closed]
    if any(not each.is_only_similar for each in standing):
        standing = [each for each in standing if not each.is_only_similar]
    levels = levels_of([[every.ground for every in each.evidence] for each in standing])
    for each, level in zip(standing, levels, strict=True):
        each.level = level
    best = sorted(standing, key=lambda each: (_ORDER.index(each.level), -each.score))[:MOST]
    _choose_cases(best, clues.joined(pages))
    return best


def _sender(document: UUID, pages: Sequence[str], own: Collection[str]) -> Sender:
    """Who wrote: as the door that took it in was told, else as the letter says."""
    told = documents(MACHINERY).filter(id=document).values_list("sender", flat=True).first()
    return agreed(told or "", sender(pages, own))


def _by_reference(pages: Sequence[str], who: Sender) -> list[tuple[UUID, Evidence]]:
    """Dossiers whose reference the letter quotes: exactly, else nearly (labelled ones up to two edits away)."""
    quoted = clues.quoted_references(pages)
    by_key: dict[Any, Quoted] = {
        key: each for each in reversed(quoted) for key in (each.key, reference_parts(each.text))
    }
    parts = [each for each in by_key if isinstance(each, tuple)]
    exact = _dossiers_with({each.key for each in quoted}, {"".join(each) for each in parts})
    found = {row.id: by_key.get(row.key) or by_key.get(reference_parts(row.named)) for row in exact}
    if any(found.values()):
        # Where parts differ (`5.12/3`, `51.2/3`), nothing but the digits is the same.
        strange = _strange_to(who, [row.id for row in exact if found[row.id]])
        return [
            (row.id, _reference_evidence(row, quote, exact=True, proven=quote.labelled or row.id not in strange))
            for row in exact
            if (quote := found[row.id])
        ]
    doubtful = _most_likely(quoted)
    for distance in (1, 2):
        near = [each for each in doubtful if distance == 1 or each.labelled]
        if not near:
            break
        rows = _dossiers_with(set().union(*(clues.neighbours(each.key, distance) for each in near)))
        if rows:
            return [(row.id, _reference_evidence(row, _nearest(row.key, near))) for row in rows]
    return []


def _strange_to(who: Sender, dossiers: Sequence[UUID]) -> set[UUID]:
    """Of these dossiers, those of other people than the one who wrote: in running text they may be meant or not."""
    if not who.name or who.organisation:
        return set()
    there = involved_names(MACHINERY, dossiers)
    rows = documents(MACHINERY).filter(dossier__in=dossiers).exclude(sender="").order_by()
    for dossier, sender_there in rows.values_list("dossier", "sender").distinct()[:_MOST_INVOLVEMENTS]:
        if there.get(dossier):
            there[dossier] = [*there[dossier], sender_there]
    return {each for each in dossiers if there.get(each) and not any(same_name(n, who.full_name) for n in there[each])}


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
    return min(quoted, key=lambda each: clues.distance(key, each.key))


def _reference_evidence(row: Any, quoted: Any, *, exact: bool = False, proven: bool = False) -> Evidence:
    away = 0 if exact else clues.distance(row.key, quoted.key)
    score = (_EXACT, _NEAR, _FAR)[min(away, 2)] * (1.0 if quoted.labelled else _UNLABELLED)
    values = {"page": quoted.place.page, "reference": row.reference, "quote": quoted.text}
    if quoted.text == row.reference:
        text = _("Das Schreiben nennt auf Seite {page} das Aktenzeichen {reference}.")
    elif exact:
        text = _("Auf Seite {page} steht „{quote}“; gemeint ist das Aktenzeichen {reference}.")
    else:
        text = _("Auf Seite {page} steht „{quote}“; gemeint ist vermutlich das Aktenzeichen {reference}.")
    reason = text.format(**values)
    return Evidence(
        SuggestionKind.REFERENCE, score, reason, quoted.place, proven=proven, labelled=proven and quoted.labelled
    )


def _dossiers_with(keys: Iterable[str], short: Iterable[str] = ()) -> list[Any]:
    """Dossiers whose reference, now or formerly, has one of these keys; one descent of the index per key."""
    return [_where_it_is_now(row) for row in with_keys(MACHINERY, keys, short, most=MOST)]


def _where_it_is_now(row: Any) -> Any:
    """The dossier into which everything of a merged one went: that is where post belongs now."""
    into: Any = final(MACHINERY, row)
    into.key, into.named = row.key, row.named
    return into


def _by_party(pages: Sequence[str], who: Sender) -> list[tuple[UUID, Evidence]]:
    """Dossiers of parties whose name stands in the letter: surely theirs with their day of birth or their address."""
    names = _names(pages, who)
    if not names:
        return []
    rows = involvements_named(MACHINERY, names)[:_MOST_INVOLVEMENTS]
    days = clues.dates(pages)
    found = []
    for row in rows:
        evidence = _party_evidence(row, names[row.party.folded_name], pages, days, who)
        if evidence:
            found.append((row.dossier_id, evidence))
    return found


def _names(pages: Sequence[str], who: Sender) -> dict[str, Place | None]:
    """Every name in the letter, folded as parties are, and who is known to have written it."""
    found: dict[str, Place | None] = dict(clues.names(pages))
    written = fold_name(who.given_name, who.name)
    if written:
        found.setdefault(written, clues.find_words(pages, who.full_name))
    return found


def _party_evidence(
    row: Any, name: Place | None, pages: Sequence[str], days: Mapping[date, Place], who: Sender
) -> Evidence | None:
    party = row.party
    is_sender = same_name(str(party), who.full_name)
    born = days.get(party.birth_date) if party.birth_date else None
    living = clues.find_words(pages, party.street) if party.street else None
    if living and party.postcode and not clues.find_words(pages, party.postcode):
        living = None
    if not born and party.birth_date and is_sender and who.birth_date:
        return None  # somebody else of this name: they tell another day of birth
    proofs = []
    if born:
        proofs.append(_("geboren am {day}").format(day=f"{party.birth_date:%d.%m.%Y}"))
    if living:
        proofs.append(_("wohnhaft {street}").format(street=party.street))
    own = party.kind == "person" and own_matter(fold_name(row.role))
    if not born and generation(who.full_name) != generation(str(party)):
        own = False  # father and son may have one name and one address
    # Who lives there may be named by others; who was born then is meant.
    proven = own and bool(born or (living and (is_sender or not who.name)))
    score = (_BORN if born else _LIVING if living else _NAMED) + (0.1 if born and living else 0.0)
    reason = _party_reason(row, name, proofs, is_sender=is_sender)
    return Evidence(SuggestionKind.PARTY, score, reason, name, proven=proven)


def _party_reason(row: Any, name: Place | None, proofs: Sequence[str], *, is_sender: bool) -> str:
    if name is None:
        text = _("Absender ist „{name}“: in dieser Akte als {role} eingetragen.")
        return text.format(name=row.party, role=row.role)
    values = {"page": name.page, "name": name.quote, "proof": ", ".join(proofs), "role": row.role}
    if proofs:
        text = _("Auf Seite {page} steht „{name}“, {proof}: in dieser Akte als {role} eingetragen.")
    else:
        text = _(
            "Auf Seite {page} steht „{name}“; so heißt, wer in dieser Akte als {role} eingetragen ist. "
            "Geburtsdatum und Anschrift stehen nicht dabei."
        )
    return text.format(**values)


def _by_similarity(document: UUID, who: Sender) -> list[tuple[UUID, Evidence]]:
    """Dossiers in which something resembles the letter, unless it is by somebody else than wrote to them."""
    alike = _alike(document)
    rows = list(documents(MACHINERY).filter(id__in=list(alike), dossier__isnull=False))
    close = [(row.dossier_id, row) for row in rows if row.dossier_id and alike[row.id] >= _TOO_UNLIKE]
    there = involved_names(MACHINERY, [dossier for dossier, _row in close]) if who.name and close else {}
    found: list[tuple[UUID, Evidence]] = []
    for dossier, row in close:
        known = any(same_name(each, who.full_name) for each in (row.sender, *there.get(dossier, ())))
        if not may_resemble(sender_known=bool(who.name), sender_is_there=known):
            continue
        reason = _("Ähnelt dem Dokument „{subject}“ vom {day} in dieser Akte.").format(
            subject=row.subject_line or _("ohne Betreff"), day=f"{row.received_at:%d.%m.%Y}"
        )
        found.append((dossier, Evidence(SuggestionKind.SIMILAR, _SIMILAR * alike[row.id], reason)))
    return found


def _alike(document: UUID) -> dict[UUID, float]:
    try:
        return dict(ports.similar(document, MOST))
    except Exception:
        log.exception("no similar documents for %s: the search did not answer", document)
        return {}


def _choose_cases(chosen: Sequence[Proposal], words: frozenset[str]) -> None:
    """The open case whose subject line shares most words with the letter; none if none stands out."""
    rows = list(cases(MACHINERY).filter(dossier__in=[each.dossier for each in chosen]))
    closed = closures([row.id for row in rows])
    shared: dict[UUID, list[tuple[int, UUID]]] = {}
    for row in rows:
        if row.id not in closed:
            count = len(words.intersection(fold_name(row.subject_line).split()))
            shared.setdefault(row.dossier_id, []).append((count, row.id))
    for each in chosen:
        best = sorted(shared.get(each.dossier, ()), reverse=True)
        if best and best[0][0] and (len(best) == 1 or best[0][0] > best[1][0]):
            each.case = best[0][1]
