"""Exports: what a reader takes away, as text or bytes."""

from adverse.exports.citations import dashboard_citation, source_citation
from adverse.exports.package import package_zip
from adverse.exports.tables import csv_text

__all__ = ["csv_text", "dashboard_citation", "package_zip", "source_citation"]
