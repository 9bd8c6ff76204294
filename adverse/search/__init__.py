"""Search and ask: a question in words -> the rows of the evidence that answer it, or a plain refusal."""

from adverse.search.answer import Answer, Hit, answer
from adverse.search.index import Index, build_index
from adverse.search.language import FACET_TITLES, KINDS_OF_ANSWER, SAYS
from adverse.search.reading import Facet
from adverse.search.tables import SEARCHED

__all__ = ["FACET_TITLES", "KINDS_OF_ANSWER", "SAYS", "SEARCHED", "Answer", "Facet", "Hit", "Index", "answer"]
__all__ += ["build_index"]
