"""Readers of an open loop come when they are due, whoever still waits, and none is forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from benchmarks.crowd import at, figures
from benchmarks.readers import NO_ANSWER, Answer, ask_as_they_come
from benchmarks.report import is_met

READERS = 5
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsubak"
CHUNKED = b"HTTP/1.1 503 Service Unavailable\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nsub\r\n2\r\nak\r\n0\r\n\r\n"

Serve = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


def asked(serve: Serve, paths: list[str]) -> list[Answer]:
    """Of a server that treats each request so. All are due at once."""

    served: list[asyncio.Task[None]] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        served.append(asyncio.current_task())
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await serve(await reader.readuntil(b"\r\n\r\n"), writer)
        writer.close()
        await writer.wait_closed()

    async def run() -> list[Answer]:
        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        answers = await ask_as_they_come(port, [(path, 0.0) for path in paths], 0)
        server.close()
        await asyncio.gather(*served)
        return answers

    # In a thread of its own: where a browser is driven, an event loop runs in this one.
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, run()).result()


def test_does_not_wait_for_those_who_came_before() -> None:
    waiting: list[asyncio.StreamWriter] = []

    async def when_all_are_there(_head: bytes, writer: asyncio.StreamWriter) -> None:
        waiting.append(writer)
        if len(waiting) == READERS:
            for each in waiting:
                each.write(PLAIN)

    answers = asked(when_all_are_there, ["/"] * READERS)

    assert [answer.status for answer in answers] == [200] * READERS


def test_reads_every_answer_to_its_end_and_keeps_its_status() -> None:
    async def by_path(head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(CHUNKED if b"/away/" in head else PLAIN)

    answers = asked(by_path, ["/", "/away/", "/"])

    assert sorted(answer.status for answer in answers) == [200, 200, 503]


def test_counts_a_connection_that_breaks_as_no_answer() -> None:
    async def broken(_head: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(PLAIN[:-2])
        writer.close()

    answers = asked(broken, ["/"])

    assert [answer.status for answer in answers] == [NO_ANSWER]


def test_tells_the_time_before_the_outage_from_the_time_after() -> None:
    answers = [Answer(second, 0.1, 200) for second in range(99)] + [Answer(99, 0.3, 503)]

    told = {(figure.part, figure.name): figure for figure in figures(answers, outage=98)}

    assert told["With the database", "readers"].median == 98
    assert told["With the database", "good answers"].median == 100
    assert told["After it was killed", "good answers"].median == 50
    assert told["After it was killed", "answers 503"].median == 1
    assert is_met(told["With the database", "p99"], []) is True
    assert is_met(told["After it was killed", "good answers"], []) is False


def test_takes_the_slowest_of_a_hundred() -> None:
    assert [at(list(range(1000)), share) for share in (0.5, 0.99, 1)] == [500, 990, 999]
