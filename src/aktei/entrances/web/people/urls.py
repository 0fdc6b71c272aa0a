# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of log-in and account; include them at the root with namespace `people`."""

from django.urls import path

from aktei.entrances.web.people import single_sign_on
from aktei.entrances.web.people.views import account, first_run, log_in, second_factor

app_name = "people"
urlpatterns = [
    path("anmelden/", log_in.log_in, name="log_in"),
    path("anmelden/code/", log_in.code, name="code"),
    path("anmelden/zweiter-faktor/", second_factor.set_up_first, name="set_up_first"),
    path("anmelden/oidc/", single_sign_on.start, name="oidc_start"),
    path("anmelden/oidc/rueckkehr/", single_sign_on.come_back, name="oidc_return"),
    path("einrichten/", first_run.set_up_office, name="set_up_office"),
    path("abmelden/", log_in.log_out, name="log_out"),
    path("konto/", account.account, name="account"),
    path("konto/sitzungen-beenden/", account.end_sessions, name="end_sessions"),
    path("konto/schluessel/<uuid:token>/widerrufen/", account.revoke_token, name="revoke_token"),
    path("konto/passwort/", account.password, name="password"),
    path("konto/zweiter-faktor/", second_factor.set_up, name="second_factor"),
    path("konto/zweiter-faktor/entfernen/", second_factor.remove, name="second_factor_remove"),
]
