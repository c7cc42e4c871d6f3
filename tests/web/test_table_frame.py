"""The frame of a table: a region of its own that scrolls, named for those who hear it."""

from django.template import Context, Template


def test_a_table_stands_in_a_region_that_keys_can_scroll() -> None:
    page = Template(
        "{% load parley %}{% table_frame name %}<tbody><tr><td>{{ text }}</td></tr></tbody>{% endtable_frame %}"
    )
    text = page.render(Context({"name": 'Lists "of" goods', "text": "<b>"}))
    assert text == (
        '<div class="table-scroll" tabindex="0" role="region" aria-label="Lists &quot;of&quot; goods">'
        '<table class="table"><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table></div>'
    )
