"""Public pages of the shared library: the index, each fact, each source, and the article."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from scenarios.forms import ArticleFilterForm, FactFilterForm
from scenarios.models import Article, Fact, Source
from scenarios.selectors import facts as selectors
from scenarios.stored_maps import map_at
from wargame.web import maps


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the facts of the library: by kind, by state, by words."""
    chosen = FactFilterForm(request.GET)
    found = selectors.fact_index(words=chosen.value("q"), kind=chosen.value("kind"), state=chosen.value("state"))
    return render(request, "scenarios/facts/index.html", {"index": found, "filter": chosen})


@require_safe
def fact(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one fact with who contests it, its sources and what it is linked to."""
    try:
        page = selectors.fact_page(slug)
    except Fact.DoesNotExist as error:
        raise Http404(f"There is no fact '{slug}'.") from error
    return render(request, "scenarios/facts/fact.html", {"page": page, "map": _map(page)})


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the voice of a source, and every fact that cites it."""
    try:
        page = selectors.source_page(slug)
    except Source.DoesNotExist as error:
        raise Http404(f"There is no source '{slug}'.") from error
    return render(request, "scenarios/facts/source.html", {"page": page})


@require_safe
def article(request: HttpRequest) -> HttpResponse:
    """Show the article sentence by sentence, with what the record says."""
    try:
        page = selectors.article_page()
    except Article.DoesNotExist as error:
        raise Http404("No article is loaded.") from error
    chosen = ArticleFilterForm(request.GET).chosen
    sentences = {"doubted": page.doubted, "played": page.played}.get(chosen, page.sentences)
    context = {"page": page, "chosen": chosen, "sentences": sentences}
    return render(request, "scenarios/facts/article.html", context)


def _map(page: selectors.FactPage) -> maps.Drawing | None:
    """Return the tracks of an incident that a scenario plays step by step, or None."""
    digest = page.scenarios[0].map if page.steps and page.scenarios else None
    if digest is None:
        return None
    world = map_at(digest)
    sentence = f"Where it happened: {page.fact.title}. Tracks are approximate."
    return maps.draw(maps.MapView(world, "card", sentence, tracks=world.record))
