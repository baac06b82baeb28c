"""Web addresses: whether two of them mean one page, and which words an address consists of."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from twingraph.core.text import clean

_WORD = re.compile(r"[^\W_]+")
# Editions of one page: www.leipzig.de and m.leipzig.de, de.m.wikipedia.org and de.wikipedia.org.
_EDITION = re.compile(r"^(www|m)\.|(?<=\.)m\.(?=wiki\w+\.org$)")
# Parameters that are appended to an address to see where its readers come from.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid")
# User and password, with which some addresses begin.
_USER = re.compile(r"(?<=//)[^/?#]*@")
# A server is what stands between the slashes; browsers take a backslash for a slash.
_WEB = re.compile(r"https?://[^/?#@\\]+(?:[/?#]|$)", re.IGNORECASE)
_QUERY = re.compile(r"\?[^#]+")
_LONGEST_SHOWN = 200
_PORTS = {"http": 80, "https": 443}


def is_web(address: str) -> bool:
    """Whether a browser that follows an address asks the web server that a reader sees in it.

    No script is one, nor an address with a user name, which may pass for the server's, or with
    characters that cannot be seen, such as those that turn the direction of writing.

    >>> is_web("HTTPS://lyon.fr"), is_web("javascript:alert(1)"), is_web("https://lyon.fr@evil.org")
    (True, False, False)
    """
    return address.isprintable() and bool(_WEB.match(address))


def page(address: str) -> str:
    """Return the part that all addresses of a page have in common.

    Scheme, www., the default port, a final slash, the fragment, tracking parameters and the
    spelling of escapes do not matter; path, and the order of the other parameters, do.

    >>> page("http://www.Krakow.pl/Miasto%2c1/?utm_source=x#top") == page("https://krakow.pl/Miasto,1")
    True

    Raises:
        ValueError: It is not an address.
    """
    parts = urlsplit(address)
    port = "" if parts.port in {None, _PORTS.get(parts.scheme)} else f":{parts.port}"
    path = "/".join(quote(unquote(step), safe="") for step in parts.path.split("/")).rstrip("/")
    query = [pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0])]
    return f"{host(address)}{port}{path}" + (f"?{urlencode(query)}" if query else "")


def host(address: str) -> str:
    """Return the name of the site, without www.

    >>> host("https://www.lyon.fr/jumelages"), host("https://de.m.wikipedia.org/wiki/Lyon")
    ('lyon.fr', 'de.wikipedia.org')
    """
    return _EDITION.sub("", urlsplit(address).hostname or "")


def shown(address: str) -> str:
    """Return an address as a message may show it: without secrets, printable, not too long.

    Passwords stand before the host, and keys in the query, which is therefore left out.

    >>> shown("https://me:secret@example.org/sparql?key=secret")
    'https://example.org/sparql?…'
    """
    public = clean(_QUERY.sub("?…", _USER.sub("", address, count=1)))
    return public if len(public) <= _LONGEST_SHOWN else f"{public[:_LONGEST_SHOWN]}…"


def words(address: str) -> list[str]:
    """Return the words of the last step of an address; none for the front page of a site.

    >>> words("https://www.lyon.fr/monde/villes-jumel%C3%A9es_2.html")
    ['villes', 'jumelées', '2']
    """
    return _WORD.findall(PurePosixPath(unquote(urlsplit(address).path)).stem)


def is_front_page(address: str) -> bool:
    """Whether an address is that of a whole site, not of a page within it.

    >>> is_front_page("https://www.wikidata.org/"), is_front_page("https://lyon.fr/?page=2")
    (True, False)
    """
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query and not parts.fragment


def is_search(address: str) -> bool:
    """Whether an address asks for a list of results, which changes from day to day.

    >>> is_search("https://www.bing.com/search?q=Lyon"), is_search("https://lyon.fr/?q=Leipzig")
    (True, False)
    """
    parts = urlsplit(address)
    asks = {name for name, _ in parse_qsl(parts.query)} & {"q", "query", "search"}
    return bool(asks) and PurePosixPath(parts.path).name in {"search", "suche", "recherche"}
