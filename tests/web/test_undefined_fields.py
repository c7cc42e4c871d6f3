"""In tests a template of Parley's that writes a field which nobody gave it is an error."""

import pytest
from django.template import engines
from django.template.loader import get_template

from tests.undefined_fields import UndefinedField


@pytest.mark.parametrize(
    "source", ["{{ board.turns }}", "{% with turn=board.turns %}{% endwith %}", "{{ nothing|default:3 }}"]
)
def test_a_field_that_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedField, match=r"no field (board\.turns|nothing) here"):
        engines["django"].from_string(source).render({"board": object()})


@pytest.mark.parametrize(
    "source", ["{% if nothing %}yes{% endif %}", "{% firstof nothing '' %}", "{% for one in nothing %}{% endfor %}"]
)
def test_a_field_may_be_asked_for(source: str) -> None:
    assert engines["django"].from_string(source).render() == ""


def test_templates_of_other_packages_write_what_they_like() -> None:
    assert get_template("web/map_zoom.html").backend.name == "django"
    assert get_template("admin/base.html").backend.name == "apps"
