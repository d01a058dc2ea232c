"""All settings, from the environment (docs/deploying.md lists the variables).

A bare clone needs none of them: SQLite, debugging on. With NEWSROOM_DEBUG=no whatever has no safe default must be set.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from js_asset import static_lazy

from articles.body.allowed import embed, paste, photo_in_text, pull_quote, related_link
from articles.body.embeds import FRAME_HOSTS
from newsroom import environment

BASE_DIR = Path(__file__).resolve().parent.parent
# What the running site writes: the database, uploads, collected static files.
DATA_DIR = Path(environment.text("NEWSROOM_DATA", str(BASE_DIR / "var")))

DEBUG = environment.boolean("NEWSROOM_DEBUG", default=True)
MAINTENANCE_FLAG = DATA_DIR / "maintenance"

# ---- The newsroom -------------------------------------------------------------------------------------------------

SITE_NAME = environment.text("SITE_NAME", "Tridatu Pos")
SITE_TAGLINE = environment.text("SITE_TAGLINE", "Kabar Bali, ditulis dengan teliti")
SITE_FOOTER = environment.text("SITE_FOOTER")
# As in static/css/tokens.css: a test compares them.
TRIDATU = {"paper": "#fbf8f2", "accent": "#a3121f", "paper-dark": "#171412", "accent-dark": "#f0776b"}
SITE_COLOURS = {
    part: environment.colour(f"SITE_{part.upper().replace('-', '_')}", default) for part, default in TRIDATU.items()
}
# Files of the newsroom's own: a logo, icons, ads.txt, robots.txt, llms.txt. They stand before those that are here.
IDENTITY_DIR = Path(environment.text("SITE_IDENTITY", str(DATA_DIR / "identity")))
SITE_LOGO = environment.text("SITE_LOGO")  # the name of a file there, or of one in static/
AI_CRAWLERS = environment.boolean("AI_CRAWLERS", default=True)
LANGUAGE_CODE = environment.choice("SITE_LANGUAGE", "id", {"id", "en"})
TIME_ZONE = environment.zone("SITE_TIME_ZONE", "Asia/Makassar")

# Known to everyone: it protects nothing, and only serves a machine where nothing is to be protected.
KNOWN_KEY = "a-bare-clone-on-a-developers-machine-needs-no-secret"

if DEBUG:
    SECRET_KEY = environment.text("SECRET_KEY", KNOWN_KEY)
    ALLOWED_HOSTS = environment.listing("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
    SITE_ADDRESS = environment.web_address("SITE_ADDRESS", environment.text("SITE_ADDRESS", "http://localhost:8000"))
else:
    SECRET_KEY = environment.secret("SECRET_KEY", "$(openssl rand -base64 48)", known=KNOWN_KEY)
    environment.required("ALLOWED_HOSTS", "example.id,www.example.id")
    ALLOWED_HOSTS = environment.listing("ALLOWED_HOSTS")
    SITE_ADDRESS = environment.web_address("SITE_ADDRESS", environment.required("SITE_ADDRESS", "https://example.id"))

# ---- Applications -------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.DeskConfig",  # django.contrib.admin, with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "taggit",
    "reversion",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "csp",
    "js_asset",
    "django_prose_editor",
    "articles",
]

MIDDLEWARE = [
    "articles.pagecache.middleware",  # answers with headers and all: nothing may be done around it
    "django.middleware.security.SecurityMiddleware",
    # With debugging on, runserver serves static files as they are in the source.
    *(() if DEBUG else ("whitenoise.middleware.WhiteNoiseMiddleware",)),
    "articles.middleware.ContentSecurityPolicyMiddleware",
    "articles.middleware.maintenance",
    "articles.pagecache.from_replicas",  # nothing before it asks the database
    "articles.middleware.permissions_policy",
    "articles.middleware.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "articles.middleware.DeskLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.account.door.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.middleware.legacy_addresses",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

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
            ],
        },
    },
]

# ---- Database -----------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600  # seconds
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Two writers under Django's default (DEFERRED) fail with "database is locked" however long they may wait.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds
        # FULL: a save that was acknowledged survives a power cut, under WAL too.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # A server that does not answer at all is found out in seconds, where the system would wait for minutes.
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {})}

# Readers' pages are read from these as long as they have all that the database has (articles/replicas.py).
REPLICAS = environment.replicas("DATABASE_REPLICA_URL", of=DATABASES["default"])
DATABASES |= {
    alias: {
        **replica,
        # Without health checks: what is asked of a replica before each page is one.
        "CONN_MAX_AGE": 600,  # seconds
        # There are others: one that does not answer is not waited for. In seconds, and in milliseconds.
        "OPTIONS": {"connect_timeout": 2, "tcp_user_timeout": 5000, **replica.get("OPTIONS", {})},
        "TEST": {"MIRROR": "default"},
    }
    for alias, replica in REPLICAS.items()
}
DATABASE_ROUTERS = ["articles.replicas.Router"] if REPLICAS else []

# ---- Search --------------------------------------------------------------------------------------------------------

# An OpenSearch that proposes what a search may find (articles/search/outside.py); None: the database finds it.
SEARCH_SERVER = environment.search_server("SEARCH_URL")

# ---- Pages that are kept -------------------------------------------------------------------------------------------

# While debugging they would be in the way of whoever changes a template.
CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": environment.page_cache(
        "PAGE_CACHE_URL",
        "off" if DEBUG else f"file://{DATA_DIR.resolve() / 'pages'}",
        megabytes=environment.integer("PAGE_CACHE_MEGABYTES", default=256),
    ),
}
# Proxies that must hear of a withdrawal (deploy/nginx.conf): http://HOST:PORT, without a path.
EDGE_URLS = [environment.web_address("EDGE_URLS", url) for url in environment.listing("EDGE_URLS")]
PAGES_ARE_KEPT = "dummy" not in CACHES["pages"]["BACKEND"]

# ---- Language and time --------------------------------------------------------------------------------------------

USE_I18N = True
USE_TZ = True
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]  # dates are typed day first, in English too

# ---- Files --------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_DIRS = [*([IDENTITY_DIR] if IDENTITY_DIR.is_dir() else []), BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = environment.media_address("MEDIA_ADDRESS", "/media/")
MEDIA_ROOT = DATA_DIR / "media"
IMPORT_REPORTS_ROOT = DATA_DIR / "imports"  # what import_articles --plan writes
STORAGES = {
    # A disk, or a bucket that several machines share.
    "default": environment.bucket("MEDIA_STORAGE_URL") or {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp", "woff", "woff2", "gz", "br", "map"]
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes: a body at its largest, as a form field
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# ---- Sign-in ------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
# Locking a name alone would let a stranger lock out an editor.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
# A lock ends when it was said to, however often one tries meanwhile; and what is refused is not written down.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_HANDLER = "articles.account.throttling.Throttle"
AXES_CLIENT_IP_CALLABLE = "articles.account.throttling.client_address"
# In the same time. Above one name's: a newsroom of twenty behind one address may err.
SIGN_IN_FAILURES_OF_AN_ADDRESS = 30
SIGN_IN_FAILURES_OF_A_NAME = 20
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Whoever has one of these roles does not get in without a second step (articles/two_step.py).
TWO_STEP_ROLES = environment.listing("TWO_STEP_ROLES")
OTP_TOTP_ISSUER = SITE_NAME  # as the app names the account

SESSION_COOKIE_AGE = 14 * 24 * 60 * 60  # seconds
SESSION_COOKIE_HTTPONLY = True
DESK_LANGUAGE_SESSION_KEY = "desk_language"  # what the person chose, read once at sign-in
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# ---- Transport and headers ----------------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The proxy must set both headers itself and drop the client's: deploy/nginx.conf does.
BEHIND_PROXY = not DEBUG and environment.boolean("BEHIND_PROXY", default=False)

if not DEBUG:
    SECURE_SSL_REDIRECT = environment.boolean("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = ["^healthz"]  # asked on the machine itself, past the proxy
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = environment.integer("SECURE_HSTS_SECONDS", default=365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = environment.boolean("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=True)
    SECURE_HSTS_PRELOAD = environment.boolean("SECURE_HSTS_PRELOAD", default=True)
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Photos may be served by a host of their own.
MEDIA_HOST = ["{0.scheme}://{0.netloc}".format(urlsplit(MEDIA_URL))] if urlsplit(MEDIA_URL).netloc else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MEDIA_HOST],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": list(FRAME_HOSTS),  # what a story shows from elsewhere, once a reader asks for it
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
# The desk's pages add what the rich-text editor needs, and nothing else (docs/decisions/0005).
DESK_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, NONCE],  # the nonce is for the one import map
    # Tiptap puts in one <style>, whose text this is the hash of.
    "style-src-elem": [SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    # Without style attributes a paste from Google Docs, which says font-weight: normal on its wrapper, is all bold.
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:", *MEDIA_HOST],
}

# ---- Health -------------------------------------------------------------------------------------------------------

# Who asks /healthz with "Authorization: Bearer TOKEN" is told what is amiss; everyone else, that something is.
HEALTH_TOKEN = environment.text("HEALTH_TOKEN")

# ---- Mail ---------------------------------------------------------------------------------------------------------

# Without a server, mail is written where the application writes its log.
_mail = environment.mail("EMAIL_URL", "consolemail://")
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST", "localhost")
EMAIL_PORT = _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL", False))
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH") or None
EMAIL_TIMEOUT = 10  # seconds
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("MAIL_FROM", f"redaksi@{urlsplit(SITE_ADDRESS).hostname}")
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60  # seconds

# ---- Logging ------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},
}

# ---- The rich-text editor -----------------------------------------------------------------------------------------

DJANGO_PROSE_EDITOR_EXTENSIONS = [
    # js/link.js has a Link of its own, which takes the place of the library's.
    {"js": [static_lazy("js/related-link.js"), static_lazy("js/link.js")], "extensions": {"RelatedLink": related_link}},
    {"js": [static_lazy("js/photo-in-text.js")], "extensions": {"PhotoInText": photo_in_text}},
    {"js": [static_lazy("js/embed-in-text.js")], "extensions": {"Embed": embed}},
    {"js": [static_lazy("js/pull-quote.js")], "extensions": {"PullQuote": pull_quote}},
    {"js": [static_lazy("js/paste.js")], "extensions": {"Paste": paste}},
]
