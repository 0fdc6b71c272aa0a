# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""All doors of the house on one page."""

from django.urls import URLPattern, URLResolver, include, path

from aktei.entrances.web.access import urls as access
from aktei.entrances.web.contents import urls as contents
from aktei.entrances.web.documents import urls as documents
from aktei.entrances.web.dossiers import urls as dossiers
from aktei.entrances.web.history import urls as history
from aktei.entrances.web.parties import urls as parties
from aktei.entrances.web.reading import urls as reading
from aktei.entrances.web.work import urls as work

# The pages of a record lie in several rooms and have one namespace.
_records: list[URLPattern] = [
    *dossiers.urlpatterns,
    *contents.urlpatterns,
    *documents.urlpatterns,
    *parties.urlpatterns,
    *reading.urlpatterns,
    *history.urlpatterns,
    *access.record_urlpatterns,
    *work.record_urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("aktei.entrances.web.kit.frame.urls")),
    path("", include("aktei.entrances.web.health.urls")),
    path("", include("aktei.entrances.web.people.urls")),
    path("", include("aktei.entrances.web.desk.urls")),
    path("hilfe/", include("aktei.entrances.web.help.urls")),
    path("vertretung/", include("aktei.entrances.web.deputies.urls")),
    path("posteingang/", include("aktei.entrances.web.mailroom.urls")),
    path("", include((_records, "records"))),
    path("verwaltung/", include("aktei.entrances.web.administration.urls")),
    path("", include("aktei.entrances.web.kinds.urls")),
    path("verwaltung/aktenplan/", include("aktei.entrances.web.file_plan.urls")),
    path("zugriff/", include("aktei.entrances.web.access.urls")),
    path("", include("aktei.entrances.web.journal.urls")),
    path("ansichten/", include("aktei.entrances.web.kit.lists.urls")),
    path("waehlen/", include("aktei.entrances.web.kit.picking.urls")),
    path("aufgaben/", include("aktei.entrances.web.work.urls")),
    path("suche/", include("aktei.entrances.web.search.urls")),
    path("api/v1/", include("aktei.entrances.api.urls")),
    path("evidence/", include("aktei.entrances.web.evidence.urls")),
]

handler403 = "aktei.entrances.web.kit.frame.errors.forbidden"
handler404 = "aktei.entrances.web.kit.frame.errors.not_found"
handler500 = "aktei.entrances.web.kit.frame.errors.broken"
