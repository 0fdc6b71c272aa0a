# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is granted on a node itself until further notice: the rights that whatever lies below it starts with."""

from uuid import UUID

from django.db.models import QuerySet

from aktei.base.rights.models import Grant


def lasting_grants(node: UUID) -> QuerySet[Grant]:
    """The grants on a node that have no end, by principal. The caller has checked that the actor may ask."""
    return Grant.objects.filter(node=node, valid_until=None).order_by("principal", "right")
