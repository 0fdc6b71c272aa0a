# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages as a WSGI application; `serving` calls it."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from aktei.entrances.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aktei.entrances.settings.main")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 (loads every page now instead of with the first request)
settle()
