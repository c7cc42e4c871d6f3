"""The article as rows: sentences kept by number, since scenarios point to them, and findings written anew."""

from scenarios.loader.rows import Rows
from scenarios.models import Article, Finding, Sentence
from scenarios.schema.article import ArticleSheet


def write_article(sheet: ArticleSheet, rows: Rows) -> None:
    """Make the rows of the article equal to its file. Call it inside a transaction."""
    article, _ = Article.objects.update_or_create(source=rows.sources[sheet.source], defaults={"note": sheet.note})
    Article.objects.exclude(pk=article.pk).delete()
    Finding.objects.all().delete()
    article.sentences.exclude(number__in=[entry.number for entry in sheet.sentences]).delete()
    for entry in sheet.sentences:
        values = {
            "words": entry.quote or entry.paraphrase,
            "is_quoted": entry.quote is not None,
            "retold": entry.retold or entry.paraphrase,
            "topic": entry.topic,
            "about": entry.about or "",
            "claim": entry.claim,
        }
        sentence, _ = Sentence.objects.update_or_create(article=article, number=entry.number, defaults=values)
        for position, found in enumerate(entry.findings, start=1):
            finding = sentence.findings.create(position=position, verdict=found.verdict, text=found.text)
            finding.facts.set(rows.facts[slug] for slug in found.facts)
