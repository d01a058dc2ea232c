"""The calls of OpenSearch that a search needs, and nothing of stories.

By urllib3, which keeps connections and proves certificates: opensearch-py brings gRPC with it.
"""

import json
import logging
import time
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError, ProtocolError

from .servers import Away, Change, Place

logger = logging.getLogger(__name__)

SHAPE = 1  # of the documents; with another one the index is made anew
CONNECT_SECONDS, ANSWER_SECONDS, WRITE_SECONDS = 1.0, 1.0, 30.0
RESTS_SECONDS = 10.0  # one that gave no good answer is left alone for so long
MOST_BYTES = 5_000_000  # of one bulk; small servers take ten
FINE, REFUSED, NOT_FOUND, CONFLICT = 300, 400, 404, 409

# Terms come as they are compared: nothing is to be cut or stemmed there.
TERMS = {"type": "text", "analyzer": "whitespace", "norms": False}
INDEX = {
    "settings": {"index": {"refresh_interval": "1s"}},
    "mappings": {
        "dynamic": "strict",
        "_meta": {"newsroom": SHAPE},
        "properties": {
            "story": {"type": "long"},
            "listed_at": {"type": "long"},  # microseconds since 1970
            "title": TERMS,
            "names": TERMS,
            "text": TERMS,
            "about": {"type": "keyword"},
            "digest": {"type": "keyword", "index": False},
        },
    },
}


@dataclass
class Server:
    """`index` is an alias: a document for one that is not there is refused, and does not make an index by itself."""

    address: str
    index: str
    user: str = ""
    password: str = field(default="", repr=False)
    rests_until: float = 0.0  # monotonic
    is_away: bool = False
    is_ours: bool = False  # it was seen that its index is, and of this shape
    pool: PoolManager = field(default_factory=lambda: PoolManager(maxsize=8), repr=False)

    def __str__(self) -> str:
        return f"OpenSearch at {self.address}/{self.index}"

    def propose(self, query: Mapping[str, Any], length: int, *, after: Place | None, newest_first: bool) -> list[Place]:
        """Raise Away. Those that answer, in this order."""
        order = "desc" if newest_first else "asc"
        self._look_at_index()
        found = self._search(query, length, [{"listed_at": order}, {"story": order}], after)
        with self._understood():
            places = [Place(int(listed_at), int(story)) for listed_at, story in found]
        self._is_back()
        return places

    def take(self, changes: Sequence[Change], *, seconds: float = WRITE_SECONDS) -> dict[int, str]:
        """Raise Away: then some may have been taken, and all can be told again. The stories it refuses, and why."""
        self._look_at_index()
        refused: dict[int, str] = {}
        for lines in _bulks(changes):
            answer = self._ask("POST", f"{self.index}/_bulk?require_alias=true", lines, seconds=seconds)
            with self._understood():
                for item in answer["items"]:
                    (done,) = item.values()
                    if done["status"] == REFUSED:
                        refused[int(done["_id"])] = _reason(done)
                    elif done["status"] != CONFLICT and "error" in done:
                        raise self._went_away(_reason(done))
        self._is_back()
        return refused

    def digests(self, stories: Sequence[int]) -> dict[int, str]:
        """Raise Away. Of those of these that it has."""
        self._look_at_index()
        body = {"docs": [{"_id": str(story), "_source": ["digest"]} for story in stories]}
        answer = self._ask("POST", f"{self.index}/_mget", body, seconds=WRITE_SECONDS)
        with self._understood():
            return {int(each["_id"]): each["_source"]["digest"] for each in answer["docs"] if each["found"]}

    def stories(self, *, after: int, length: int) -> list[int]:
        """Raise Away. The next that it has, by their numbers."""
        found = self._search({"match_all": {}}, length, [{"story": "asc"}], [after], seconds=WRITE_SECONDS)
        with self._understood():
            return [int(story) for (story,) in found]

    def refresh(self) -> None:
        """Raise Away. What was taken is found from now on, and not within a second."""
        self._ask("POST", f"{self.index}/_refresh", seconds=WRITE_SECONDS)

    def is_there(self) -> bool:
        """Raise Away. Whether it has an index of this shape."""
        return self._shape()[0] == SHAPE

    def drop(self) -> None:
        """Raise Away. If there is an index."""
        shape, name = self._shape()
        if shape is not None:
            self.is_ours = False
            self._ask("DELETE", name, seconds=WRITE_SECONDS)

    def make(self) -> None:
        """Raise Away. An index with nothing in it, where there is none."""
        index = {**INDEX, "aliases": {self.index: {}}}
        self._ask("PUT", f"{self.index}-{time.strftime('%Y%m%d%H%M%S', time.gmtime())}", index, seconds=WRITE_SECONDS)

    def begin_anew(self) -> None:
        """Whoever runs a command wants an answer now."""
        self.rests_until = 0.0

    def _look_at_index(self) -> None:
        if not self.is_ours and self._shape()[0] != SHAPE:
            raise self._went_away("it has no index of this version. Run manage.py search_index")
        self.is_ours = True

    def _shape(self) -> tuple[int | None, str]:
        """Of its index, and the name that it has itself; None: there is none."""
        answer = self._ask("GET", f"{self.index}/_mapping", allowed=NOT_FOUND)
        with self._understood():
            if answer.get("status") == NOT_FOUND:
                return None, ""
            ((name, index),) = answer.items()
            shape: int | None = index["mappings"].get("_meta", {}).get("newsroom")
        if shape is None:
            raise self._went_away("its index of this name is not ours. Give SEARCH_URL another name")
        return shape, name

    def _search(
        self,
        query: Mapping[str, Any],
        length: int,
        sort: Sequence[Mapping[str, str]],
        after: Sequence[int] | None,
        *,
        seconds: float = ANSWER_SECONDS,
    ) -> list[Any]:
        """What each that is found is sorted by."""
        body = {"query": query, "size": length, "sort": sort, "_source": False, "track_total_hits": False}
        body |= {"search_after": list(after)} if after is not None else {}
        answer = self._ask("POST", f"{self.index}/_search", body, seconds=seconds)
        with self._understood():
            found = [hit["sort"] for hit in answer["hits"]["hits"]]
            is_whole = not answer["timed_out"] and not answer["_shards"]["failed"]
        if not is_whole:
            raise self._went_away("it searched only a part of its index")
        return found

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        *,
        allowed: int = 0,
        seconds: float = ANSWER_SECONDS,
    ) -> Any:
        if time.monotonic() < self.rests_until:
            raise Away(f"{self} is left alone for a while.")
        if self.is_away:  # one finds out whether it is back; the others do not wait for that
            self.rests_until = time.monotonic() + RESTS_SECONDS
        try:
            status, told = self._request(method, path, body, seconds)
        except HTTPError as fault:
            raise self._went_away(f"no answer ({type(fault).__name__})") from fault
        if status >= FINE and status != allowed:
            raise self._went_away(f"{status}, {_reason(told)}")
        self.rests_until = 0.0
        return told

    def _request(
        self, method: str, path: str, body: Mapping[str, Any] | bytes | None, seconds: float
    ) -> tuple[int, Any]:
        headers = {}
        if body is not None:
            headers["Content-Type"] = "application/x-ndjson" if isinstance(body, bytes) else "application/json"
        if self.user:
            headers["Authorization"] = f"Basic {b64encode(f'{self.user}:{self.password}'.encode()).decode()}"
        sent = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()

        def request() -> tuple[int, Any]:
            wait = Timeout(connect=CONNECT_SECONDS, read=seconds)
            url = f"{self.address}/{path}"
            answer = self.pool.request(method, url, body=sent, headers=headers, timeout=wait, retries=False)
            return answer.status, _read(answer.data)

        try:
            return request()
        except ProtocolError:  # a connection that was kept open had ended; all that is asked can be asked again
            self.pool.clear()
            return request()

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            yield
        except (AttributeError, KeyError, TypeError, ValueError) as fault:
            raise self._went_away("what it says is not OpenSearch's") from fault

    def _is_back(self) -> None:
        if self.is_away:
            logger.warning("%s answers again.", self)
        self.is_away, self.rests_until = False, 0.0

    def _went_away(self, why: str) -> Away:
        fault = Away(f"{self}: {why}.")
        if not self.is_away:
            logger.error("%s Searches are answered by the database.", fault)
        self.is_away, self.is_ours, self.rests_until = True, False, time.monotonic() + RESTS_SECONDS
        self.pool.clear()
        return fault


def _bulks(changes: Iterable[Change]) -> Iterator[bytes]:
    """The lines of the changes, in so many bulks as their length asks for."""
    bulk: list[bytes] = []
    for story, number, document in changes:
        about = {"_id": str(story), "version": number, "version_type": "external"}
        told = [{"delete": about}] if document is None else [{"index": about}, document]
        lines = b"".join(json.dumps(each).encode() + b"\n" for each in told)
        if bulk and sum(map(len, bulk)) + len(lines) > MOST_BYTES:
            yield b"".join(bulk)
            bulk = []
        bulk.append(lines)
    if bulk:
        yield b"".join(bulk)


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
