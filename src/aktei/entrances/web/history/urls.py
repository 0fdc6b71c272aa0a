# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the history of a record; part of the namespace `records`."""

from aktei.entrances.web.history import views
from aktei.entrances.web.kit.records.addresses import side

urlpatterns = side("verlauf/", views.history, "history")
