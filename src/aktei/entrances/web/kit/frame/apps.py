# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django application of the page frame."""

from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.forms import Field
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class FrameConfig(AppConfig):
    """Templates, static files and template tags that every page builds on."""

    name = "aktei.entrances.web.kit.frame"
    label = "frame"

    def ready(self) -> None:
        """Say in plain words what forms ask for most; the framework's own German is stiff."""
        Field.default_error_messages["required"] = _("Bitte füllen Sie dieses Feld aus.")
        MaxLengthValidator.message = ngettext_lazy(
            "Das ist zu lang: höchstens %(limit_value)d Zeichen, es ist %(show_value)d. Bitte kürzen Sie es.",
            "Das ist zu lang: höchstens %(limit_value)d Zeichen, es sind %(show_value)d. Bitte kürzen Sie es.",
            "show_value",
        )
