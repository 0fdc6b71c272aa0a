# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Grants, and where each node stood when."""

from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from aktei.base.acts.models_base import Record


def _or_never(column: str) -> models.Func:
    return models.Func(
        models.F(column),
        template="coalesce(%(expressions)s, 'infinity'::timestamptz)",
        output_field=models.DateTimeField(),
    )


class Grant(Record):
    """A right on a node over a period, with its cause, for `person:…`, `unit:…`, `role:…` or `role:…@unit`."""

    node = models.UUIDField()
    right = models.CharField(max_length=20)
    principal = models.CharField(max_length=120)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    cause = models.CharField(max_length=200)
    granted_by = models.UUIDField(null=True)
    approval = models.UUIDField(null=True)
    """The proposal that a second person confirmed, where the record is protected."""

    class Meta(Record.Meta):
        indexes: ClassVar = [
            # What ended long ago is stepped over, however much of it there is.
            models.Index("principal", "right", _or_never("valid_until"), name="grant_standing"),
            models.Index(fields=["node", "valid_from"], name="grant_node"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="grant_period"
            )
        ]


class Principal(Record):
    """A name under which a person is reached by grants, over a period: themselves, their units upwards, their roles."""

    person = models.UUIDField()
    name = models.CharField(max_length=120)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    cause = models.CharField(max_length=200)

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["person", "name"], name="principal_person"),
            models.Index(fields=["name", "person"], name="principal_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="principal_period"
            )
        ]


class Standing(Record):
    """Somebody stands in for somebody else over a period, and so answers to that person's own names.

    Nothing is copied: which names those are is asked anew every time, so a deputy never has more than the absent
    person has at that moment. `scope` limits it to what lies below one node, `within` to the names that come from
    membership of one unit (`unit:…`); `protected` says whether what was granted to the absent person alone counts
    behind a barrier. `via` names the deputies who are absent themselves and through whom it came.
    """

    person = models.UUIDField()
    stands_for = models.UUIDField()
    scope = models.UUIDField(null=True)
    within = models.CharField(max_length=120, blank=True)
    protected = models.BooleanField(default=False)
    via = ArrayField(models.UUIDField(), default=list)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    cause = models.CharField(max_length=200)

    class Meta(Record.Meta):
        indexes: ClassVar = [
            models.Index(fields=["person"], name="standing_person"),
            models.Index(fields=["stands_for"], name="standing_for"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="standing_period"
            ),
            models.CheckConstraint(condition=~Q(person=F("stands_for")), name="standing_for_another"),
        ]


class Held(models.Model):
    """Every name that reaches a person, over a period: their own, and those of whom they stand in for (a view).

    `stands_for` is empty for a person's own names; `scope` and `protected` are those of the `Standing`.
    """

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    name = models.CharField(max_length=120)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    cause = models.CharField(max_length=200)
    stands_for = models.UUIDField(null=True)
    scope = models.UUIDField(null=True)
    protected = models.BooleanField()

    class Meta:
        managed = False
        db_table = "rights_held"


class Placement(Record):
    """Where a node hung, and whether it was a barrier, over a period: the history of chains."""

    node = models.UUIDField()
    parent = models.UUIDField(null=True)
    barrier = models.BooleanField(default=False)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        indexes: ClassVar = [models.Index(fields=["node", "-valid_from"], name="placement_node")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node"], condition=Q(valid_until=None), name="one_place_at_a_time")
        ]


class PlacedQuerySet(models.QuerySet[Any]):
    """Rows that know which reach can see them."""

    def met_by(self, reach: frozenset[UUID]) -> Self:
        """Rows whose chain shares a node with this reach; an empty reach sees nothing."""
        return self.filter(chain__overlap=list(reach)) if reach else self.none()


class Placed(Record):
    """A record that hangs in the tree of nodes. Subclasses declare a GIN index on `chain`."""

    # Follows from placements, and moves with everything above it.
    derived: ClassVar[tuple[str, ...]] = ("chain",)

    chain = ArrayField(models.UUIDField())

    objects: ClassVar[Any] = PlacedQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True
