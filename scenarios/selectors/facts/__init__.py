"""What the pages of facts, sources and the article show, as frozen values."""

from scenarios.selectors.facts.article import ArticlePage, article_page
from scenarios.selectors.facts.index import FactIndex, fact_index
from scenarios.selectors.facts.page import FactPage, fact_page
from scenarios.selectors.facts.source import SourcePage, source_page

__all__ = [
    "ArticlePage",
    "FactIndex",
    "FactPage",
    "SourcePage",
    "article_page",
    "fact_index",
    "fact_page",
    "source_page",
]
