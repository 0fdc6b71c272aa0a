# SPDX-FileCopyrightText: 2026 Aktei contributors
# SPDX-License-Identifier: EUPL-1.2
"""Django's settings, read from `AKTEI_…` variables; every one is listed in docs/operations.md."""

import os
import secrets
from pathlib import Path

import dj_database_url
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from aktei.base.embedded import database_url
from aktei.entrances.serving.bounds import Bounds
from aktei.entrances.settings.static_files import stamp


def _flag(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default).lower() in ("1", "true", "yes", "ja")


def _list(name: str, default: str = "") -> list[str]:
    return [each.strip() for each in os.environ.get(name, default).split(",") if each.strip()]


def _secret_key(data: Path) -> str:
    """The key from the environment, or one made once and kept, readable to us alone, in the data directory."""
    given = os.environ.get("AKTEI_SECRET_KEY")
    if given:
        return given
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


DATA = Path(os.environ.get("AKTEI_DATA", "data")).resolve()
DEBUG = _flag("AKTEI_DEBUG")
OFFICE_NAME = os.environ.get("AKTEI_OFFICE_NAME", "Aktei")
"""On the pages until the office is set up, and where an authenticator app shows whose code it is."""
SECRET_KEY = _secret_key(DATA)
SECRET_KEY_FALLBACKS = _list("AKTEI_SECRET_KEY_FALLBACKS")
"""Keys of before: what was signed or marked with them counts until they are taken out."""
ALLOWED_HOSTS = _list("AKTEI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("AKTEI_ORIGINS")
BEHIND_TLS = _flag("AKTEI_TLS")

BLOBS_URL = os.environ.get("AKTEI_BLOBS_URL", f"file://{DATA / 'blobs'}")
BLOBS_MIRROR_URL = os.environ.get("AKTEI_BLOBS_MIRROR_URL", "")
API_RATE = os.environ.get("AKTEI_API_RATE", "")
"""Calls per person, for example `600/m`; no limit unless set."""
UPLOAD_LIMIT = int(os.environ.get("AKTEI_UPLOAD_LIMIT", 2 * 2**30))
"""Bytes of one request with files; how large one file may be is the rendition's limit."""
SERVING = Bounds(
    threads=int(os.environ.get("AKTEI_WEB_THREADS", "8")),
    connections=int(os.environ.get("AKTEI_WEB_CONNECTIONS", "8192")),
    waiting=int(os.environ.get("AKTEI_WEB_WAITING", "512")),
    head_seconds=float(os.environ.get("AKTEI_HEAD_SECONDS", "10")),
    stranger_bytes=int(os.environ.get("AKTEI_STRANGER_BYTES", 2**20)),
    stranger_seconds=float(os.environ.get("AKTEI_STRANGER_SECONDS", "20")),
    step_seconds=float(os.environ.get("AKTEI_STEP_SECONDS", "30")),
    network_bits=int(os.environ.get("AKTEI_NETWORK_BITS", "64")),
    proxies=tuple(_list("AKTEI_PROXIES")),
    body_bytes=UPLOAD_LIMIT + 2**20,  # what stands around the files
)
SEARCH_URL = os.environ.get("AKTEI_SEARCH_URL", f"tantivy://{DATA / 'index'}")
WATCH_DIRECTORY = Path(os.environ.get("AKTEI_WATCH", DATA / "eingang"))
SCRATCH_DIRECTORY = Path(os.environ.get("AKTEI_SCRATCH", DATA / "scratch"))
CACHE_DIRECTORY = DATA / "cache"
LIMIT_PAGES = int(os.environ.get("AKTEI_LIMIT_PAGES", "5000"))
LIMIT_PIXELS = int(os.environ.get("AKTEI_LIMIT_PIXELS", "200000000"))  # of one image
LIMIT_BYTES = int(os.environ.get("AKTEI_LIMIT_BYTES", str(500 * 2**20)))  # of one file
LIMIT_MEMORY = int(os.environ.get("AKTEI_LIMIT_MEMORY", str(2 * 2**30)))  # of one process that reads files
WATCH_FALLBACK_UNIT = os.environ.get("AKTEI_WATCH_FALLBACK_UNIT", "10.1")  # short name, for folders of nobody
WATCH_KEEP_DAYS = int(os.environ.get("AKTEI_WATCH_KEEP_DAYS", "30"))  # how long files taken over lie in `erledigt`
DOSSIER_KINDS = Path(os.environ.get("AKTEI_DOSSIER_KINDS", DATA / "dossier_kinds.toml"))
"""Declares the kinds of dossiers and their extra fields; without the file there are the built-in kinds."""
EVIDENCE_KEY = Path(os.environ.get("AKTEI_EVIDENCE_KEY", DATA / "evidence_key.pem"))
EXPORT_DAYS = int(os.environ.get("AKTEI_EXPORT_DAYS", "14"))  # how long an export is held ready
EVIDENCE_ORIGIN = os.environ.get("AKTEI_EVIDENCE_ORIGIN", "musterland.example/aktei")
EVIDENCE_SIGNER_URL = os.environ.get("AKTEI_EVIDENCE_SIGNER_URL", "")
EVIDENCE_SIGNER_TOKEN = os.environ.get("AKTEI_EVIDENCE_SIGNER_TOKEN", "")
EVIDENCE_KEPT = DATA / "evidence_checkpoint"  # the newest head, outside the database
EVIDENCE_ALARM_SECONDS = float(os.environ.get("AKTEI_EVIDENCE_ALARM_SECONDS", "300"))  # age of an unsealed line
WITNESSES = _list("AKTEI_WITNESSES")  # each "https://… name+hash+key"
TSA_URL = os.environ.get("AKTEI_TSA_URL", "")
TSA_CA = os.environ.get("AKTEI_TSA_CA", "")  # file with the authority's certificates (PEM)
TSA_EVERY_SECONDS = float(os.environ.get("AKTEI_TSA_EVERY_SECONDS", "3600"))
METRICS_TOKEN = os.environ.get("AKTEI_METRICS_TOKEN", "")

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
    "aktei.base.journal",
    "aktei.base.rights",
    "aktei.base.people",
    "aktei.base.deputies",
    "aktei.records",
    "aktei.procedures.rendition",
    "aktei.procedures.search",
    "aktei.procedures.mailroom",
    "aktei.procedures.access",
    "aktei.procedures.proof",
    "aktei.procedures.work",
    "aktei.entrances.web.frame",
    "aktei.entrances.web.lists",
    "aktei.entrances.api",
    "aktei.entrances",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "aktei.entrances.web.frame.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "aktei.entrances.web.people.sessions.IdleTimeout",
    "aktei.entrances.web.deputies.mode.DeputyMode",
    "aktei.entrances.web.middleware.DenyByDefault",
    "aktei.entrances.web.refusal_page.ShowRefusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "aktei.entrances.urls"
WSGI_APPLICATION = "aktei.entrances.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            Path(__file__).parent.parent / "web" / each / "templates"
            for each in (
                "access",
                "administration",
                "deputies",
                "desk",
                "evidence",
                "file_plan",
                "help",
                "journal",
                "kinds",
                "mailroom",
                "people",
                "picking",
                "records",
                "search",
                "work",
            )
        ],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aktei.entrances.web.frame.context.frame",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("AKTEI_DATABASE_URL") or database_url(DATA), conn_max_age=600, conn_health_checks=True
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
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
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
IDLE_MINUTES = int(os.environ.get("AKTEI_IDLE_MINUTES", "60"))
SECOND_FACTOR_ROLES = _list("AKTEI_SECOND_FACTOR_ROLES")
CSRF_FAILURE_VIEW = "aktei.entrances.web.frame.errors.csrf_failed"

# Single sign-on (OpenID Connect) exists only with an issuer; its addresses are asked from the issuer itself.
OIDC_ISSUER = os.environ.get("AKTEI_OIDC_ISSUER", "")
OIDC_RP_CLIENT_ID = os.environ.get("AKTEI_OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = os.environ.get("AKTEI_OIDC_CLIENT_SECRET", "")
OIDC_LOGIN_CLAIM = os.environ.get("AKTEI_OIDC_LOGIN_CLAIM", "preferred_username")
OIDC_RP_SCOPES = os.environ.get("AKTEI_OIDC_SCOPES", "openid email profile")
OIDC_RP_SIGN_ALGO = os.environ.get("AKTEI_OIDC_SIGN_ALGORITHM", "RS256")
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "people:oidc_return"
if OIDC_ISSUER:
    AUTHENTICATION_BACKENDS.append("aktei.entrances.web.people.single_sign_on.SingleSignOn")

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LOCALE_PATHS = [Path(__file__).parent.parent / "web" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATICFILES_DIRS = [Path(__file__).parent.parent / "web" / "static"]
STATIC_URL = "/static/" if DEBUG else f"/static/{stamp(STATICFILES_DIRS[0])}/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aktei.entrances.web.frame.static_files.RememberingStorage"},
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
    "root": {"handlers": ["console"], "level": os.environ.get("AKTEI_LOG", "WARNING")},
}
