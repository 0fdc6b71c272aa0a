# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an act ends that is not done: refused with reasons, or rolled back as a defect of ours."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from aktei.base.acts import refusals
from aktei.base.refusals import Refusal
from aktei.base.wording import sentence


class Refused(Exception):
    """The rules said no, for all these reasons, not the first alone."""

    def __init__(self, reasons: Sequence[Refusal] | Refusal = ()) -> None:
        self.refusals = [reasons] if isinstance(reasons, Refusal) else list(reasons)
        super().__init__(" ".join(str(each) for each in self.refusals))

    @property
    def reasons(self) -> list[str]:
        """The reasons as sentences in the language of whoever asks."""
        return [sentence(each) for each in self.refusals]

    @property
    def coded(self) -> list[Refusal]:
        """The reasons as programs are told them."""
        return self.refusals

    @property
    def told(self) -> list[str]:
        """What people are told who may not even know whether there is such a record: the same for all of them."""
        return self.reasons


class Forbidden(Refused):
    """The right is missing. The reason names the right, never the content."""


class Missing(Refused):
    """There is no such record, or this actor may not even find it: both answer alike at every door."""

    @property
    def told(self) -> list[str]:
        """Always the same."""
        return [_("Das gibt es nicht, oder Sie dürfen es nicht sehen.")]

    @property
    def coded(self) -> list[Refusal]:
        """None: a code would tell apart what must look alike."""
        return []


class Hidden(Forbidden, Missing):
    """The right is missing, and so is the one to find the record: doors answer as if there were none."""


class NotForOthers(Forbidden):
    """The act belongs to the person alone; no deputy may do it."""

    def __init__(self) -> None:
        super().__init__(refusals.NOT_FOR_OTHERS())


class SilentAct(RuntimeError):
    """An act wrote and recorded nothing: a defect of ours, so everything it did is rolled back."""
