# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the sealer and its companions are doing, for alarms: noted beside the log, never in it."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from aktei.base.acts.models import JournalEntry
from aktei.base.log.models import Checkpoint, Timestamp, Unsealed, Watch
from aktei.base.log.outside_services import called
from aktei.base.log.sealable_lines import RefusedLine
from aktei.base.log.settled_lines import settled

SEALING = "sealing"
TIMESTAMPS = "timestamps"
WITNESS = "witness "
"""Before the address of a witness."""
REFUSED = "refused"
"""Set while lines wait that are not genuine."""
REWOUND = "rewound"
"""Set when a witness has seen more than the log holds; sealing stands still until somebody has explained it."""

_MOST_NAMED = 10

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trouble:
    """What troubles a companion, since when."""

    name: str
    what: str
    since: datetime


@dataclass(frozen=True)
class LogCondition:
    """The state of the evidence log at a glance. Ages in seconds, never negative whatever the clock does."""

    waiting: int
    unsealed_age: float
    size: int
    sealed_at: datetime | None
    timestamped_size: int
    troubles: tuple[Trouble, ...]
    alarms: tuple[str, ...]


def went_well(name: str) -> None:
    """A companion did its work."""
    Watch.objects.update_or_create(name=name, defaults={"succeeded_at": timezone.now(), "trouble": "", "since": None})


def in_trouble(name: str, what: str) -> None:
    """A companion could not do its work; since when is kept until it can again."""
    row, made = Watch.objects.get_or_create(name=name, defaults={"trouble": what, "since": timezone.now()})
    if not made:
        row.trouble, row.since = what, row.since or timezone.now()
        row.save(update_fields=["trouble", "since"])


def refusing(refused: Sequence[RefusedLine]) -> None:
    """Note which lines the sealer refuses, so that it is an alarm for as long as they wait."""
    before = trouble_of(REFUSED)
    if refused:
        done = settled()
        refused = [each for each in refused if each.entry not in done]
    if not refused:
        if before:
            went_well(REFUSED)
        return
    said = "; ".join(
        _("Zeile {number}: {why}").format(number=each.entry, why=each.why) for each in refused[:_MOST_NAMED]
    )
    if len(refused) > _MOST_NAMED:
        said += _("; und {number} weitere").format(number=len(refused) - _MOST_NAMED)
    if said != before:
        log.error("the sealer refuses %d journal lines that are not genuine: %s", len(refused), said)
        in_trouble(REFUSED, said)


def trouble_of(name: str) -> str:
    """What troubles this companion, or nothing."""
    return Watch.objects.filter(name=name).values_list("trouble", flat=True).first() or ""


def last_success(name: str) -> datetime | None:
    """When this companion last did its work."""
    return Watch.objects.filter(name=name).values_list("succeeded_at", flat=True).first()


def waiting() -> QuerySet[Unsealed]:
    """What the sealer has still to do: lines that two people explained as not genuine wait for nothing."""
    return Unsealed.objects.exclude(entry_id__in=settled())


def waiting_since() -> timedelta:
    """How long the oldest unsealed entry has been waiting; zero if none is, or if the clock went back meanwhile."""
    first = waiting().order_by("entry_id").values_list("entry_id", flat=True).first()
    oldest = JournalEntry.objects.filter(id=first).values_list("at", flat=True).first() if first else None
    return max(timezone.now() - oldest, timedelta()) if oldest else timedelta()


def condition(alarm_after: timedelta) -> LogCondition:
    """How the log is doing, and every reason for alarm in German."""
    age = waiting_since()
    number = waiting().count()
    rows = Watch.objects.exclude(trouble="").order_by("name")
    troubles = tuple(Trouble(row.name, row.trouble, row.since or timezone.now()) for row in rows)
    last = Checkpoint.objects.order_by("-size").values_list("size", "at").first()
    stamped = Timestamp.objects.order_by("-size").values_list("size", flat=True).first()
    return LogCondition(
        waiting=number,
        unsealed_age=age.total_seconds(),
        size=last[0] if last else 0,
        sealed_at=last[1] if last else None,
        timestamped_size=stamped or 0,
        troubles=troubles,
        alarms=tuple(_alarms(age, number, alarm_after, troubles)),
    )


def _alarms(age: timedelta, waiting: int, alarm_after: timedelta, troubles: tuple[Trouble, ...]) -> list[str]:
    alarms = []
    if age > alarm_after:
        alarms.append(
            _("Protokollzeilen warten auf ihre Besiegelung ({number}), die älteste seit {minutes} Minuten.").format(
                number=waiting, minutes=int(age.total_seconds() // 60)
            )
        )
    for each in troubles:
        if each.name in (SEALING, REWOUND):
            alarms.append(
                _(
                    "Die Besiegelung des Protokolls steht. Es geht nichts verloren, die Zeilen warten; den Grund nennt "
                    "der IT-Betreuung „aktei evidence state“."
                )
            )
        elif each.name == REFUSED:
            alarms.append(
                _(
                    "Im Protokoll stehen Zeilen, die nicht von Aktei stammen oder verändert wurden. Sie werden nicht "
                    "besiegelt, alle anderen schon; welche es sind, nennt der IT-Betreuung „aktei evidence state“."
                )
            )
        elif each.name == TIMESTAMPS:
            alarms.append(
                _("Der Zeitstempeldienst antwortet nicht richtig. Die Zeitstempel werden nachgeholt, sobald er es tut.")
            )
        else:
            name = called(each.name.removeprefix(WITNESS))
            alarms.append(_("Ein Zeuge bestätigt das Protokoll zurzeit nicht: {name}.").format(name=name))
    return alarms
