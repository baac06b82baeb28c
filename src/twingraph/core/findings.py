"""A finding: one thing to report about the data, and its place.

Tables, quotations, shapes and check queries all report in this one form.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal

from twingraph.core.text import message, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "info"]
_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    Attributes:
        severity: "error" where something must be mended, "warning" where it should be looked at.
        rule: Short name of the rule, such as "unknown-source" or the name of a shape.
        message: What is wrong and what to try.
        file: File or table; empty if the finding is about no single file.
        row: Row of a table as a spreadsheet counts it (the header is 1), or line of a text; 0 if
            the finding is about the whole file.
        column: Name of the column; empty if the finding is about the whole row.
        focus: IRI of the thing that the finding is about; empty if there is none.
        component: Local name of the SHACL constraint component; empty unless a shape found it.
            Two findings that differ in nothing else are one.
    """

    severity: Severity
    rule: str
    message: str
    file: str = ""
    row: int = 0
    column: str = ""
    focus: str = ""
    component: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Write names in the message for the characters that nobody sees."""
        object.__setattr__(self, "message", message(self.message))

    @property
    def place(self) -> str:
        """The place, as ``file:row [column]``, or the thing where no file is known."""
        where = f"{self.file}:{self.row}" if self.row else self.file or self.focus
        return visible(f"{where} [{self.column}]" if self.column else where)

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings: errors first, then by file and row."""
    return sorted(
        set(findings),
        key=lambda f: (_ORDER[f.severity], f.file, f.row, f.column, f.rule, f.focus, f.message),
    )


def excerpt(findings: Iterable[Finding], each: int = 20) -> tuple[list[Finding], list[str]]:
    """Choose what a person can read of many findings: the first of each kind.

    Args:
        findings: Findings in the order in which they are to be shown.
        each: How many of one severity and rule are shown.

    Returns:
        The findings to show, and one line for each kind of which more were found.
    """
    met = Counter[tuple[Severity, str]]()
    shown = []
    for finding in findings:
        met[finding.severity, finding.rule] += 1
        if met[finding.severity, finding.rule] <= each:
            shown.append(finding)
    return shown, [
        f"and {count - each:,} more of the rule {rule} ({count:,} findings in total)"
        for (_, rule), count in met.items()
        if count > each
    ]


def to_json(findings: Iterable[Finding]) -> str:
    """Write findings as a JSON array of objects, one finding per line."""
    lines = [json.dumps(_shown(finding), ensure_ascii=False) for finding in findings]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def _shown(finding: Finding) -> dict[str, str | int]:
    """Return the fields of a finding but the component, which only a SHACL report names."""
    fields = asdict(finding) | {"file": visible(finding.file)}
    del fields["component"]
    return fields
