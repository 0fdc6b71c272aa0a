# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's handle on proof."""

from django.apps import AppConfig


class ProofConfig(AppConfig):
    """Exports that somebody outside can check."""

    name = "aktei.procedures.proof"
    label = "proof"
