"""The calls of OpenSearch that a search needs, and nothing of stories.

By urllib3, which keeps connections and proves certificates: opensearch-py brings gRPC with it.
"""

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings

logger = logging.getLogger(__name__)

SHAPE = 1  # of the documents; with another one the index is made anew
CONNECT_SECONDS, ANSWER_SECONDS, WRITE_SECONDS = 1.0, 3.0, 30.0
RESTS_SECONDS = 10.0  # one that gave no good answer is left alone for so long
CONFLICT, NOT_FOUND = 409, 404

# Terms come as they are compared: nothing is to be cut or stemmed there.
TERMS = {"type": "text", "analyzer": "whitespace", "norms": False}
INDEX = {
    "settings": {"index": {"refresh_interval": "1s"}},
    "mappings": {
        "dynamic": "strict",
        "_meta": {"newsroom": SHAPE},
        "properties": {
            "story": {"type": "long"},
            "listed_at": {"type": "long"},  # microseconds since 1970, as places in lists have it
            "title": TERMS,
            "names": TERMS,
            "text": TERMS,
            "about": {"type": "keyword"},
            "digest": {"type": "keyword", "index": False},
        },
    },
}


class Away(Exception):
    """No good answer. The message says whose, and never a password."""


class Place(NamedTuple):
    listed_at: int  # microseconds since 1970
    story: int


class Change(NamedTuple):
    """A document as it is after so many changes, or None when it is gone. An earlier one never comes after it."""

    story: int
    number: int
    document: Mapping[str, Any] | None


@dataclass
class Server:
    address: str
    index: str
    user: str = ""
    password: str = field(default="", repr=False)
    rests_until: float = 0.0  # monotonic
    is_away: bool = False
    is_ours: bool = False  # it was seen that its index is, and of this shape

    def __str__(self) -> str:
        return f"OpenSearch at {self.address}/{self.index}"

    def propose(self, query: Mapping[str, Any], length: int, *, after: Place | None, newest_first: bool) -> list[Place]:
        """Raise Away. Those that answer, in this order."""
        order = "desc" if newest_first else "asc"
        body: dict[str, Any] = {
            "query": query,
            "size": length,
            "sort": [{"listed_at": order}, {"story": order}],
            "_source": False,
            "track_total_hits": False,
        }
        if after is not None:
            body["search_after"] = list(after)
        self._look_at_index()
        places = [Place(*place) for place in self._search(body)]
        self._is_back()
        return places

    def take(self, changes: Sequence[Change]) -> None:
        """Raise Away: then some may have been taken, and all can be told again."""
        if not changes:
            return
        self._look_at_index()
        answer = self._ask("POST", "_bulk", b"".join(_lines(changes)), seconds=WRITE_SECONDS)
        with self._understood():
            done = [each for item in answer["items"] for each in item.values()]
            refused = [each for each in done if each["status"] >= 300 and each["status"] not in {CONFLICT, NOT_FOUND}]
        if refused:
            raise self._went_away(f"story {refused[0]['_id']}: {_reason(refused[0])}")
        self._is_back()

    def digests(self, stories: Sequence[int]) -> dict[int, str]:
        """Raise Away. Of those of these that it has."""
        self._look_at_index()
        body = {"docs": [{"_id": str(story), "_source": ["digest"]} for story in stories]}
        answer = self._ask("POST", "_mget", body, seconds=WRITE_SECONDS)
        with self._understood():
            return {int(each["_id"]): each["_source"]["digest"] for each in answer["docs"] if each["found"]}

    def stories(self, *, after: int, length: int) -> list[int]:
        """Raise Away. The next that it has, by their numbers."""
        body = {
            "query": {"match_all": {}},
            "size": length,
            "sort": [{"story": "asc"}],
            "search_after": [after],
            "_source": False,
            "track_total_hits": False,
        }
        return [story for (story,) in self._search(body)]

    def refresh(self) -> None:
        """Raise Away. What was taken is found from now on, and not within a second."""
        self._ask("POST", "_refresh", seconds=WRITE_SECONDS)

    def make(self, *, anew: bool = False) -> bool:
        """Raise Away. Whether there was none, or one of another shape: then there is one, and it is empty."""
        shape = self._shape()
        if shape == SHAPE and not anew:
            return False
        if shape is not None:
            self._ask("DELETE", "", seconds=WRITE_SECONDS)
        self._ask("PUT", "", INDEX, seconds=WRITE_SECONDS)
        self.is_ours = True
        return True

    def _look_at_index(self) -> None:
        """A document for an index that is not there would make one, which knows nothing of terms."""
        if not self.is_ours and self._shape() != SHAPE:
            raise self._went_away("it has no index of this version. Run manage.py search_index")
        self.is_ours = True

    def _shape(self) -> int | None:
        answer = self._ask("GET", "_mapping", allowed={NOT_FOUND}, seconds=WRITE_SECONDS)
        with self._understood():
            if answer.get("status") == NOT_FOUND:
                return None
            (index,) = answer.values()
            shape: int | None = index["mappings"].get("_meta", {}).get("newsroom")
        if shape is None:
            raise self._went_away("its index of this name is not ours. Give SEARCH_URL another name")
        return shape

    def _search(self, body: Mapping[str, Any]) -> list[list[int]]:
        answer = self._ask("POST", "_search", body)
        with self._understood():
            places: list[list[int]] = [hit["sort"] for hit in answer["hits"]["hits"]]
            is_whole = not answer["timed_out"] and not answer["_shards"]["failed"]
        if not is_whole:
            raise self._went_away("it searched only a part of its index")
        return places

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        *,
        allowed: Iterable[int] = (),
        seconds: float = ANSWER_SECONDS,
    ) -> Any:
        import urllib3  # noqa: PLC0415  # only who has a search server has it

        if time.monotonic() < self.rests_until:
            raise Away(f"{self} is left alone for a while.")
        headers = {"Content-Type": "application/x-ndjson" if isinstance(body, bytes) else "application/json"}
        if self.user:
            headers |= urllib3.make_headers(basic_auth=f"{self.user}:{self.password}")
        url = f"{self.address}/{self.index}/{path}".rstrip("/")
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        try:
            answer = _pool().request(
                method,
                url,
                body=sent,
                headers=headers,
                timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=seconds),
                retries=False,
            )
        except urllib3.exceptions.HTTPError as fault:
            raise self._went_away(f"no answer ({type(fault).__name__})") from fault
        told = _read(answer.data)
        if answer.status >= 300 and answer.status not in allowed:
            raise self._went_away(f"{answer.status}, {_reason(told)}")
        return told

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise self._went_away("what it says is not OpenSearch's") from fault

    def _is_back(self) -> None:
        if self.is_away:
            logger.warning("%s answers again.", self)
        self.is_away = False

    def _went_away(self, why: str) -> Away:
        fault = Away(f"{self}: {why}.")
        if not self.is_away:
            logger.error("%s Searches are answered by the database.", fault)
        self.is_away, self.is_ours, self.rests_until = True, False, time.monotonic() + RESTS_SECONDS
        return fault


def server() -> Server | None:
    """The one that SEARCH_URL names."""
    told = settings.SEARCH_SERVER
    return _server(**told) if told else None


@cache
def _server(address: str, index: str, user: str, password: str) -> Server:
    return Server(address, index, user, password)


@cache
def _pool() -> Any:
    import urllib3  # noqa: PLC0415  # only who has a search server has it

    return urllib3.PoolManager(maxsize=8)


def _lines(changes: Iterable[Change]) -> Iterable[bytes]:
    for story, number, document in changes:
        about = {"_id": str(story), "version": number, "version_type": "external"}
        yield json.dumps({"index" if document is not None else "delete": about}).encode() + b"\n"
        if document is not None:
            yield json.dumps(document).encode() + b"\n"


def _read(answer: bytes) -> Any:
    """JSON; or plain text, as whoever refuses may say it."""
    try:
        return json.loads(answer)
    except ValueError:
        return answer.decode(errors="replace").strip()


def _reason(told: Any) -> str:
    """What it says of a fault."""
    error = told.get("error") if isinstance(told, dict) else told
    return str(error.get("type") if isinstance(error, dict) else error)[:200]
