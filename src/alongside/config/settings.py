"""Django settings, all derived from ``config.env`` and safe by default."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from alongside.config.env import BadSetting, read_environment

ENVIRONMENT = read_environment()

DEBUG = False
DEMO = ENVIRONMENT.demo
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["alongside.foundation.accounts.backend.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "alongside.foundation.accounts",
    "alongside.foundation.audit",
    "alongside.foundation.outbox",
    "alongside.foundation.picture",
    "alongside.foundation.kit",
    "alongside.areas.directory",
    "alongside.areas.people",
    "alongside.areas.crisis",
    "alongside.areas.plans",
    "alongside.areas.diversion",
    "alongside.areas.placements",
    "alongside.areas.liaison",
    "alongside.areas.oversight",
    "alongside.areas.insight",
    "alongside.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "alongside.foundation.accounts.middleware.RequestClock",
    "alongside.foundation.accounts.middleware.SignedInActor",
    "alongside.foundation.accounts.middleware.DefaultDeny",
    "django_htmx.middleware.HtmxMiddleware",
    "alongside.foundation.kit.middleware.RefusalPages",
    "alongside.foundation.picture.middleware.StandingKeys",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "alongside.config.templating.AreaTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "alongside.config.templating.environment"},
    }
]


def _package_folder(name: str) -> str:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise BadSetting(f"The package {name} is not installed: run `./run test` or `./run demo`.")
    return str(spec.submodule_search_locations[0])


def _database() -> dict[str, Any]:
    parsed: dict[str, Any] = dict(dj_database_url.parse(ENVIRONMENT.database_url))
    if parsed["ENGINE"].endswith("sqlite3"):
        parsed["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;"
            ),
        }
        parsed["TEST"] = {"NAME": str(ENVIRONMENT.var / "test.sqlite3")}
    parsed["CONN_MAX_AGE"] = None
    parsed["CONN_HEALTH_CHECKS"] = True
    return parsed


DATABASES = {"default": _database()}
AUDIT_LANES = ENVIRONMENT.audit_lanes
GLASS_REVIEW_HOURS = ENVIRONMENT.glass_review_hours
PATHWAY_FOLDER = ENVIRONMENT.pathway

USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
USE_I18N = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "alongside_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
IDLE_MINUTES = ENVIRONMENT.idle_minutes
CSRF_COOKIE_SECURE = ENVIRONMENT.secure
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "alongside.foundation.kit.views.csrf_failure"
SECURE_SSL_REDIRECT = False  # the deployer's proxy ends TLS and redirects
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENVIRONMENT.secure
SECURE_HSTS_PRELOAD = ENVIRONMENT.secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("nhsuk", str(Path(_package_folder("wagtailnhsukfrontend"), "static/wagtailnhsukfrontend")))
]
STATIC_ROOT = ENVIRONMENT.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "alongside.config.assets.Assets"},
}


def _email() -> dict[str, Any]:
    parts = urlsplit(ENVIRONMENT.email_url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or 587,
        "EMAIL_HOST_USER": parts.username or "",
        "EMAIL_HOST_PASSWORD": parts.password or "",
        "EMAIL_USE_TLS": True,
    }


globals().update(_email())
DEFAULT_FROM_EMAIL = "alongside@localhost"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event"}},
    "formatters": {"event": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
