"""A real server on this computer that speaks the OpenAI protocol, well and badly."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from engines.written import check_written, request

from assistant.engines.endpoint_client import Endpoint
from assistant.engines.endpoint_writer import EndpointDrafter
from assistant.engines.map_reduce_writer import MapReduceWriter


def numbers_in(body: dict) -> list[int]:
    lines = body["messages"][1]["content"].splitlines()
    return [int(line[1 : line.index("]")]) for line in lines]


def lines_for(body: dict, **changes) -> dict:
    """The answer of a good model: one line for each of the first lines."""
    rows = [{"text": f"WRITTEN {at}.", "evidence": [at]} for at in numbers_in(body)[:2]]
    answer = {"choices": [{"message": {"content": json.dumps({"lines": rows})}, "finish_reason": "stop"}]}
    return answer | changes


def content(text: str, finish: str = "stop") -> dict:
    return {"choices": [{"message": {"content": text}, "finish_reason": finish}]}


class Server:
    """Answers with what `behave` gives for a question: a dictionary, bytes, or (status, dictionary)."""

    def __init__(self) -> None:
        self.asked: list[dict] = []
        self.headers: list[dict] = []
        self.behave = lines_for
        self.hang = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.asked.append(body)
                outer.headers.append({"path": self.path} | dict(self.headers))
                answer = outer.behave(body)
                status, answer = answer if isinstance(answer, tuple) else (200, answer)
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if status in {301, 307}:
                    self.send_header("Location", "http://example.org/")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}/v1"

    def endpoint(self, **changes) -> Endpoint:
        return Endpoint(**({"url": self.url, "model": "small", "timeout_s": 5.0, "retries": 1} | changes))

    def write(self, asked=None, check=lambda line: True, context_tokens=4096, **changes):
        writer = MapReduceWriter(EndpointDrafter(self.endpoint(**changes), context_tokens))
        asked = asked or request()
        written = writer.write(asked, check=check)
        check_written(written, asked)
        return written

    def close(self) -> None:
        self.hang.set()
        self.http.shutdown()
        self.http.server_close()
