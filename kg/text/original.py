"""What a file format tells of a report before its text is read: its lines with their kinds, and what stands around."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What the format says a line is; PARAGRAPH where it says nothing more, and reading decides as in a plain text."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    r"""One line of the report as its format gives it.

    Attributes:
        text: the words that a reader sees, without line breaks; a computed list number or bullet stands before them.
            The cells of a ROW are parted by `\t`; a cell that a merged one covers is empty.
        level: of a HEADING 1 for the highest; of an ITEM 1 for the outermost list.
        label: of a ROW, `header` in the head of its table and `caption` for a line over it, where the format says so;
            of a PARAGRAPH of a page, `about` where it stands between headline and text and tells about the report;
            None else.
        place: where it stands in the original, as the value of a fragment (`page=3`, `paragraph=12`, `line=7,8`);
            "" where the format has no places.
    """

    text: str
    kind: LineKind = LineKind.PARAGRAPH
    level: int = 0
    label: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """A report as its format gives it.

    Attributes:
        lines: all that belongs to the report, in reading order, without menus and the like.
        format: the name of the format: the usual extension without dot.
        title: the headline that the format states; "" where none.
        date: when it was published, ISO; "" where the format does not say.
        publisher: the newspaper, office or site.
        address: the IRI where it was published.
        notes: what was left out or mended, in words, for `kg explain`.
        encoding: the encoding in which the file's text was found to be; "" where the format fixes it.
        standard: IRI of what defines the form of `Line.place`; "" where nothing does.
    """

    lines: tuple[Line, ...]
    format: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    encoding: str = ""
    standard: str = ""
