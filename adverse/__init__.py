"""Evidence, statistics, charts and pages about the adverse events of one drug; the drug itself is data."""
