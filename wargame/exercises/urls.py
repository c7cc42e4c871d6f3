"""The addresses of the conduct room."""

from django.urls import path

from wargame.exercises.views import history, orders, pages, results, starts

_X = "x/<str:code>/"
_T = f"{_X}t/<int:number>/"

urlpatterns = [
    path("solo/", starts.solo, name="solo"),
    path("exercises/", starts.mine, name="exercises"),
    path(_X, pages.exercise, name="exercise"),
    path(f"{_X}play/", pages.play, name="play"),
    *(path(f"{_X}play/{name}/", pages.region, {"name": name}, name=name) for name in pages.REGIONS),
    path(f"{_X}play/catalogue/", pages.catalogue, name="catalogue"),
    path(f"{_X}hints/", pages.hide_hints, name="hide_hints"),
    path(f"{_X}map/table/", pages.map_table, name="map_table"),
    path(f"{_X}seat/", starts.change_seat, name="change_seat"),
    path(f"{_X}line/", starts.go_to_line, name="go_to_line"),
    path(f"{_X}ending/", results.ending, name="ending"),
    path(f"{_X}log/", history.log, name="log"),
    path(f"{_X}log.json", history.log_json, name="log_json"),
    path(f"{_X}log.csv", history.log_csv, name="log_csv"),
    path(_T, results.past, name="turn"),
    path(f"{_T}orders/", orders.add, name="add_order"),
    path(f"{_T}orders/<int:slot>/", orders.update, name="update_order"),
    path(f"{_T}orders/<int:slot>/remove/", orders.remove, name="remove_order"),
    path(f"{_T}orders/<int:slot>/preview/", orders.preview, name="preview"),
    path(f"{_T}submit/", orders.submit, name="submit"),
    path(f"{_T}results/", results.results, name="results"),
    path(f"{_T}retry/", results.retry, name="retry"),
    path(f"{_T}try/", starts.try_differently, name="try"),
]
