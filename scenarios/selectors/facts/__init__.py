"""The content of the pages of facts, sources and the article, as frozen values."""

from scenarios.selectors.facts.article import ArticlePage, RetoldArticle, article_page, retold_article
from scenarios.selectors.facts.index import FactIndex, fact_index
from scenarios.selectors.facts.page import FactPage, fact_page
from scenarios.selectors.facts.source import SourcePage, source_page

__all__ = [
    "ArticlePage",
    "FactIndex",
    "FactPage",
    "RetoldArticle",
    "SourcePage",
    "article_page",
    "fact_index",
    "fact_page",
    "retold_article",
    "source_page",
]
