"""Readers who come when they come, over connections that are used again."""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

MOST_CONNECTIONS = 1000
PATIENCE_SECONDS = 10.0
NO_ANSWER = 0

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Answer(NamedTuple):
    due: float  # seconds from the first
    seconds: float  # from when it was due until it was there
    status: int


async def ask_as_they_come(port: int, requests: Sequence[tuple[str, float]], begins_in: float) -> list[Answer]:
    """`requests`: a path, and the seconds after the one before it."""
    loop = asyncio.get_running_loop()
    begin = loop.time() + max(begins_in, 0.0)
    idle: deque[Connection] = deque()
    places = asyncio.Semaphore(MOST_CONNECTIONS)
    answers: list[Answer] = []

    async def ask(path: str, due: float) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                async with places:
                    status = await get(port, path, idle)
        except (OSError, EOFError, TimeoutError, ValueError):
            status = NO_ANSWER
        answers.append(Answer(due, loop.time() - begin - due, status))

    async with asyncio.TaskGroup() as crowd:
        due = 0.0
        for path, gap in requests:
            due += gap
            if (early := begin + due - loop.time()) > 0:
                await asyncio.sleep(early)
            crowd.create_task(ask(path, due))
    for _reader, writer in idle:
        writer.close()
        await writer.wait_closed()
    return answers


async def get(port: int, path: str, idle: deque[Connection]) -> int:
    """The status, when all of the answer is there. A server may have closed a connection that was idle."""
    while idle:
        connection = idle.pop()
        if not connection[0].at_eof():
            break
        connection[1].close()
    else:
        connection = await asyncio.open_connection("127.0.0.1", port)
    reader, writer = connection
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await read_body(reader, head)
    except BaseException:
        writer.close()
        raise
    if b"\r\nconnection: close" in head:
        writer.close()
    else:
        idle.append(connection)
    return int(head.split(None, 2)[1])


async def read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"\r\ntransfer-encoding: chunked" in head:
        while length := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(length + 2)
        await reader.readuntil(b"\r\n")
        return
    _, _, rest = head.partition(b"\r\ncontent-length:")
    await reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
