# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, made of what the office set (`declared.py`)."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from aktei.base.embedded import database_url
from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.settings.reading import read, revealed
from aktei.entrances.settings.static_files import stamp

office = read()


def _secret_key(data: Path) -> str:
    """The key from the environment, or one made once and kept, readable to us alone, in the data directory."""
    if office.secret_key:
        return revealed(office.secret_key)
    kept = data / "secret_key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        draft = data / f".secret_key.{os.getpid()}"
        draft.write_text(secrets.token_urlsafe(64))
        draft.chmod(0o600)
        try:
            os.link(draft, kept)
        except FileExistsError:
            pass  # another process of the same start was first
        finally:
            draft.unlink()
    return kept.read_text()


DATA = office.data.resolve()
DEBUG = office.debug
OFFICE_NAME = office.office_name
"""On the pages until the office is set up, and where an authenticator app shows whose code it is."""
SECRET_KEY = _secret_key(DATA)
SECRET_KEY_FALLBACKS = [revealed(each) for each in office.secret_key_fallbacks]
"""Keys of before: what was signed or marked with them counts until they are taken out."""
ALLOWED_HOSTS = list(office.hosts)
CSRF_TRUSTED_ORIGINS = list(office.origins)

BLOBS_URL = office.blobs_url or f"file://{DATA / 'blobs'}"
BLOBS_MIRROR_URL = office.blobs_mirror_url or ""
CACHE_BYTES = int(office.cache_bytes)
API_RATE = office.api_rate or ""
UPLOAD_LIMIT = int(office.upload_limit)
"""Bytes of one request with files; how large one file may be is the rendition's limit."""
SERVING = Bounds(
    threads=office.web_threads,
    connections=office.web_connections,
    waiting=office.web_waiting,
    head_seconds=office.head_seconds,
    stranger_bytes=int(office.stranger_bytes),
    stranger_seconds=office.stranger_seconds,
    step_seconds=office.step_seconds,
    network_bits=office.network_bits,
    proxies=office.proxies,
    body_bytes=UPLOAD_LIMIT + 2**20,  # what stands around the files
)
SEARCH_URL = office.search_url or f"tantivy://{DATA / 'index'}"
WATCH_DIRECTORY = office.watch or DATA / "eingang"
SCRATCH_DIRECTORY = office.scratch or DATA / "scratch"
CACHE_DIRECTORY = DATA / "cache"
LIMIT_PAGES = office.limit_pages
LIMIT_PIXELS = office.limit_pixels
LIMIT_BYTES = int(office.limit_bytes)
LIMIT_MEMORY = int(office.limit_memory)
WATCH_FALLBACK_UNIT = office.watch_fallback_unit
WATCH_KEEP_DAYS = office.watch_keep_days
DOSSIER_KINDS = office.dossier_kinds or DATA / "dossier_kinds.toml"
EVIDENCE_KEY = office.evidence_key or DATA / "evidence_key.pem"
EXPORT_DAYS = office.export_days
EVIDENCE_ORIGIN = office.evidence_origin
EVIDENCE_SIGNER_URL = office.evidence_signer_url or ""
EVIDENCE_SIGNER_TOKEN = revealed(office.evidence_signer_token)
EVIDENCE_KEPT = DATA / "evidence_checkpoint"  # the newest head, outside the database
EVIDENCE_ALARM_SECONDS = office.evidence_alarm_seconds
WITNESSES = list(office.witnesses)
TSA_URL = office.tsa_url or ""
TSA_CA = str(office.tsa_ca or "")
TSA_EVERY_SECONDS = office.tsa_every_seconds
METRICS_TOKEN = revealed(office.metrics_token)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "procrastinate.contrib.django",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "aktei.base.outbox",
    "aktei.base.acts",
    "aktei.base.log",
    "aktei.base.rights",
    "aktei.base.four_eyes",
    "aktei.base.people",
    "aktei.base.deputies",
    "aktei.records",
    "aktei.procedures.rendition",
    "aktei.procedures.search",
    "aktei.procedures.mailroom",
    "aktei.procedures.access",
    "aktei.procedures.proof",
    "aktei.procedures.work",
    "aktei.entrances.web.kit.frame",
    "aktei.entrances.web.kit.lists",
    "aktei.entrances.api",
    "aktei.entrances",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aktei.entrances.web.kit.frame.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "aktei.entrances.web.people.sessions.IdleTimeout",
    "aktei.entrances.web.deputies.mode.DeputyMode",
    "aktei.entrances.web.kit.middleware.DenyByDefault",
    "aktei.entrances.web.kit.refusal_page.ShowRefusals",
    "axes.middleware.AxesMiddleware",
]

_WEB = Path(__file__).parent.parent / "web"
ROOT_URLCONF = "aktei.entrances.urls"
WSGI_APPLICATION = "aktei.entrances.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [*sorted(_WEB.glob("*/templates")), *sorted(_WEB.glob("kit/*/templates"))],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aktei.entrances.web.kit.frame.context.frame",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        office.database_url or database_url(DATA), conn_max_age=600, conn_health_checks=True
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "aktei.base.people.passwords.NotAboutOneself",
        "OPTIONS": {"user_attributes": ("login", "given_name", "family_name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = reverse_lazy("people:log_in")
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = office.tls
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if office.tls else None
SECURE_HSTS_SECONDS = 31_536_000 if office.tls else 0
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
# Not by address as well: a whole county comes from one, and a single wrong password would lock everybody out.
SILENCED_SYSTEM_CHECKS = ["axes.W006", "files.E001"]  # the directory for uploads is made when the first one comes
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_DISABLE_ACCESS_LOG = True  # the journal keeps log-ins; a second list would only keep more about people
AXES_LOCKOUT_CALLABLE = "aktei.entrances.web.people.lockout.locked_out"
OTP_TOTP_ISSUER = OFFICE_NAME
IDLE_MINUTES = office.idle_minutes
SECOND_FACTOR_ROLES = list(office.second_factor_roles)
CSRF_FAILURE_VIEW = "aktei.entrances.web.kit.frame.errors.csrf_failed"

# Single sign-on (OpenID Connect) exists only with an issuer; its addresses are asked from the issuer itself.
OIDC_ISSUER = office.oidc_issuer or ""
OIDC_RP_CLIENT_ID = office.oidc_client_id
OIDC_RP_CLIENT_SECRET = revealed(office.oidc_client_secret)
OIDC_LOGIN_CLAIM = office.oidc_login_claim
OIDC_RP_SCOPES = office.oidc_scopes
OIDC_RP_SIGN_ALGO = office.oidc_sign_algorithm
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "people:oidc_return"
if OIDC_ISSUER:
    AUTHENTICATION_BACKENDS.append("aktei.entrances.web.people.single_sign_on.SingleSignOn")

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [_WEB / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATICFILES_DIRS = [_WEB / "static"]
STATIC_URL = "/static/" if DEBUG else f"/static/{stamp(STATICFILES_DIRS[0])}/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aktei.entrances.web.kit.frame.static_files.RememberingStorage"},
}
# Served from the package itself: nothing to collect at installation.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = "^(?!)" if DEBUG else f"^{STATIC_URL}"
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
FILE_UPLOAD_TEMP_DIR = SCRATCH_DIRECTORY  # beside the blobs, which take a large file over by its name
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "aktei.entrances.large_files.ToScratch",
]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"now_and_then": {"()": "aktei.entrances.serving.told.NowAndThen"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["now_and_then"]}},
    "root": {"handlers": ["console"], "level": office.log},
}
