# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people call the states of a consignment."""

from django.utils.translation import gettext_lazy as _

from aktei.records.envelopes.rules import FILED, PROCESSING, QUARANTINED, READY, RECEIVED, RETURNED

STATE_NAMES = {
    RECEIVED: _("eingegangen"),
    PROCESSING: _("wird eingelesen"),
    READY: _("bereit"),
    FILED: _("abgelegt"),
    QUARANTINED: _("in Klärung"),
    RETURNED: _("zurückgegeben"),
}
