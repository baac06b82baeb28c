"""From tables to ranked claims, with all that is wrong on the way.

Whoever builds, validates or adds asks here, so that all of them find the same.
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
    """Check reconciled tables, and gather what they claim.

    Returns:
        The claims, None if the tables have an error; and everything that was found.
    """
    findings = check_tables(tables)
    if any(finding.severity == "error" for finding in findings):
        return None, findings
    knowledge, more = gather_claims(tables)
    return knowledge, findings + more
