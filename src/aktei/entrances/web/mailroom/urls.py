# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the mailroom, below `/posteingang/`."""

from django.urls import path

from aktei.entrances.web.mailroom import (
    clearing,
    counting,
    desk,
    dividing,
    filing,
    filing_suggested,
    forwarding,
    uploads,
    views,
)

app_name = "mailroom"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("klaerung/", views.quarantine, name="quarantine"),
    path("stand/", views.progress, name="progress"),
    path("neu/", views.news, name="news"),
    path("ziele/", views.find_targets, name="targets"),
    path("hochladen/", uploads.upload, name="upload"),
    path("mehrere/", filing.many, name="many"),
    path("mehrere/ablegen/", filing.file_many, name="file_many"),
    path("mehrere/zuruecknehmen/<uuid:token>/", filing.undo_many, name="undo_many"),
    path("mehrere/weiterleiten/", forwarding.forward_many, name="forward_many"),
    path("mehrere/zurueckholen/<uuid:token>/", forwarding.undo_many, name="undo_forward_many"),
    path("mehrere/sichere/", filing_suggested.review, name="sure"),
    path("mehrere/sichere/ablegen/", filing_suggested.file_all, name="file_sure"),
    path("mehrere/erneut/", clearing.retry_many, name="retry_many"),
    path("<uuid:consignment>/", views.item, name="item"),
    path("<uuid:consignment>/vorschau/", views.thumbnail, name="thumbnail"),
    path("<uuid:consignment>/ablegen/", filing.file, name="file"),
    path("<uuid:consignment>/zuruecknehmen/", filing.undo, name="undo"),
    path("<uuid:consignment>/weiterleiten/", forwarding.forward, name="forward"),
    path("<uuid:consignment>/zurueckholen/", forwarding.undo, name="undo_forward"),
    path("<uuid:consignment>/aufteilen/<uuid:document>/", dividing.divide, name="divide"),
    path("<uuid:consignment>/zusammenfuegen/<uuid:document>/", dividing.undo, name="undo_divide"),
    path("<uuid:consignment>/kennwort/", clearing.password, name="password"),
    path("<uuid:consignment>/erneut/", clearing.retry, name="retry"),
    path("<uuid:consignment>/annehmen/", clearing.accept, name="accept"),
    path("<uuid:consignment>/enthaltenes/", clearing.take_out, name="take_out"),
    path("<uuid:consignment>/zurueckgeben/", clearing.give_back, name="return"),
]

counters = (counting.waiting,)
"""Named, so that importing the addresses registers the numbers."""

sections = (desk.newest, desk.unreadable)
"""Named, so that importing the addresses puts the sections on the desk."""
