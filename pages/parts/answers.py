"""Answers kept in memory: bytes compressed once for the whole process, with their validator."""

import gzip
import hashlib
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

# The address changes with the content, so the browser never needs to ask again.
FOREVER = "public, immutable, max-age=31536000"
# The address stays while the content may change: ask each time, and get a 304 when nothing changed.
REVALIDATE = "no-cache"

_ALREADY_COMPRESSED = ("font/woff", "font/woff2", "image/png", "image/gif")


@dataclass(frozen=True)
class Kept:
    """A body ready to be sent: compressed if that helps, with its media type and validator."""

    body: bytes
    media_type: str
    etag: str
    gzipped: bool
    headers: dict[str, str] = field(default_factory=dict)


def keep(content: bytes, media_type: str, headers: dict[str, str] | None = None) -> Kept:
    """Return `content` compressed (unless its type already is) and identified by its hash."""
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:16]}"'
    gzipped = media_type not in _ALREADY_COMPRESSED and len(content) > 500
    # mtime=0: the same content always gives the same bytes.
    body = gzip.compress(content, compresslevel=6, mtime=0) if gzipped else content
    return Kept(body, media_type, etag, gzipped, headers or {})


def answer(kept: Kept, request: Request, cache: str) -> Response:
    """Return the HTTP answer for `kept`: 304 if the browser has it, plain if it refuses gzip."""
    headers = {"ETag": kept.etag, "Cache-Control": cache, "Vary": "Accept-Encoding"} | kept.headers
    if kept.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body = kept.body
    if kept.gzipped and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
    elif kept.gzipped:
        body = gzip.decompress(body)
    return Response(body, media_type=kept.media_type, headers=headers)
