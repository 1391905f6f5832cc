"""What is answered where a request cannot be met, as values; the server makes responses of them (RFC 9457)."""

from __future__ import annotations

from typing import Any


class Problem(Exception):  # noqa: N818 - the name of RFC 9457
    """A request that is not met.

    Args:
        status: the HTTP status.
        detail: the cause and the remedy, for people.
        limit: the limit that was reached, by its name.
        more: further members: `line` and `column` of a mistake in a query.
        headers: further headers of the response.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        limit: str | None = None,
        more: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.limit = limit
        self.more = more or {}
        self.headers = headers or {}

    def message(self) -> dict[str, Any]:
        """As the head of a message from a worker."""
        return {"status": self.status, "detail": self.detail, "limit": self.limit, "more": self.more}

    @classmethod
    def of(cls, head: dict[str, Any]) -> Problem:
        """From the head of a message."""
        return cls(head["status"], head["detail"], limit=head["limit"], more=head["more"])
