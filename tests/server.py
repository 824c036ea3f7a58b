#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""server.py FILE OTHER [LOG ROUTER CERTIFICATE KEY] - an HTTP server on this machine that misbehaves on demand; prints its port. With a certificate it
speaks https and nothing else.

/good FILE with ETag and Last-Modified, 304 when they are sent back; /other OTHER the same way; /bare OTHER with no tag; /router ROUTER; /v1/models what a server of models lists; /turns FILE, then OTHER; /gzip packed; /slow never ends, nor does /stall, which begins with more;
/cut less than it promised; /drop closes in the middle of an unpromised length; /loop leads to itself; /moved leads to /good;
/away leads to another machine over http; /html a login page; /empty nothing; /missing 404; /broken 500; /unasked 304; /large 300 MB of blanks, packed; /busy 429, to be asked again after 30 seconds, /busier/SECONDS after so many, /down 503 until a day; /noise no HTTP at all; as a proxy it answers 407;
/announced promises a terabyte; /packed says that it is packed as nobody packs; /says/WHAT an error in one of the forms that servers give it."""
import gzip
import http.server
import ssl
import sys
import time
from email.utils import formatdate

GOOD = open(sys.argv[1], "rb").read()
OTHER = open(sys.argv[2], "rb").read()
LOG = open(sys.argv[3], "a") if len(sys.argv) > 3 else None
ROUTER = open(sys.argv[4], "rb").read() if len(sys.argv) > 4 else b"{}"

SAYS = {  # what: status, type, body
    "key": (401, "application/json", b'{"error": {"message": "Incorrect API key: \\u001b[31mnone.\\n\\u202eSee our pages.", "type": "auth"}}'),
    "fine": (200, "application/json", b'{"error": {"message": "The list is being made anew", "code": 503}}'),
    "list": (400, "application/json", b'[{"error": {"code": 400, "message": "API key not valid"}}]'),
    "word": (429, "application/json", b'{"error": "slow_down"}'),
    "both": (403, "application/json", b'{"status": 403, "error": "Forbidden", "message": "Your plan ended on Monday"}'),
    "detail": (422, "application/json", b'{"detail": [{"loc": ["query"], "msg": "field required"}]}'),
    "errors": (500, "application/json", b'{"errors": [{"message": "No worker is left"}]}'),
    "plain": (403, "text/plain", b"Closed to \x07this country\nand others\n"),
    "long": (500, "application/json", b'{"error": "' + b"long words " * 1000 + b'"}'),
    "huge": (500, "application/json", b'{"error": "' + b"x" * 3000000 + b'"}'),
    "half": (500, "application/json", b'{"error": {"message": "never en'),
    "bytes": (500, "application/octet-stream", b"\x00\x01\xff\xfe" * 50),
    "page": (503, "text/html", b"<html><title>Back soon</title></html>"),
    "nothing": (500, "application/json", b'{"error": {"message": "  \\n "}}'),
}


class Handler(http.server.BaseHTTPRequestHandler):
    turns = 0

    def log_message(self, *_):
        pass

    def send(self, body, status=200, size=None, **headers):
        self.send_response(status)
        self.send_header("Content-Type", headers.pop("type", "application/json"))
        if size != -1:
            self.send_header("Content-Length", str(len(body) if size is None else size))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def conditional(self, body, tag):
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self.end_headers()
        else:
            self.send(body, ETag=tag, Last_Modified="Sat, 01 Aug 2026 00:00:00 GMT")

    def do_CONNECT(self):
        self.send(b"", 407)

    def do_GET(self):
        path = self.path.split("?")[0]
        if LOG:
            LOG.write(path + "\n")
            LOG.flush()
        if path == "/good":
            self.conditional(GOOD, '"one"')
        elif path == "/other":
            self.conditional(OTHER, '"two"')
        elif path == "/bare":
            self.send(OTHER)
        elif path == "/turns":
            Handler.turns += 1
            self.send(GOOD if Handler.turns == 1 else OTHER)
        elif path == "/router":
            self.send(ROUTER)
        elif path == "/v1/models":
            self.send(b'{"object":"list","data":[{"id":"gpt-oss-20b","object":"model","created":1,"owned_by":"vllm","max_model_len":8192}]}')
        elif path == "/gzip":
            self.send(gzip.compress(GOOD), Content_Encoding="gzip")
        elif path in ("/slow", "/stall"):
            self.send(GOOD[:100 if path == "/slow" else 4000], size=len(GOOD))
            self.wfile.flush()
            time.sleep(20)
        elif path == "/cut":
            self.send(GOOD[:len(GOOD) // 2], size=len(GOOD))
        elif path == "/drop":
            self.send(GOOD[:len(GOOD) // 2], size=-1)
            self.close_connection = True
        elif path in ("/loop", "/moved", "/away"):
            to = {"/loop": "/loop", "/moved": "/good", "/away": "http://192.0.2.1/"}[path]
            self.send(b"", 302, Location=to)
        elif path == "/html":
            self.send(b"<!DOCTYPE html><title>Sign in</title>", type="text/html; charset=utf-8")
        elif path == "/disguised":
            self.send(b"<!DOCTYPE html><title>Sign in</title>")
        elif path == "/empty":
            self.send(b"")
        elif path == "/few":
            self.send(b'{"one": {"id": "one", "env": [], "npm": "x", "models": {"a": {"id": "a", "name": "A"}}}}')
        elif path == "/unasked":
            self.send_response(304)
            self.end_headers()
        elif path == "/broken":
            self.send(b"{}", 500)
        elif path == "/busy":
            self.send(b"{}", 429, Retry_After="30")
        elif path.startswith("/busier/"):
            self.send(b"{}", 429, Retry_After=path[8:])
        elif path == "/down":
            self.send(b"{}", 503, Retry_After=formatdate(time.time() + 1000, usegmt=True))
        elif path == "/noise":
            self.wfile.write(b"SSH-2.0-noise\r\n")
            self.close_connection = True
        elif path == "/announced":
            self.send(b"[", size=10 ** 12)
            self.wfile.flush()
            time.sleep(20)
        elif path == "/packed":
            self.send(GOOD, Content_Encoding="frobnicated")
        elif path.startswith("/says/"):
            status, kind, body = SAYS[path[6:]]
            self.send(body, status, type=kind)
        elif path == "/large":
            self.send(gzip.compress(b"[" + b" " * (300 << 20) + b"]", 1), Content_Encoding="gzip")
        else:
            self.send(b"{}", 404)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 6:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(sys.argv[5], sys.argv[6])
    server.socket = tls.wrap_socket(server.socket, server_side=True)
print(server.server_address[1], flush=True)
server.serve_forever()
