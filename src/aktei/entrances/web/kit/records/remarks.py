# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is to be known of a file that was read, in sentences: damaged pages, files inside, notes."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aktei.entrances.web.kit.frame.templatetags.frame import number
from aktei.procedures.rendition import queries
from aktei.procedures.rendition.remarks import SENTENCES, Remark, runs

_MOST_RUNS = 12


class Said(str):
    """A sentence that knows what it is about."""

    code: str

    def __new__(cls, code: str, text: str) -> "Said":
        """The sentence of this remark."""
        said = super().__new__(cls, text)
        said.code = code
        return said


def of_versions(versions: Iterable[UUID | None]) -> dict[UUID, list[Said]]:
    """The sentences about those of these versions of which there is anything to be known; one query."""
    return _told(queries.remarks(each for each in versions if each))


def of_documents(documents: Iterable[UUID]) -> dict[UUID, list[Said]]:
    """The same for what people read of these documents; one query."""
    return _told(queries.remarks_on(documents))


def sentence(remark: Remark) -> Said:
    """One remark as people read it."""
    quoted = [_named(name) for name in remark.names]
    return Said(remark.code, _(SENTENCES[remark.code]).format(pages=_pages(remark.pages), names=_listed(quoted)))


def _named(name: str) -> str:
    if re.fullmatch(r"\+\d+", name):
        return _("%(count)s weitere") % {"count": number(int(name))}
    return _("„%(name)s“") % {"name": name}


def _told(found: dict[UUID, list[Remark]]) -> dict[UUID, list[Said]]:
    return {node: [sentence(each) for each in remarks if each.code in SENTENCES] for node, remarks in found.items()}


def _pages(pages: Sequence[int]) -> str:
    shown = [_run(first, last) for first, last in runs(pages)]
    if len(shown) > _MOST_RUNS:
        shown = [*shown[:_MOST_RUNS], _("weitere")]
    return ngettext("Seite %(pages)s", "Seiten %(pages)s", len(pages)) % {"pages": _listed(shown)}


def _run(first: int, last: int) -> str:
    return number(first) if first == last else _("%(a)s bis %(b)s") % {"a": number(first), "b": number(last)}


def _listed(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(parts)s und %(last)s") % {"parts": ", ".join(parts[:-1]), "last": parts[-1]}
