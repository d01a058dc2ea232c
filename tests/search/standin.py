"""A server on this machine that speaks what we use of OpenSearch, after its documentation (2.x and 3.x).

No package that tests can install has the real one. Whatever it does not know it refuses, as that does, so that nothing
slips by unread: unknown parts of a query or of a document, versions that are not newer, an index that is not there.
"""

import base64
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USER, PASSWORD, INDEX = "koran", "rahasia/1", "warta"

Document = dict[str, Any]
Answer = tuple[int, Any]


class Refused(Exception):
    def __init__(self, status: int, kind: str) -> None:
        super().__init__(kind)
        self.status, self.kind = status, kind


@dataclass
class Index:
    mappings: Document
    alias: str = ""
    documents: dict[str, Document] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)  # of what is gone too
    seen: dict[str, Document] = field(default_factory=dict)  # by searches: what was there at the last refresh

    @property
    def properties(self) -> Document:
        properties: Document = self.mappings.get("properties", {})
        return properties


@dataclass
class StandIn:
    """Its indexes, and what it was asked for."""

    port: int = 0
    indexes: dict[str, Index] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    refreshes: bool = True  # at once, and not within a second
    says: Answer | None = None  # whatever it is asked
    refuses: str = ""  # a document of this number
    hangs_up: int = 0  # so many times, in the place of an answer
    meanwhile: Callable[[], None] = lambda: None  # while it is asked

    @property
    def url(self) -> str:
        return f"http://{USER}:rahasia%2F1@127.0.0.1:{self.port}/{INDEX}"

    @property
    def index(self) -> Index:
        (index,) = self.indexes.values()
        return index

    @property
    def documents(self) -> dict[str, Document]:
        return self.index.documents

    def searches(self) -> int:
        return self.asked.count(f"POST /{INDEX}/_search")

    def answer(self, method: str, path: str, kind: str, body: bytes) -> Answer:
        self.asked.append(f"{method} {path}")
        if self.says is not None:
            return self.says
        name, _, call = path.strip("/").partition("/")
        try:
            if body and kind != ("application/x-ndjson" if call.startswith("_bulk") else "application/json"):
                raise Refused(406, "media_type_header_exception")
            return self._call(method, call)(name, body)
        except Refused as fault:
            return fault.status, {"error": {"type": fault.kind, "reason": path}, "status": fault.status}

    def _call(self, method: str, call: str) -> Callable[[str, bytes], Answer]:
        calls = {
            ("GET", "_mapping"): self._mapping,
            ("PUT", ""): self._create,
            ("DELETE", ""): self._delete,
            ("POST", "_bulk?require_alias=true"): self._bulk,
            ("POST", "_mget"): self._mget,
            ("POST", "_refresh"): self._refresh,
            ("POST", "_search"): self._search,
        }
        if (method, call) not in calls:
            raise Refused(405, "method_not_allowed")
        return calls[method, call]

    def _named(self, name: str) -> str:
        """The index of this name, or of this alias."""
        for own, index in self.indexes.items():
            if name in {own, index.alias}:
                return own
        raise Refused(404, "index_not_found_exception")

    def _index(self, name: str) -> Index:
        return self.indexes[self._named(name)]

    def _mapping(self, name: str, body: bytes) -> Answer:
        return 200, {self._named(name): {"mappings": self._index(name).mappings}}

    def _create(self, name: str, body: bytes) -> Answer:
        if name in self.indexes:
            raise Refused(400, "resource_already_exists_exception")
        told = json.loads(body)
        only(told, {"settings", "mappings", "aliases"})
        only(told["mappings"], {"dynamic", "_meta", "properties"})
        (alias,) = told["aliases"]
        self.indexes[name] = Index(told["mappings"], alias)
        return 200, {"acknowledged": True, "shards_acknowledged": True, "index": name}

    def _delete(self, name: str, body: bytes) -> Answer:
        if self._named(name) != name:
            raise Refused(400, "illegal_argument_exception")  # an alias is not deleted like an index
        del self.indexes[name]
        return 200, {"acknowledged": True}

    def _refresh(self, name: str, body: bytes) -> Answer:
        index = self._index(name)
        index.seen = dict(index.documents)
        return 200, {"_shards": {"total": 2, "successful": 1, "failed": 0}}

    def _bulk(self, name: str, body: bytes) -> Answer:
        assert body.endswith(b"\n")
        index = next((each for each in self.indexes.values() if each.alias == name), None)
        lines = iter(body.splitlines())
        items = [write(index, json.loads(line), lines, self.refuses) for line in lines]
        if self.refreshes and index:
            self._refresh(name, b"")
        errors = any("error" in done for item in items for done in item.values())
        return 200, {"took": 1, "errors": errors, "items": items}

    def _mget(self, name: str, body: bytes) -> Answer:
        index, told = self._index(name), json.loads(body)
        only(told, {"docs"})
        docs = []
        for each in told["docs"]:
            only(each, {"_id", "_source"})
            found = index.documents.get(each["_id"])
            source = {} if found is None else {"_source": {key: found[key] for key in each["_source"]}}
            docs.append({"_index": name, "_id": each["_id"], "found": found is not None, **source})
        return 200, {"docs": docs}

    def _search(self, name: str, body: bytes) -> Answer:
        index, told = self._index(name), json.loads(body)
        only(told, {"query", "size", "sort", "search_after", "_source", "track_total_hits"})
        found = [(key, each) for key, each in index.seen.items() if matches(told["query"], each, index)]
        ways = [next(iter(each.items())) for each in told["sort"]]
        signs = [{"asc": 1, "desc": -1}[way] for _name, way in ways]
        places = [([each[name] for name, _way in ways], key) for key, each in found]
        places.sort(key=lambda place: turned(place[0], signs))
        if "search_after" in told:
            after = turned(told["search_after"], signs)
            places = [place for place in places if turned(place[0], signs) > after]
        hits = [{"_index": name, "_id": key, "_score": None, "sort": place} for place, key in places[: told["size"]]]
        shards = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
        return 200, {"took": 1, "timed_out": False, "_shards": shards, "hits": {"max_score": None, "hits": hits}}


def only(told: Mapping[str, Any], known: set[str]) -> None:
    if unknown := set(told) - known:
        raise Refused(400, f"parsing_exception: {min(unknown)}")


def turned(values: list[int], signs: list[int]) -> list[int]:
    return [value * sign for value, sign in zip(values, signs, strict=True)]


def write(index: Index | None, action: Document, lines: Iterator[bytes], refuses: str) -> Document:
    """One line of a bulk, and its document."""
    ((kind, about),) = action.items()
    only(about, {"_id", "version", "version_type"})
    if kind not in {"index", "delete"} or about["version_type"] != "external":
        raise Refused(400, "illegal_argument_exception")
    source = json.loads(next(lines)) if kind == "index" else None
    key, done = about["_id"], {"_id": about["_id"]}
    if index is None:
        return {kind: {**done, "status": 404, "error": {"type": "index_not_found_exception"}}}
    if key == refuses:
        return {kind: {**done, "status": 400, "error": {"type": "mapper_parsing_exception"}}}
    if source is not None and index.mappings.get("dynamic") == "strict" and set(source) - set(index.properties):
        return {kind: {**done, "status": 400, "error": {"type": "strict_dynamic_mapping_exception"}}}
    if index.versions.get(key, -1) >= about["version"]:
        return {kind: {**done, "status": 409, "error": {"type": "version_conflict_engine_exception"}}}
    index.versions[key] = about["version"]
    if source is not None:
        index.documents[key] = source
        return {kind: {**done, "status": 201, "result": "created"}}
    was_there = index.documents.pop(key, None) is not None
    return {kind: {**done, "status": 200 if was_there else 404, "result": "deleted" if was_there else "not_found"}}


def matches(query: Document, document: Document, index: Index) -> bool:
    ((kind, told),) = query.items()
    if kind == "match_all":
        return True
    if kind == "bool":
        only(told, {"filter", "must_not"})
        wanted = all(matches(each, document, index) for each in told["filter"])
        return wanted and not any(matches(each, document, index) for each in told["must_not"])
    if kind == "multi_match":
        only(told, {"query", "type", "fields"})
        if told["type"] != "phrase":
            raise Refused(400, "parsing_exception")
        return any(has_phrase(told["query"], document.get(name, ""), index.properties[name]) for name in told["fields"])
    ((name, value),) = told.items()
    if kind == "range" and {"lt", "lte"} <= set(value):
        raise Refused(400, "of two bounds the last one counts")
    if kind == "terms" and index.properties[name]["type"] == "keyword":
        return bool(set(document.get(name, ())) & set(value))
    if kind == "range" and index.properties[name]["type"] == "long":
        only(value, {"gte", "lt", "lte"})
        at = document.get(name)
        bounds = {"gte": lambda bound: at >= bound, "lt": lambda bound: at < bound, "lte": lambda bound: at <= bound}
        return at is not None and all(bounds[way](bound) for way, bound in value.items())
    raise Refused(400, f"parsing_exception: {kind}")


def has_phrase(phrase: str, text: str, mapping: Document) -> bool:
    if (mapping["type"], mapping["analyzer"]) != ("text", "whitespace"):
        raise Refused(400, "illegal_argument_exception")
    wanted, words = phrase.split(), text.split()
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer goes out at once
    server: "Listening"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.stand_in.meanwhile()
        if self.server.stand_in.hangs_up:
            self.server.stand_in.hangs_up -= 1
            self.close_connection = True
            return
        known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") == f"Basic {known}":
            kind = self.headers.get("Content-Type", "")
            status, told = self.server.stand_in.answer(self.command, self.path, kind, body)
        else:
            status, told = 401, "Unauthorized"  # in plain words, as its security plugin does
        content = told.encode() if isinstance(told, str) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815  # as http.server calls them

    def log_message(self, *_arguments: Any) -> None:
        pass


class Listening(ThreadingHTTPServer):
    daemon_threads = True
    stand_in: StandIn


@contextmanager
def running() -> Iterator[StandIn]:
    with Listening(("127.0.0.1", 0), Handler) as listening:
        listening.stand_in = StandIn(port=listening.server_port)
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield listening.stand_in
        finally:
            listening.shutdown()
            thread.join()
