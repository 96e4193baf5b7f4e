"""Which coded notices belong together: those of one agency, whatever form of its name they give."""

from __future__ import annotations

from textmine.compare.groups import body_of
from textmine.gold import GoldNotice


def agency_of(notice: GoldNotice) -> str:
    """Return the body whose notice it is, or the notice's name where no agency is coded."""
    agency = notice.header.get("agency")
    return body_of(agency.value) if agency and agency.value.strip() else notice.name
