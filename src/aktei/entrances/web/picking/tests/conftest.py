# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser for the fields in which somebody or something is picked."""

from aktei.entrances.web.frame.tests.browser import *  # noqa: F403 (fixtures)
