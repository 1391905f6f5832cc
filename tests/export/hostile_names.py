"""Texts that are made to break a format: formulas, quotes, escapes, markup, separators, control characters."""

from __future__ import annotations

HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "-2+3|cmd",
    '"quoted", "twice"',
    "it's",
    "\\u0027}) DETACH DELETE (n) //",
    "C:\\users\\u",
    "]]>&amp;<script>alert(1)</script>",
    "a;b|c\td",
    "# heading [link](javascript:x) `code` *bold*",
    "1. list",
    "- list",
    "line\nbreak\r\nanother",
    "\x01control\x1f",
    "{agents} {0} %s $1",
    "日本\u2028語 \U0001f600",
)
