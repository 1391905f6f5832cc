"""What a page says of itself: headline, date, newspaper or office, address.

Chinese government pages state them by name (`ArticleTitle`, `PubDate`, `ContentSource`; rules of the General Office of
the State Council for government sites, 2017, annex 4), other pages by Open Graph, schema.org and Dublin Core.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

_TITLES = ("articletitle", "og:title", "twitter:title", "dcterms.title", "dc.title")
_DATES = (
    "pubdate", "publishdate", "publish_date", "publishtime", "article:published_time", "og:published_time",
    "og:release_date", "weibo:article:create_at", "datepublished", "dcterms.issued", "dcterms.date", "dc.date",
    "createdate", "firstpublishedtime",
)  # fmt: skip
_PUBLISHERS = ("contentsource", "article:publisher", "mediaid", "dcterms.publisher", "dc.publisher")
_SITES = ("sitename", "og:site_name", "application-name")
_ADDRESSES = ("og:url", "url")
_DATE = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})\s?(?:[-/.]|[^\W\d_])\s?([01]?[0-9])\s?(?:[-/.]|[^\W\d_])\s?([0-3]?[0-9])(?![0-9])"
)
_PACKED = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_PATH_DATE = re.compile(r"/((?:19|20)[0-9]{2})[-/]?([01][0-9])[-/]?([0-3][0-9])(?:/|[_.])|t((?:19|20)[0-9]{6})_")
_EPOCH = re.compile(r"""\bct\s*=\s*["']([0-9]{10})["']""")
_TITLE_CUT = re.compile(r"\s*[_|｜–—]+\s*|\s+-\s+|-(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])-")
_CHINA = datetime.timezone(datetime.timedelta(hours=8))
_LONGEST = 300
_WECHAT_NAME, _WECHAT_TIME, _WECHAT_TITLE = "js_name", "publish_time", "activity-name"


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of itself; "" where it does not.

    Attributes:
        titles: what may be its headline, the surest first.
        site: the name of the site, which stands in for a publisher.
    """

    titles: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    site: str = ""
    address: str = ""


def read_meta(root: HtmlElement, page: str) -> Meta:
    """What a page says of itself.

    Args:
        root: the page.
        page: its markup: a WeChat page states its time in a script.
    """
    stated = _stated(root)
    linked = [_value(d, "datePublished") for d in _linked_data(root)]
    whole = " ".join((root.findtext(".//title") or "").split())
    headlines = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    wechat = _by_id(root, _WECHAT_TITLE)
    titles = [wechat, *(stated.get(n, "") for n in _TITLES), *(headlines if len(headlines) == 1 else ()), whole]
    dates = (d for d in (first_date(v) for v in (*(stated.get(n, "") for n in _DATES), *linked)) if d)
    address = next((a for a in (_canonical(root), *(stated.get(n, "") for n in _ADDRESSES)) if _is_address(a)), "")
    return Meta(
        titles=tuple(t for t in titles if 0 < len(t) <= _LONGEST),
        date=next(dates, "") or first_date(_by_id(root, _WECHAT_TIME)) or _epoch(page) if wechat else next(dates, ""),
        publisher=next((stated[n] for n in _PUBLISHERS if stated.get(n)), ""),
        site=_by_id(root, _WECHAT_NAME) or next((stated[n] for n in _SITES if stated.get(n)), ""),
        address=address,
    )


def title_parts(title: str) -> list[str]:
    """The parts of a window's title: headline, column and site, in any order; the whole first."""
    parts = [part.strip() for part in _TITLE_CUT.split(title)]
    return [title, *(part for part in parts if part and part != title)]


def first_date(text: str) -> str:
    """The first whole date in a short text, ISO, or "".

    >>> first_date("2024-7-3 09:21")
    '2024-07-03'
    """
    for match in (*_DATE.finditer(text), *_PACKED.finditer(text)):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            continue
    return ""


def address_date(address: str) -> str:
    """The date in an address such as `…/202407/t20240703_1001.html`, ISO, or ""."""
    for match in _PATH_DATE.finditer(address):
        found = first_date(match[4] or "-".join(match.groups()[:3]))
        if found:
            return found
    return ""


def _stated(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content and len(content) <= _LONGEST:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(root: HtmlElement) -> Iterator[Any]:
    """The JSON-LD of a page."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and len(script.text or "") < 100_000:
            try:
                found = json.loads(script.text or "")
            except (ValueError, RecursionError):
                continue
            yield from found if isinstance(found, list) else [found]


def _value(data: Any, name: str) -> str:
    told = data.get(name) if isinstance(data, dict) else None
    return told if isinstance(told, str) else ""


def _by_id(root: HtmlElement, name: str) -> str:
    found = root.get_element_by_id(name, None)
    return "" if found is None else " ".join(found.text_content().split())[:_LONGEST]


def _epoch(page: str) -> str:
    match = _EPOCH.search(page)
    return "" if match is None else datetime.datetime.fromtimestamp(int(match[1]), _CHINA).date().isoformat()


def _canonical(root: HtmlElement) -> str:
    return next((e.get("href") or "" for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"), "")


def _is_address(address: str) -> bool:
    usable = address.startswith(("http://", "https://")) and not set('<>"{}|\\^` ') & set(address)
    return usable and address.isprintable()


def matching(titles: Sequence[str], texts: Iterable[str]) -> str:
    """The first of the titles, or of their parts, that is one of the texts; "" where none is."""
    known = {"".join(text.split()): text for text in texts}
    for title in titles:
        for part in title_parts(title):
            if len(part) > 3 and (found := known.get("".join(part.split()))):
                return found
    return ""
