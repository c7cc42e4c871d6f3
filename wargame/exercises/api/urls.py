"""The API's addresses for exercises, under /api/v1/."""

from django.urls import path

from wargame.exercises.api import views

urlpatterns = [
    path("exercises/", views.ExercisesView.as_view(), name="api-exercises"),
    path("exercises/<str:code>/", views.ExerciseView.as_view(), name="api-exercise"),
    path("exercises/<str:code>/turns/", views.TurnsView.as_view(), name="api-turns"),
    path("exercises/<str:code>/turns/<int:number>/board/", views.BoardView.as_view(), name="api-board"),
    path("exercises/<str:code>/turns/<int:number>/ledger/", views.LedgerView.as_view(), name="api-ledger"),
    path("exercises/<str:code>/turns/<int:number>/options/", views.OptionsView.as_view(), name="api-options"),
    path("exercises/<str:code>/turns/<int:number>/orders/", views.OrdersView.as_view(), name="api-orders"),
]
