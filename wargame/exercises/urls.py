"""The addresses of the conduct room."""

from django.urls import path

from wargame.exercises.views import classes, history, joining, lobby, messages, orders, pages, results, room, starts

_X = "x/<str:code>/"
_T = f"{_X}t/<int:number>/"

urlpatterns = [
    path("solo/", starts.solo, name="solo"),
    path("exercises/", starts.mine, name="exercises"),
    path("exercises/new/", classes.create, name="new_exercise"),
    path("j/", joining.enter, name="enter_code"),
    path("j/<str:code>/", joining.join, name="join"),
    path("j/<str:code>/back/<str:token>/", joining.back, name="back"),
    path(f"{_X}lobby/", lobby.lobby, name="lobby"),
    path(f"{_X}lobby/take/", lobby.take, name="take_seat"),
    path(f"{_X}lobby/brief/", lobby.brief, name="mark_briefed"),
    path(f"{_X}lobby/leave/", lobby.leave, name="leave"),
    path(f"{_X}room/", room.room, name="room"),
    path(f"{_X}room/control/", room.steer, name="control"),
    path(f"{_X}room/take-over/", room.take_over, name="take_over"),
    path(f"{_X}room/end/", room.end, name="end"),
    path(f"{_X}room/screen/", lobby.screen, name="screen"),
    path(f"{_X}room/assign/", lobby.assign, name="assign"),
    path(f"{_X}room/assign-all/", lobby.assign_all, name="assign_all"),
    path(f"{_X}room/remove/", lobby.remove, name="remove_person"),
    path(f"{_X}room/lock/", lobby.lock, name="lock"),
    path(f"{_X}room/start/", lobby.start, name="start_class"),
    path(_X, pages.exercise, name="exercise"),
    path(f"{_X}play/", pages.play, name="play"),
    *(path(f"{_X}play/{name}/", pages.region, {"name": name}, name=name) for name in pages.REGIONS),
    path(f"{_X}play/catalogue/", pages.catalogue, name="catalogue"),
    path(f"{_X}hints/", pages.hide_hints, name="hide_hints"),
    path(f"{_X}map/table/", pages.map_table, name="map_table"),
    path(f"{_X}messages/", messages.messages, name="messages"),
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
    path(f"{_T}reopen/", orders.reopen, name="reopen"),
    path(f"{_T}results/", results.results, name="results"),
    path(f"{_T}retry/", results.retry, name="retry"),
    path(f"{_T}try/", starts.try_differently, name="try"),
]
