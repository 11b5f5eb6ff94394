"""Whatever the text: what our rules let through, WeChat's rules take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.gateways.wechat import fields
from sandbox.wechat.values import taken

SURE = ["thing1", "character_string1", "name1", "phrase1", "car_number1"]  # kinds that carry any text
STRICT = ["number1", "letter1", "time1", "date1", "amount1", "phone_number1"]  # kinds that refuse some


@pytest.mark.parametrize("key", SURE)
@given(text=st.text(max_size=60))
def test_any_text_is_made_to_fit(key, text):
    [fitted] = fields.fit({key: text}).values()
    assert taken(key, fitted["value"]), repr(fitted)


@pytest.mark.parametrize("key", STRICT)
@given(text=st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789:-~年月日元¥."), max_size=30))
def test_a_strict_field_is_fit_or_refused(key, text):
    try:
        [fitted] = fields.fit({key: text}).values()
    except fields.FieldUnfit:
        return
    assert taken(key, fitted["value"]), repr(fitted)
