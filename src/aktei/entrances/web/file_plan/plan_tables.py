# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""From an uploaded file to a preview, from the preview to the act; and the plan as a file to take away."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aktei.base.acts.actor import Actor
from aktei.base.acts.errors import Missing, Refused
from aktei.base.blobs import store
from aktei.base.people.queries import office_name
from aktei.base.rights.queries import require
from aktei.base.rights.rules import MANAGE
from aktei.entrances.web.file_plan.refusals import FILE_MISSING, FILE_TOO_LARGE, PREVIEW_TOO_OLD
from aktei.exchange.plan_lines import Reading
from aktei.exchange.plan_table import codec as table
from aktei.exchange.plan_table.codec import COLUMNS
from aktei.exchange.xdomea import file_plan as xdomea
from aktei.records.file_plan.comparing import Comparison
from aktei.records.file_plan.importing import import_plan, plan_lines, preview
from aktei.records.file_plan.queries import FILE_PLAN
from aktei.records.file_plan.rules import spoken

__all__ = ["COLUMNS", "SHOWN", "Looked", "exported", "look", "take_over"]

SHOWN = 200
"""Rows of each kind in a preview."""
_SALT = "file plan import"
_HOURS = 4
_LABELS = {
    "title": gettext_lazy("Titel"),
    "parent": gettext_lazy("unter"),
    "reference_pattern": gettext_lazy("Muster"),
    "retention_years": gettext_lazy("Aufbewahrung"),
    "disposal_type": gettext_lazy("danach"),
    "note": gettext_lazy("Hinweis"),
    "holds_dossiers": gettext_lazy("führt Akten"),
    "dossier_kinds": gettext_lazy("Aktenarten"),
    "disabled": gettext_lazy("stillgelegt"),
}


@dataclass(frozen=True)
class Looked:
    """A file that was looked at: what would happen, and the token with which it is taken over."""

    name: str
    comparison: Comparison
    token: str

    @property
    def summary(self) -> str:
        """What would happen, in one line."""
        found = self.comparison
        lines = [str(fault.line) for fault in found.faults[:5] if fault.line]
        faults = ngettext("%(count)s Fehler", "%(count)s Fehler", len(found.faults)) % {"count": len(found.faults)}
        where = _(" in Zeile %(lines)s") % {"lines": ", ".join(lines)} if lines else ""
        parts = [
            _("%(count)s neue") % {"count": len(found.new)},
            _("%(count)s geänderte") % {"count": len(found.changed)},
            _("%(count)s unveränderte Einträge") % {"count": found.unchanged},
            ngettext("%(count)s unbekanntes Feld", "%(count)s unbekannte Felder", len(found.unknown))
            % {"count": len(found.unknown)},
            faults + where,
        ]
        return ", ".join(parts)

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What would change, entry by entry, in words."""
        return [
            {
                "notation": each.notation,
                "changes": [
                    f"{_LABELS[name]}: {_said(name, before)} → {_said(name, each.after[name])}"
                    for name, before in each.before.items()
                ],
            }
            for each in self.comparison.changed
        ]

    @property
    def can_be_taken(self) -> bool:
        """Whether there is something to do and nothing wrong."""
        return not self.comparison.faults and bool(self.comparison.steps)


def look(actor: Actor, upload: "UploadedFile[Any] | None") -> Looked:
    """Keep the file, read it and say what it would do; nothing of the plan changes."""
    require(actor, MANAGE, [FILE_PLAN], known=True)
    if upload is None:
        raise Refused(FILE_MISSING())
    if upload.size is None or upload.size > xdomea.LARGEST:
        raise Refused(FILE_TOO_LARGE(size=xdomea.LARGEST // 2**20))
    data = upload.read()
    comparison = preview(actor, _read(data))
    name = (upload.name or _("Datei"))[:200]
    kept = {"sha256": store.put(data).sha256, "name": name, "expected": comparison.fingerprint}
    return Looked(name, comparison, signing.dumps(kept, salt=_SALT))


def take_over(actor: Actor, token: str) -> Comparison:
    """Do what the preview showed, or refuse if it would be something else by now."""
    try:
        kept = signing.loads(token, salt=_SALT, max_age=_HOURS * 3600)
    except signing.BadSignature as error:
        raise Refused(PREVIEW_TOO_OLD()) from error
    with store.open(kept["sha256"]) as file:
        reading = _read(file.read())
    return import_plan(actor, reading=reading, source=kept["name"], sha256=kept["sha256"], expected=kept["expected"])


def exported(actor: Actor, form: str) -> HttpResponse:
    """The whole plan as `csv` or `xdomea`."""
    require(actor, MANAGE, [FILE_PLAN], known=True)
    lines, now = plan_lines(actor), timezone.localtime()
    if form == "csv":
        return _file(table.write(lines), "text/csv; charset=utf-8", f"aktenplan-{now:%Y-%m-%d}.csv")
    if form == "xdomea":
        process = uuid4()
        data = xdomea.write(lines, office=office_name(settings.OFFICE_NAME), created=now, process=process)
        return _file(data, "application/xml", f"{process}_Aktenplan.Aktenplan.0301.xml")
    raise Missing()


def _said(name: str, value: Any) -> str:
    return _("ganz oben") if name == "parent" and value is None else spoken(value)


def _read(data: bytes) -> Reading:
    """Whatever begins like XML is a message, everything else a table."""
    begin = data[:100].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return xdomea.read(data) if begin.startswith(b"<") else table.read(data)


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=media_type, headers=headers)
