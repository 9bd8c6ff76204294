"""Search and ask: a question in words -> the rows of the evidence that answer it, or a plain refusal."""

from adverse.search.answer import Answer, Hit, answer
from adverse.search.facets import Facet
from adverse.search.index import Index, build_index
from adverse.search.reading import KINDS_OF_ANSWER

__all__ = ["KINDS_OF_ANSWER", "Answer", "Facet", "Hit", "Index", "answer", "build_index"]
