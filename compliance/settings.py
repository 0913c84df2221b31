"""One settings file, driven by the environment.

Without DATABASE_URL and REDIS_URL the embedded servers under GATE49_HOME are used.
"""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from compliance import logs, servers, work
from compliance.api_enums import ENUM_NAMES
from compliance.document_store.address import storages_at

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()  # NAME_FILE names a file that holds the value, as vaults lay it

GATE49_HOME = Path(env("GATE49_HOME", default=str(BASE_DIR / ".gate49"))).resolve()
DEBUG = env.bool("GATE49_DEBUG", default=False)
HTTPS = env.bool("GATE49_HTTPS", default=False)


def _secret_key() -> str:
    """The key from the environment, else from the file script/bootstrap made."""
    key = env("GATE49_SECRET_KEY", default="")
    if key:
        return key
    try:
        return servers.secret_key(GATE49_HOME)
    except OSError as error:
        raise ImproperlyConfigured(
            "Set GATE49_SECRET_KEY, or run script/bootstrap, which makes a key."
        ) from error


SECRET_KEY = _secret_key()
METRICS_TOKEN = env("GATE49_METRICS_TOKEN", default="")  # opens /metrics and details of /readyz
AUDIT_KEY = env("GATE49_AUDIT_KEY", default="")  # seals the event log; else the secret key does
CLOCK_SKEW_SECONDS = env.int("GATE49_CLOCK_SKEW_SECONDS", default=120)
ALLOWED_HOSTS = env.list("GATE49_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("GATE49_ORIGINS", default=[])
# Printed in QR codes. PORT is what script/server listens at.
SITE_URL = env("GATE49_SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_htmx",
    "rest_framework",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "drf_spectacular",
    "compliance.accounts",
    "compliance.audit",
    "compliance.notify",
    "compliance.policy",
    "compliance.quarantine",
    "compliance.archive",
    "compliance.parties",
    "compliance.ui",
    "enduse",
    "shipments",
]

MIDDLEWARE = [
    "compliance.logs.RequestIdMiddleware",
    "compliance.ui.middleware.PlainHttpMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "compliance.ui.caching.NoStoreMiddleware",
    "compliance.ui.unreadable.UnreadableMiddleware",
    "compliance.ui.uploads.UploadMiddleware",
    "compliance.accounts.network.ClientAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "compliance.ui.middleware.ChineseFirstMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "compliance.ui.middleware.SignInMiddleware",
    "compliance.accounts.second_factor.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "compliance.ui.middleware.ConflictMiddleware",
]

ROOT_URLCONF = "compliance.urls"
WSGI_APPLICATION = "compliance.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "compliance.ui.forms.Gate49Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
            "builtins": ["compliance.ui.templatetags.gate49"],
        },
    }
]

# Database: one PostgreSQL, real also in tests.
# The application's role owns nothing; only `migrate` takes the owner's place.
_OWNER_URL = env("DATABASE_URL", default=servers.postgres_url(GATE49_HOME))
_OWNER = env.db_url_config(env("GATE49_OWNER_DATABASE_URL", default=_OWNER_URL))
_APPLICATION = env.db_url_config(env("DATABASE_URL", default=servers.application_url(GATE49_HOME)))
DATABASE_OWNER = {name: _OWNER[name] for name in ("USER", "PASSWORD")}
DATABASE_APPLICATION = {name: _APPLICATION[name] for name in ("USER", "PASSWORD")}
DATABASES = {
    "default": {
        **_APPLICATION,
        "ENGINE": "compliance.audit.database",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}

# Redis: broker, rate limits and short-lived caches; nothing that cannot be lost.
REDIS_URL = env("REDIS_URL", default=servers.redis_url(GATE49_HOME))
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "compliance.soft_cache.SoftRedisCache",
        "LOCATION": servers.cache_url(REDIS_URL),
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

CELERY_BROKER_URL = servers.broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 3600  # one that takes longer is frozen; most have shorter limits
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2  # what is not sent at once, a sweep sends
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_TASK_DEFAULT_QUEUE = "screening"
CELERY_TASK_ROUTES = work.ROUTES
CELERY_TIMEZONE = "Asia/Shanghai"
SWEEP_SECONDS = env.int("GATE49_SWEEP_SECONDS", default=15)
DEADLINE_SECONDS = env.int("GATE49_DEADLINE_SECONDS", default=1800)
LEASE_SECONDS = env.int("GATE49_LEASE_SECONDS", default=60)
TASK_SECONDS = env.int("GATE49_TASK_SECONDS", default=300)  # then a screening or paper is stopped
CELERY_BEAT_SCHEDULER = "compliance.timekeeper:Timekeeper"
CELERY_BEAT_SCHEDULE_FILENAME = str(GATE49_HOME / "beat-schedule")
CELERY_BEAT_SCHEDULE = work.timetable(sweep=SWEEP_SECONDS, deadlines=DEADLINE_SECONDS)
WEBHOOK_GIVE_UPS = env.int("GATE49_WEBHOOK_GIVE_UPS", default=3)  # then it is paused

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["compliance.accounts.backends.OrganisationBackend"]
PASSWORD_HASHERS = [
    "compliance.accounts.hashers.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # stored before; renewed at sign-in
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
] + [{"NAME": "compliance.accounts.passwords.PlaceWordsValidator"}]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
SIGN_IN_FREE_TRIES = env.int("GATE49_SIGN_IN_FAILURES", default=5)  # then each waits longer
TRUSTED_PROXIES = env.list("GATE49_TRUSTED_PROXIES", default=[])  # networks, as in 10.0.0.0/8
SECOND_FACTOR = env.bool("GATE49_SECOND_FACTOR", default=HTTPS)  # for all but exporters
OTP_TOTP_ISSUER = "Gate 49"

PASSWORD_RESET_TIMEOUT = 3600
EMAIL_URL = env("GATE49_EMAIL_URL", default="")  # smtp+tls://name:password@host:587
vars().update(env.email_url_config(EMAIL_URL or servers.mail_folder(GATE49_HOME)))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env("GATE49_MAIL_FROM", default="gate49@localhost")

# Languages: Simplified Chinese first, English complete.
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "compliance" / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = GATE49_HOME / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env("GATE49_MEDIA", default=str(GATE49_HOME / "media")))
DOCUMENTS = env("GATE49_DOCUMENTS", default="")  # a folder or s3://…; else MEDIA_ROOT
STORAGES = {
    **storages_at(DOCUMENTS),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["gif", "gz", "jpg", "map", "png", "webp", "woff", "woff2"]
KEYS = Path(env("GATE49_KEYS", default=str(GATE49_HOME / "keys")))  # made where missing
PAPER_SIGNING = {  # shipments/paperwork/signing/place.py tells what these mean
    "on": env.bool("GATE49_SIGN_PAPERS", default=True),
    "key": env("GATE49_SIGNER", default=""),
    "password": env("GATE49_SIGNER_PASSWORD", default=""),
    "timestamps": env("GATE49_TIMESTAMPS", default=""),
    "roots": env("GATE49_TRUSTED_ROOTS", default=""),
}
LOG_ORIGIN = env("GATE49_LOG_ORIGIN", default=f"{SITE_URL.partition('://')[2]}/log")
AUDIT_ANCHORS = Path(env("GATE49_AUDIT_ANCHORS", default=str(GATE49_HOME / "audit-heads")))
LIST_SNAPSHOTS = Path(env("GATE49_LIST_SNAPSHOTS", default=str(GATE49_HOME / "lists")))
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
LEAST_FREE_BYTES = env.int("GATE49_LEAST_FREE_MB", default=500) * 1_000_000  # alarm below
CLAMD = env("GATE49_CLAMD", default="")  # tcp://host:port or unix:///path of ClamAV's clamd
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Security
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
_HOST_ONLY = "__Host-" if HTTPS else ""  # browsers take such a cookie from this host alone
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_HOST_ONLY}sessionid", f"{_HOST_ONLY}csrftoken"
LANGUAGE_COOKIE_NAME = f"{_HOST_ONLY}django_language"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "compliance.ui.error_pages.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["shipments.api.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_SCHEMA_CLASS": "shipments.api.schema.Schema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "shipments.api.bounds.BoundedJSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.CursorPagination",
    "PAGE_SIZE": 50,
    "EXCEPTION_HANDLER": "shipments.api.errors.exception_handler",
    "DEFAULT_THROTTLE_CLASSES": ["shipments.api.rates.TokenRate"],
}
API_REQUESTS_PER_MINUTE = env.int("GATE49_API_RATE", default=600)  # of one token
SPECTACULAR_SETTINGS = {
    "TITLE": "Gate 49 API",
    "DESCRIPTION": "File and follow indium export declarations.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "shipments.api.schema.with_errors",
        "shipments.api.examples.with_examples",
    ],
}

LOGGING = logs.configuration(env("GATE49_LOG_LEVEL", default="WARNING"))
