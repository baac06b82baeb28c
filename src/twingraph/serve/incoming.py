"""What a client sends: the parameters of an address or of a form, and a body of limited size."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from twingraph.core.errors import QueryError

if TYPE_CHECKING:
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"

Pairs = list[tuple[str, str]]


def in_address(request: Request) -> Pairs:
    """Return the parameters in the address of a request, in their order.

    Raises:
        QueryError: They cannot be read.
    """
    return pairs(request.scope["query_string"])


def pairs(data: bytes) -> Pairs:
    """Read the parameters of an address or of a form.

    Args:
        data: Them, as they are sent.

    Raises:
        QueryError: They are too many, or not UTF-8.
    """
    try:
        return parse_qsl(data.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise QueryError("the parameters of the request are not UTF-8") from None
    except ValueError as error:
        raise QueryError(f"the parameters of the request cannot be read: {error}") from None


def media_type(request: Request) -> str:
    """Return the media type of the body of a request, without its parameters; empty if unknown.

    Raises:
        HTTPException: The body is compressed, or not in UTF-8 by its own account.
    """
    type_, *parameters = request.headers.get("Content-Type", "").lower().split(";")
    named = (parameter.strip().partition("=") for parameter in parameters)
    charsets = {value.strip('"') for name, _, value in named if name == "charset"}
    if charsets - {"utf-8", "utf8"} or "Content-Encoding" in request.headers:
        message = "a request is read in UTF-8 only, and not compressed"
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)
    return type_.strip()


async def body(request: Request, most: int) -> bytes:
    """Read the body of a request.

    Args:
        request: The request.
        most: Bytes that it may have.

    Raises:
        HTTPException: It has more.
    """
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > most:
            message = f"a request may have {most:,} bytes"
            headers = {"Connection": "close"}  # what else comes is not read
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, headers)
    return bytes(read)


async def of_form(request: Request, most: int) -> Pairs:
    """Return the parameters in the address of a request and, if it posts any, in its form.

    Args:
        request: The request.
        most: Bytes that the form may have.

    Raises:
        HTTPException: The body is not a form, or is too long.
        QueryError: They cannot be read.
    """
    given = in_address(request)
    if request.method != "POST":
        return given
    if media_type(request) != FORM:
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"POST a form as {FORM}")
    return given + pairs(await body(request, most))
