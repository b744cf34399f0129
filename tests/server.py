"""A real web server on loopback, for tests: what it serves can change, break, stall and move."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>{title}</title>
<meta property="article:published_time" content="{day}T10:00:00+00:00">
<meta property="og:site_name" content="The Wire"></head><body>
<nav><a href="/">Home</a></nav><article><h1>{title}</h1><p>{text}</p></article>
<footer>All rights reserved</footer></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{items}
</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>
<pubDate>Tue, 13 Sep 2022 12:00:00 GMT</pubDate><description>{words}</description></item>"""


class Answer(NamedTuple):
    """What a path is answered with; ``stall`` are seconds before each half of the body."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    stall: float = 0.0


class Site:
    """Answers by path, and what was asked: (path, headers), in order."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def put(self, path, body="", **options):
        """Serve ``body`` at ``path``; return the address."""
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(data, **options)
        return self.address + path

    def article(self, path, text, title="Report", day="2022-09-13", **options):
        return self.put(path, ARTICLE.format(title=title, day=day, text=text), **options)

    def feed(self, path, *items, **options):
        """Serve a feed of (path, title, words of the feed); it has an ETag of its own."""
        told = "".join(
            ITEM.format(title=title, link=self.address + link, guid=link, words=words)
            for link, title, words in items
        )
        tag = (("ETag", f'"{len(items)}"'),)
        kind = "application/rss+xml"
        return self.put(path, FEED.format(items=told), kind=kind, headers=tag, **options)

    @property
    def paths(self):
        return [path for path, _ in self.asked]


def _handler(site):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.asked.append((self.path, dict(self.headers)))
            answer = site.answers.get(self.path, Answer(b"none", status=404))
            tag = dict(answer.headers).get("ETag")
            if tag and self.headers.get("If-None-Match") == tag:
                answer = Answer(status=304)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            if "Content-Length" not in dict(answer.headers):
                self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers:
                self.send_header(name, value)
            self.end_headers()
            self._send(answer)

        def _send(self, answer):
            half = len(answer.body) // 2
            for part in (answer.body[:half], answer.body[half:]):
                time.sleep(answer.stall)
                try:
                    self.wfile.write(part)
                    self.wfile.flush()
                except OSError:  # the reader gave up
                    return

        def log_message(self, *_):
            pass

    return Handler


@contextmanager
def serving():
    """Yield a site that is served until the end."""
    site = Site("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    server.block_on_close = False
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
