"""Typed reads of the process environment. A value that cannot be meant stops the start with a sentence."""

import os
import re
from collections.abc import Container
from importlib.util import find_spec
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
POSTGRESQL = "django.db.backends.postgresql"
BUCKET_SCHEMES = {"s3": "https", "s3+http": "http"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def required(name: str, example: str) -> str:
    if value := text(name):
        return value
    raise ImproperlyConfigured(
        f"{name} is not set. With NEWSROOM_DEBUG off it must be given, for example {name}={example}."
    )


def secret(name: str, example: str, *, known: str) -> str:
    value = required(name, example)
    if value == known:
        raise ImproperlyConfigured(f"{name} is the one that everybody knows. Make one of your own: {name}={example}.")
    return value


def boolean(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ImproperlyConfigured(f"{name} is {value!r}, which is neither yes nor no. Write {name}=yes or {name}=no.")


def integer(name: str, *, default: int) -> int:
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}, which is not a whole number.") from None


def colour(name: str, default: str) -> str:
    value = text(name, default).lower()
    if re.fullmatch("#[0-9a-f]{6}", value):
        return value
    raise ImproperlyConfigured(f"{name} is {value!r}, which is not a colour. Write six hexadecimal digits: {default}.")


def listing(name: str) -> list[str]:
    """Comma-separated; blanks around the items do not count."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def choice(name: str, default: str, choices: set[str]) -> str:
    value = text(name, default)
    if value in choices:
        return value
    raise ImproperlyConfigured(f"{name} is {value!r}. Expected one of: {', '.join(sorted(choices))}.")


def zone(name: str, default: str) -> str:
    value = text(name, default)
    if value in available_timezones():
        return ZoneInfo(value).key
    raise ImproperlyConfigured(f"{name} is {value!r}, which is not a time zone. Write one such as Asia/Makassar.")


def web_address(name: str, value: str) -> str:
    """An absolute http(s) address without a path, as links in feeds and mail begin."""
    scheme, separator, host = value.rstrip("/").partition("://")
    if scheme in {"http", "https"} and separator and host and "/" not in host:
        return f"{scheme}://{host}"
    raise ImproperlyConfigured(f"{name} is {value!r}. Expected the site's own address, such as https://example.id.")


def database(name: str, default: str) -> dict:
    """Django's DATABASES entry for a URL such as postgres://user:password@host/name or sqlite:////path/file."""
    return _database(name, text(name, default))


def replicas(name: str, *, of: dict) -> dict[str, dict]:
    """Django's DATABASES entries for replicas of a PostgreSQL database, by their aliases; comma-separated."""
    entries = {f"replica_{number}": _database(name, url) for number, url in enumerate(listing(name), start=1)}
    if {entry["ENGINE"] for entry in entries.values()} - {POSTGRESQL} or (entries and of["ENGINE"] != POSTGRESQL):
        raise ImproperlyConfigured(f"{name} names replicas of a PostgreSQL server: DATABASE_URL must name one too.")
    return entries


def _database(name: str, url: str) -> dict:
    try:
        entry = environ.Env.db_url_config(url)
    except (ImproperlyConfigured, ValueError, KeyError):
        entry = {}
    if not entry.get("ENGINE"):
        # The address may hold a password: it is not printed.
        raise ImproperlyConfigured(f"{name} cannot be read. Expected postgres://USER:PASSWORD@HOST:PORT/NAME.")
    return entry


def bucket(name: str) -> dict | None:
    """Django's STORAGES entry for s3://KEY:SECRET@HOST/BUCKET?region=REGION; None: files lie on the disk."""
    url = text(name)
    if not url:
        return None
    if find_spec("botocore") is None:
        raise ImproperlyConfigured(f"{name} needs a package that is not there. Install requirements-apart.txt.")
    parts, host = _parts_of(url, BUCKET_SCHEMES)
    try:
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        host = ""
    if not host or not re.fullmatch("/[^/]+/?", parts.path) or set(options) - {"region"}:
        # The address may hold a key: it is not printed.
        raise ImproperlyConfigured(f"{name} cannot be read. Expected s3://KEY:SECRET@HOST/BUCKET?region=REGION.")
    return {
        "BACKEND": "newsroom.bucket.Bucket",
        "OPTIONS": {
            "endpoint": f"{BUCKET_SCHEMES[parts.scheme]}://{host}",
            "name": parts.path.strip("/"),
            "region": options.get("region", "us-east-1"),
            "key": unquote(parts.username or ""),
            "secret": unquote(parts.password or ""),
        },
    }


def search_server(name: str) -> dict[str, str] | None:
    """Address, index, user and password of https://USER:PASSWORD@HOST:9200/INDEX; None: the database searches."""
    url = text(name)
    if not url:
        return None
    if find_spec("urllib3") is None:
        raise ImproperlyConfigured(f"{name} needs a package that is not there. Install requirements-apart.txt.")
    parts, host = _parts_of(url, {"http", "https"})
    # As OpenSearch has it: small letters, and none of the signs that mean something to it.
    if not host or not re.fullmatch("/[a-z0-9][a-z0-9_.-]*/?", parts.path) or parts.query or parts.fragment:
        # The address may hold a password: it is not printed.
        raise ImproperlyConfigured(f"{name} cannot be read. Expected https://USER:PASSWORD@HOST:9200/INDEX.")
    return {
        "address": f"{parts.scheme}://{host}",
        "index": parts.path.strip("/"),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }


def _parts_of(url: str, schemes: Container[str]) -> tuple[SplitResult, str]:
    """With the host and its port; an empty one if it is no address of these schemes."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in schemes and parts.hostname and parts.port != 0
    except ValueError:
        return SplitResult("", "", "", "", ""), ""
    return parts, parts.netloc.rpartition("@")[2] if is_address else ""


def media_address(name: str, default: str) -> str:
    """Where photos are served: a path of the site, or an absolute address, which may have a path."""
    value = text(name)
    if not value:
        return default
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment or parts.username):
        return f"{value.rstrip('/')}/"
    raise ImproperlyConfigured(f"{name} is {value!r}. Expected an address such as https://media.example.id.")


def mail(name: str, default: str) -> dict:
    """Django's EMAIL_ settings for a URL such as smtp+tls://user:password@host:587 or consolemail://."""
    try:
        entry = environ.Env.email_url_config(text(name, default))
    except (ImproperlyConfigured, ValueError, KeyError):
        entry = {}
    if not entry or ("smtp" in entry["EMAIL_BACKEND"] and not entry["EMAIL_HOST"]):
        # The address may hold a password: it is not printed.
        raise ImproperlyConfigured(f"{name} cannot be read. Expected smtp+tls://USER:PASSWORD@HOST:PORT.")
    return {setting: value for setting, value in entry.items() if value is not None and setting != "OPTIONS"}


def page_cache(name: str, default: str, *, megabytes: int) -> dict:
    """Django's CACHES entry for off, file:///folder, redis://host:6379/0, database:table or memory:."""
    url = text(name, default)
    kind, _, rest = url.partition(":")
    entries = "django.core.cache.backends"
    # Of those that count pages and not bytes: a page with its headers has some 16 kilobytes.
    counted = {"MAX_ENTRIES": megabytes * 64}
    if url == "off":
        return {"BACKEND": f"{entries}.dummy.DummyCache"}
    if kind == "file" and rest.startswith("///"):
        limit = {"MEGABYTES": megabytes}
        return {"BACKEND": "articles.pagecache.files.PageFiles", "LOCATION": rest.removeprefix("//"), "OPTIONS": limit}
    if kind in {"redis", "rediss", "unix"} and rest.startswith("//"):
        # A page can be made in less time than a cache should be waited for.
        patience = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
        return {"BACKEND": f"{entries}.redis.RedisCache", "LOCATION": url, "OPTIONS": patience}
    if kind == "database" and rest.isidentifier():
        return {"BACKEND": f"{entries}.db.DatabaseCache", "LOCATION": rest, "OPTIONS": counted}
    if url == "memory:":
        return {"BACKEND": f"{entries}.locmem.LocMemCache", "LOCATION": "pages", "OPTIONS": counted}
    # The address may hold a password: it is not printed.
    raise ImproperlyConfigured(
        f"{name} cannot be read. Expected off, file:///FOLDER, redis://HOST:PORT/NUMBER, database:TABLE or memory:."
    )
