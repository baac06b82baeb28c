"""Tags of answers, so that a client that has an answer need not be sent it again.

A build never changes: an answer is the same as long as the build, the program, its limits and what
was asked are. The tags are weak, since an answer may be sent compressed or not. See RFC 9110,
section 13.
"""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

from twingraph.core.version import __version__

if TYPE_CHECKING:
    from starlette.requests import Request

    from twingraph.serve.service import Service

_SHOWN = 16  # characters of a hash


def tag(service: Service, *asked: str) -> str:
    """Return the tag of an answer from the build that is served now.

    Args:
        service: The service.
        asked: All that the answer depends on besides the build, the program and its limits.
    """
    depends = (__version__, repr(service.settings.bounds), *asked)
    digest = sha256("\0".join(depends).encode()).hexdigest()
    return f'W/"{service.edition.key[:_SHOWN]}-{digest[:_SHOWN]}"'


def not_modified(request: Request, current: str, vary: str) -> Response | None:
    """Return the response to a client that has the answer already; None if it has not.

    Args:
        request: The request.
        current: Tag of the answer.
        vary: The headers of a request on which the answer depends.
    """
    had = request.headers.get("If-None-Match", "")
    if request.method not in {"GET", "HEAD"} or current not in map(str.strip, had.split(",")):
        return None
    said = {**headers(current), "Vary": f"{vary}, Accept-Encoding"}
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=said)


def headers(current: str) -> dict[str, str]:
    """Return the headers of an answer with a tag: it may be kept, but not used unasked."""
    return {"ETag": current, "Cache-Control": "no-cache"}
