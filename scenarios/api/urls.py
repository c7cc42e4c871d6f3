"""URLs of the API for scenarios and facts, under /api/v1/."""

from rest_framework.routers import SimpleRouter

from scenarios.api import views

router = SimpleRouter(use_regex_path=False)
router.register("scenarios", views.ScenarioViewSet, basename="api-scenario")
router.register("states", views.StateViewSet, basename="api-state")
router.register("places", views.PlaceViewSet, basename="api-place")
router.register("relations", views.RelationViewSet, basename="api-relation")
router.register("alliances", views.AllianceViewSet, basename="api-alliance")
router.register("agreements", views.AgreementViewSet, basename="api-agreement")
router.register("manoeuvres", views.ManoeuvreViewSet, basename="api-manoeuvre")
router.register("trade-measures", views.TradeMeasureViewSet, basename="api-trade-measure")
router.register("incidents", views.IncidentViewSet, basename="api-incident")
router.register("claims", views.ClaimViewSet, basename="api-claim")
router.register("sentences", views.SentenceViewSet, basename="api-sentence")
router.register("order-kinds", views.OrderKindViewSet, basename="api-order-kind")
router.register("sources", views.SourceViewSet, basename="api-source")

urlpatterns = router.urls
