"""JSON-RPC over pygls as the protocol's text has it: every request is answered, once, whatever happens.

Knows the life of a connection and no feature. pygls runs the handlers and computes the capabilities; here is
done what pygls 2.1 leaves open: the order of life, malformed messages, cancellation, errors without paths.
"""

from __future__ import annotations

import asyncio
import contextvars
import json
import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from cattrs import Converter, transform_error
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

from hp_lsp.server.frames import Frames
from hp_lsp.server.transport import Writer

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

log = logging.getLogger(__name__)

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
NOT_INITIALIZED = -32002
CANCELLED = -32800

OURS = (
    types.TEXT_DOCUMENT_DID_OPEN,
    types.TEXT_DOCUMENT_DID_CHANGE,
    types.TEXT_DOCUMENT_DID_CLOSE,
    types.NOTEBOOK_DOCUMENT_DID_OPEN,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS,
    types.WORKSPACE_EXECUTE_COMMAND,
)
"""Methods that pygls answers by itself, and we instead."""

Message: TypeAlias = dict[str, Any]


class Protocol(LanguageServerProtocol):
    """One connection. `receive` takes the client's bytes; `ended` gives the exit status when all is over."""

    _server: Server

    def __init__(self, server: Server, converter: Converter) -> None:
        super().__init__(server, converter)
        for method in OURS:
            self.fm.builtin_features.pop(method, None)
        self.ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._frames = Frames()
        self._inbox: deque[Callable[[], None]] = deque()
        self._cancelled_early: set[int | str] = set()
        self._initialized = False
        self._out: Writer | None = None

    def attach(self, writer: Writer) -> None:
        """Send to the client through `writer` from now on."""
        self._out = writer

    async def close(self) -> None:
        """Send what is still to be sent, and close the stream."""
        if self._out is not None:
            await self._out.close()

    # --- receiving ------------------------------------------------------------------------------------------

    def receive(self, data: bytes) -> None:
        """Take bytes from the client. Messages are handled later: one a turn of the loop, in their order."""
        for body in self._frames.feed(data):
            try:
                message = json.loads(body)
            except (ValueError, RecursionError):
                self._later(partial(self._refuse, None, PARSE_ERROR, "The message is not valid JSON."))
                continue
            self._note_cancellation(message)
            self._later(partial(self._handle, message))

    def receive_end(self) -> None:
        """Note that the client has closed the stream: the server ends after what came before."""
        self._later(self.end)

    def _later(self, step: Callable[[], None]) -> None:
        self._inbox.append(step)
        if len(self._inbox) == 1:
            asyncio.get_running_loop().call_soon(self._handle_next)

    def _handle_next(self) -> None:
        try:
            contextvars.copy_context().run(self._inbox[0])
        except Exception as problem:
            self._server.report_failure("a message", problem)
        self._inbox.popleft()
        if self._inbox and not self.ended.done():
            asyncio.get_running_loop().call_soon(self._handle_next)

    def _note_cancellation(self, message: object) -> None:
        """Remember a cancellation as it arrives, so that a request still waiting before it is not begun."""
        if (
            isinstance(message, dict)
            and message.get("method") == types.CANCEL_REQUEST
            and "id" not in message
        ):
            request_id = _id_in(message.get("params"))
            if request_id is not None:
                self._cancelled_early.add(request_id)

    # --- dispatching ----------------------------------------------------------------------------------------

    def _handle(self, message: object) -> None:
        request_id = _id_in(message)
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            self._refuse(request_id, INVALID_REQUEST, "The message is not a JSON-RPC 2.0 object.")
        elif "method" not in message:
            self._handle_answer(message)
        elif not isinstance(message["method"], str):
            self._refuse(request_id, INVALID_REQUEST, "The method is not a string.")
        elif "id" not in message:
            self._notified(message["method"], message)
        elif request_id is None:
            self._refuse(None, INVALID_REQUEST, "The id is neither a string nor an integer.")
        else:
            self._asked(request_id, message["method"], message)

    def _asked(self, request_id: int | str, method: str, message: Message) -> None:
        refusal = self._out_of_order(method)
        if refusal:
            self._refuse(request_id, *refusal)
        elif request_id in self._cancelled_early:
            self._refuse(request_id, CANCELLED, f"`{method}` was cancelled.")
        elif not self._knows(method):
            self._refuse(request_id, METHOD_NOT_FOUND, f"There is no method `{method}`.")
        else:
            self._start(request_id, method, message)

    def _start(self, request_id: int | str, method: str, message: Message) -> None:
        try:
            params = self._read_params(method, message)
        except Exception as problem:
            self._refuse(request_id, INVALID_PARAMS, f"Invalid params of `{method}`: {_explain(problem)}.")
            return
        self._ctx_msg_id.set(request_id)
        self._execute_handler(
            request_id,
            self._get_handler(method),
            partial(self._answer, request_id=request_id, method=method),
            args=(params,),
        )

    def _out_of_order(self, method: str) -> tuple[int, str] | None:
        if self._shutdown:
            return INVALID_REQUEST, "The server has been shut down."
        if method == types.INITIALIZE:
            return (INVALID_REQUEST, "The server is initialized already.") if self._initialized else None
        return None if self._initialized else (NOT_INITIALIZED, "The server is not initialized yet.")

    def _notified(self, method: str, message: Message) -> None:
        if method == types.EXIT:
            self.end()
        elif method == types.CANCEL_REQUEST:
            self._cancel(_id_in(message.get("params")))
        elif self._shutdown or not self._initialized:
            log.info("dropped %s, which came out of order", method)
        elif not self._knows(method):
            log.debug("ignored %s", method)
        else:
            self._run_notification(method, message)

    def _run_notification(self, method: str, message: Message) -> None:
        try:
            params = self._read_params(method, message)
        except Exception as problem:
            log.warning("ignored %s: %s", method, _explain(problem))
            return
        handler = self._get_handler(method)
        self._execute_handler(method, handler, partial(self._noted, method=method), args=(params,))

    def _cancel(self, request_id: int | str | None) -> None:
        if request_id is None:
            return
        self._cancelled_early.discard(request_id)
        running: object = self._request_futures.get(request_id)
        if isinstance(running, asyncio.Task):
            running.cancel()

    def _handle_answer(self, message: Message) -> None:
        """Give the answer to one of our own requests to whoever waits for it."""
        request_id = str(message.get("id"))
        waiting = self._request_futures.pop(request_id, None)
        self._result_types.pop(request_id, None)
        if waiting is None or waiting.done():
            return
        error = message.get("error")
        if error is None:
            waiting.set_result(message.get("result"))
        else:
            text = error.get("message") if isinstance(error, dict) else error
            waiting.set_exception(JsonRpcException(str(text)))

    def _knows(self, method: str) -> bool:
        return method in self.fm.builtin_features or method in self.fm.features

    def _read_params(self, method: str, message: Message) -> object:
        params_type = types.METHOD_TO_TYPES[method][2] if method in types.METHOD_TO_TYPES else None
        if params_type is None:
            return None
        return self._converter.structure(message.get("params"), cast("type[object]", params_type))

    # --- answering ------------------------------------------------------------------------------------------

    def _answer(self, future: Future[Any], *, request_id: int | str, method: str) -> None:
        """Send the one answer of a request, whatever became of its handler."""
        self._request_futures.pop(request_id, None)
        if future.cancelled():
            self._refuse(request_id, CANCELLED, f"`{method}` was cancelled.")
            return
        try:
            result = future.result()
            self._initialized |= method == types.INITIALIZE
            self._send_data({"jsonrpc": self.VERSION, "id": request_id, "result": result})
        except JsonRpcException as problem:
            self._refuse(request_id, problem.code, problem.message)
        except Exception as problem:
            self._server.report_failure(method, problem)
            self._refuse(request_id, INTERNAL_ERROR, f"`{method}` failed; the server's log says why.")

    def _noted(self, future: Future[Any], *, method: str) -> None:
        if not future.cancelled():
            problem = future.exception()
            if problem is not None:
                self._server.report_failure(method, problem)

    def _refuse(self, request_id: int | str | None, code: int, text: str) -> None:
        error = {"code": code, "message": text}
        self._send_data({"jsonrpc": self.VERSION, "id": request_id, "error": error})

    def _send_data(self, data: object) -> None:
        """Send one message; the writer of a client that has gone is forgotten."""
        if self._out is None:
            return
        text = json.dumps(data, default=self._serialize_message, separators=(",", ":"), allow_nan=False)
        body = text.encode("ascii")
        try:
            self._out.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        except (OSError, ValueError):
            log.info("the client has closed its end")
            self._out = None
            self.end()

    def end(self) -> None:
        """End the connection: with status 0 after a `shutdown`, else with 1."""
        if not self.ended.done():
            self.ended.set_result(0 if self._shutdown else 1)


def _id_in(message: object) -> int | str | None:
    """Return the `id` of an object, if it has one that a request may have."""
    request_id = message.get("id") if isinstance(message, dict) else None
    return request_id if isinstance(request_id, str | int) and not isinstance(request_id, bool) else None


def _explain(problem: BaseException) -> str:
    """Return where the params are wrong, such as `required field missing @ $.position`."""
    return "; ".join(transform_error(problem, path="params"))
