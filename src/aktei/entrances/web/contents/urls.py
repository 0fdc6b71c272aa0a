# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the contents of dossiers and cases; part of the namespace `records`."""

from aktei.entrances.web.contents import views
from aktei.entrances.web.kit.records.addresses import side

urlpatterns = side("inhalt/", views.table_of_contents, "contents", ("dossier", "case"))
