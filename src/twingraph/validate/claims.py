"""From tables to ranked claims, with everything that is wrong on the way.

Building, validating and adding all call this, so that all of them find the same mistakes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twingraph.claims.knowledge import gather_claims
from twingraph.validate.tables import check_tables

if TYPE_CHECKING:
    from twingraph.claims.knowledge import Knowledge
    from twingraph.core.findings import Finding
    from twingraph.tables.rows import Tables


def check_claims(tables: Tables) -> tuple[Knowledge | None, list[Finding]]:
    """Check reconciled tables, and gather their claims.

    Returns:
        The claims, None if the tables have an error; and all findings.
    """
    findings = check_tables(tables)
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    knowledge, more = gather_claims(tables)
    return knowledge, findings + more
