"""Safety reports."""
