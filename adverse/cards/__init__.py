"""Views: what the parameters of an address may be, and the rows that they choose; for the pages and for the data API.

One home for both, so that `/incidence?grade=ge3` and `/api/v1/incidence.csv?grade=ge3` are the same rows.
"""
