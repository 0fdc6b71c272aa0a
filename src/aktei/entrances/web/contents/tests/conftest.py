# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
from aktei.entrances.web.kit.records.tests.fixtures import *  # noqa: F403 (fixtures)
