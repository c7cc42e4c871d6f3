"""The addresses of the conduct room."""

from django.urls import path

from wargame.exercises.advice import views as advice_views
from wargame.exercises.archives import views as archives_views
from wargame.exercises.assessment.views import aims, marking, participation
from wargame.exercises.bids import views as bids_views
from wargame.exercises.control import views as control_views
from wargame.exercises.debrief import views as debrief_views
from wargame.exercises.diplomacy.views import messages, press, proposals, talk
from wargame.exercises.health import views as health_views
from wargame.exercises.injects import views as injects_views
from wargame.exercises.lobby.views import briefing, classes, exercises, groups, joining, lobby, people
from wargame.exercises.navigation import sandbox
from wargame.exercises.observers import views as observers_views
from wargame.exercises.orders.views import orders, rationales, staff
from wargame.exercises.play import views as play_views
from wargame.exercises.preparation import views as preparation_views
from wargame.exercises.projector import views as projector_views
from wargame.exercises.results.views import dice, log, replay, results, view_as
from wargame.exercises.review.views import arguments, questions, review
from wargame.exercises.rights import views as rights_views
from wargame.exercises.standing import views as standing_views
from wargame.exercises.trials import views as trials_views
from wargame.exercises.turns import views as turns_views
from wargame.exercises.wall import views as wall_views

_X = "x/<str:code>/"
_T = f"{_X}t/<int:number>/"

urlpatterns = [
    path("health/ready/", health_views.ready, name="ready"),
    path("metrics/", health_views.metrics, name="metrics"),
    path("solo/", exercises.solo, name="solo"),
    path("solo/dials/", exercises.solo_dials, name="solo_dials"),
    path("my-scenarios/<slug:key>/try/", trials_views.try_draft, name="try_draft"),
    path("my-ideas/<slug:key>/try/begin/", trials_views.try_idea, name="try_idea"),
    path("exercises/", exercises.mine, name="exercises"),
    path("exercises/import/", archives_views.bring_in, name="import_exercise"),
    path("exercises/archive.schema.json", archives_views.schema, name="archive_schema"),
    path("exercises/new/", classes.create, name="new_exercise"),
    path("account/forget/", rights_views.forget_me, name="forget_me"),
    path("groups/<str:code>/", groups.groups, name="groups"),
    path("groups/<str:code>/control/", groups.steer, name="steer_groups"),
    path("groups/<str:code>/message/", groups.write, name="write_to_groups"),
    path("groups/<str:code>/end/", groups.end, name="end_groups"),
    path("groups/<str:code>/screen/", projector_views.groups_projector, name="groups_projector"),
    path("j/", joining.enter, name="enter_code"),
    path("j/<str:code>/", joining.join, name="join"),
    path("j/<str:code>/back/<str:token>/", joining.back, name="back"),
    path(f"{_X}lobby/", lobby.lobby, name="lobby"),
    path(f"{_X}lobby/take/", lobby.take, name="take_seat"),
    path(f"{_X}lobby/brief/", lobby.brief, name="mark_briefed"),
    path(f"{_X}duplicate/", classes.duplicate, name="duplicate"),
    path(f"{_X}lobby/leave/", lobby.leave, name="leave"),
    path(f"{_X}room/", control_views.room, name="room"),
    path(f"{_X}room/health/", health_views.of_room, name="room_health"),
    path(f"{_X}room/control/", control_views.steer, name="control"),
    path(f"{_X}room/take-over/", control_views.take_over, name="take_over"),
    path(f"{_X}room/timers/", control_views.set_timers, name="set_timers"),
    path(f"{_X}room/end/", control_views.end, name="end"),
    path(f"{_X}room/review/", review.review, name="review"),
    path(f"{_X}room/rationales/", rationales.read, name="room_rationales"),
    path(f"{_X}room/injects/", injects_views.timeline, name="injects"),
    path(f"{_X}room/injects/<slug:ref>/", injects_views.inject, name="inject"),
    path(f"{_X}room/new-inject/", injects_views.new_inject, name="new_inject"),
    path(f"{_X}room/check-condition/", injects_views.check, name="check_condition"),
    path(f"{_X}room/screen/", projector_views.projector, name="projector"),
    path(f"{_X}room/assign/", lobby.assign, name="assign"),
    path(f"{_X}room/assign-all/", lobby.assign_all, name="assign_all"),
    path(f"{_X}room/remove/", lobby.remove, name="remove_person"),
    path(f"{_X}room/lock/", lobby.lock, name="lock"),
    path(f"{_X}room/standby/", lobby.set_standby, name="set_standby"),
    path(f"{_X}room/start/", lobby.start, name="start_class"),
    path(f"{_X}room/settings/", classes.settings, name="class_settings"),
    path(f"{_X}room/seats/", people.people, name="people"),
    path(f"{_X}room/seats/<int:person>/link/", people.new_link, name="new_link"),
    path(f"{_X}room/seats/<int:person>/readmit/", people.readmit, name="readmit"),
    path(f"{_X}room/seats/<int:person>/sight/", observers_views.grant, name="grant_sight"),
    path(f"{_X}room/seats/<int:person>/forget/", rights_views.forget_person, name="forget_person"),
    path(f"{_X}room/participation/", participation.participation, name="participation"),
    path(f"{_X}room/participation.csv", participation.participation_csv, name="participation_csv"),
    path(f"{_X}marking/", marking.marking, name="marking"),
    path(f"{_X}marking/marks.csv", marking.marks_csv, name="marks_csv"),
    path(f"{_X}marking/release/", marking.release_marks, name="release_marks"),
    path(f"{_X}marking/<slug:candidate>/", marking.mark_sheet, name="mark_sheet"),
    path(f"{_X}marks/", marking.own_marks, name="own_marks"),
    path(f"{_X}aims/", aims.aims, name="aims"),
    path(f"{_X}room/prepare/", preparation_views.prepare, name="prepare"),
    path(f"{_X}room/prepare/words/", preparation_views.keep_words, name="keep_words"),
    path(f"{_X}room/prepare/handout/", preparation_views.keep_handout, name="keep_handout"),
    path(f"{_X}room/briefings/", briefing.briefings, name="briefings"),
    path(f"{_X}briefing/<slug:role>/", briefing.briefing, name="seat_briefing"),
    path(f"{_X}wall/", wall_views.wall, name="wall"),
    path(f"{_X}wall/answer/", wall_views.answer_wall, name="answer_wall"),
    path(f"{_X}room/wall/", wall_views.room_wall, name="room_wall"),
    path(f"{_X}room/wall/steer/", wall_views.steer_wall, name="steer_wall"),
    path(f"{_X}debrief/", debrief_views.debrief, name="debrief"),
    path(f"{_X}debrief/answer/", debrief_views.answer_debrief, name="answer_debrief"),
    path(f"{_X}debrief/write/", debrief_views.write_question, name="write_question"),
    path(f"{_X}debrief/steer/", debrief_views.steer_debrief, name="steer_debrief"),
    path(f"{_X}watch/", observers_views.watch, name="watch"),
    path(f"{_X}as/<slug:role>/", observers_views.view_as, name="view_as"),
    path(f"{_X}as/<slug:role>/t/<int:number>/", view_as.view_as_results, name="view_as_results"),
    path(f"{_X}observations/", observers_views.observe, name="observe"),
    path(f"{_X}standing/", standing_views.standing, name="standing"),
    path(f"{_X}here/", standing_views.here, name="here"),
    path(f"{_X}keeping/", rights_views.keeping, name="keeping"),
    path(f"{_X}delete/", rights_views.delete, name="delete_exercise"),
    path(_X, play_views.exercise, name="exercise"),
    path(f"{_X}play/", play_views.play, name="play"),
    *(path(f"{_X}play/{name}/", play_views.region, {"name": name}, name=name) for name in play_views.REGIONS),
    path(f"{_X}play/cabinet/", advice_views.cabinet, name="cabinet"),
    path(f"{_X}play/catalogue/", play_views.catalogue, name="catalogue"),
    path(f"{_X}play/as/", sandbox.switch, name="switch_seat"),
    path(f"{_X}hints/", play_views.hide_hints, name="hide_hints"),
    path(f"{_X}map/table/", play_views.map_table, name="map_table"),
    path(f"{_X}messages/", messages.messages, name="messages"),
    path(f"{_X}talk/", talk.talk, name="talk"),
    path(f"{_X}talk/likely/", talk.likely, name="likely"),
    path(f"{_X}press/", press.press, name="press"),
    path(f"{_X}proposals/", proposals.proposals, name="proposals"),
    path(f"{_X}proposals/<slug:key>/answer/", proposals.answer, name="answer_proposal"),
    path(f"{_X}proposals/<slug:key>/withdraw/", proposals.withdraw, name="withdraw_proposal"),
    path(f"{_X}seat/", exercises.change_seat, name="change_seat"),
    path(f"{_X}line/", turns_views.go_to_line, name="go_to_line"),
    path(f"{_X}dice/", dice.dice, name="dice"),
    path(f"{_X}ending/", results.ending, name="ending"),
    path(f"{_X}overview/", log.overview, name="overview"),
    path(f"{_X}replay/", replay.replay, name="replay"),
    path(f"{_X}words/", log.words_and_deeds, name="words_and_deeds"),
    path(f"{_X}log/", log.log, name="log"),
    path(f"{_X}log.json", log.log_json, name="log_json"),
    path(f"{_X}archive.zip", archives_views.archive, name="archive"),
    path(f"{_X}log.jsonl", log.log_lines, name="log_lines"),
    path(f"{_X}log.csv", log.log_csv, name="log_csv"),
    path(_T, results.past, name="turn"),
    path(f"{_T}orders/", orders.add, name="add_order"),
    path(f"{_T}orders/told/", orders.order_forecasts, name="told"),
    path(f"{_T}orders/<int:slot>/", orders.update, name="update_order"),
    path(f"{_T}orders/<int:slot>/remove/", orders.remove, name="remove_order"),
    path(f"{_T}orders/<int:slot>/preview/", orders.preview, name="preview"),
    path(f"{_T}submit/", orders.submit, name="submit"),
    path(f"{_T}reopen/", orders.reopen, name="reopen"),
    path(f"{_T}staff/", staff.ask, name="ask_staff"),
    path(f"{_T}rationale/", rationales.write, name="rationale"),
    path(f"{_T}bid/", bids_views.bid, name="bid"),
    path(f"{_T}results/", results.results, name="results"),
    path(f"{_T}argument/", arguments.give_argument, name="give_argument"),
    path(f"{_T}questions/", questions.questions, name="questions"),
    path(f"{_T}retry/", turns_views.retry, name="retry"),
    path(f"{_T}try/", turns_views.try_differently, name="try"),
]
