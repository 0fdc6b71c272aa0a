# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a password must not be, in words that people understand."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class NotAboutOneself(UserAttributeSimilarityValidator):
    """Refuses passwords made of one's own names; says so without the names of database columns."""

    def get_error_message(self) -> str:
        """Return why the password is refused."""
        return _("Das Passwort ähnelt Ihrem Namen, Ihrem Anmeldenamen oder Ihrer E-Mail-Adresse zu sehr.")

    def get_help_text(self) -> str:
        """Return the rule."""
        return _("Das Passwort darf Ihrem Namen, Ihrem Anmeldenamen und Ihrer E-Mail-Adresse nicht ähneln.")
