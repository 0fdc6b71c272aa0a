# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fields of a Tantivy index, and how an entry becomes one of its documents."""

from datetime import date
from itertools import chain
from typing import Any, Final

import tantivy

from aktei.procedures.search.analysis import Analyser, Forms
from aktei.procedures.search.engines.port import Entry, RecordKind
from aktei.procedures.search.wanted import reference_joined, reference_key, reference_parts, reference_terms

# A change of this number makes every index of an older one out of date.
FORMAT_VERSION: Final = 2
_LONGEST_TYPED: Final = 24
PAGES_PER_DAY: Final = 100_000


def schema() -> tantivy.Schema:
    """No text is stored: snippets come from the page itself. Ids are raw text: unsigned ones cannot be deleted."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("stamp", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("owner", "bucket", "first", "chain", "dossier", "case", "reference", "plan"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("unit", "channel", "year", "plan_entry"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("exact", "stems"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("folded", "parts", "numbers", "head", "context", "typed"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("page", stored=True)
    builder.add_integer_field("received", fast=True)
    return builder.build()


def received_rank(received: date | None, page: int = PAGES_PER_DAY - 1) -> int:
    """Orders pages by day, within a day by page; 0 without a date."""
    return received.toordinal() * PAGES_PER_DAY + (PAGES_PER_DAY - 1 - min(page, PAGES_PER_DAY - 1)) if received else 0


def document(entry: Entry, analyser: Analyser) -> tantivy.Document:
    """The Tantivy document of an entry."""
    hexed = [node.hex for node in entry.chain]
    fields: dict[str, Any] = {
        "key": entry.key,
        "stamp": entry.stamp,
        "owner": entry.owner.hex,
        "bucket": entry.owner.hex[-2:],
        "kind": str(entry.kind),
        "chain": hexed,
        "reference": sorted(frozenset(chain.from_iterable(reference_terms(one) for one in entry.references))),
        "received": received_rank(entry.received, entry.number),
    }
    for name, node in (("dossier", entry.dossier), ("case", entry.case), ("unit", entry.unit)):
        if node:
            fields[name] = node.hex
    if entry.channel:
        fields["channel"] = entry.channel
    if entry.received:
        fields["year"] = str(entry.received.year)
    if entry.plan:
        fields["plan_entry"] = entry.plan
        fields["plan"] = plan_terms(entry.plan)
    fields |= _page_fields(entry, analyser) if entry.kind is RecordKind.PAGE else _record_fields(entry, analyser)
    return tantivy.Document(**fields)


def plan_terms(notation: str) -> list[str]:
    """`50.30.1` → 50, 50.30, 50.30.1."""
    parts = notation.split(".")
    return [".".join(parts[: at + 1]) for at in range(len(parts))]


def _page_fields(entry: Entry, analyser: Analyser) -> dict[str, Any]:
    streams = analyser.streams(entry.text, entry.halves)
    fields: dict[str, Any] = {
        "exact": streams.exact,
        "folded": streams.folded,
        "stems": streams.stems,
        "parts": streams.parts,
        "numbers": streams.numbers,
        "context": " ".join(_all_forms(f"{entry.title}\n{entry.context}", analyser)),
    }
    if entry.page:
        fields["page"] = entry.page.bytes
    if entry.number == 1:
        references = frozenset(chain.from_iterable(reference_terms(one) for one in entry.references))
        fields["head"] = " ".join((*_all_forms(entry.title, analyser), *sorted(references)))
        fields["first"] = "1"
    return fields


def _all_forms(text: str, analyser: Analyser) -> list[str]:
    return [term for token in analyser.tokens(text) for term in dict.fromkeys(forms_as_terms(token.forms))]


def forms_as_terms(forms: Forms) -> tuple[str, ...]:
    """All forms of a word in one field, told apart by a sign."""
    return (f"={forms.exact}", f"~{forms.folded}", f"+{forms.stem}", *(f"+{part}" for part in forms.parts))


def _record_fields(entry: Entry, analyser: Analyser) -> dict[str, Any]:
    terms: set[str] = set()
    for token in analyser.tokens(entry.title):
        terms |= _beginnings(token.forms.folded) | {f"={token.forms.folded}"}
        for part in token.forms.parts:
            terms |= _beginnings(part)
    for reference in entry.references:
        terms.add("=" + reference_key(reference))
        for joined in reference_joined(reference):
            terms |= _beginnings(joined) | {f"={joined}"}
        for parts in (reference_parts(reference), reference_parts(reference, zeros=True)):
            for at in range(len(parts)):
                terms |= _beginnings("-".join(parts[at:]))
    return {"typed": " ".join(sorted(terms))}


def _beginnings(term: str) -> set[str]:
    return {term[:length] for length in range(1, min(len(term), _LONGEST_TYPED) + 1)}
