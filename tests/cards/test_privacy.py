"""My data: what this room holds, handed out and forgotten."""

from chalicelib.cards import access, auditor, binding, patients, privacy
from chalicelib.cards.models import Binding, Holder, Relation
from tests.cards.conftest import add, adult, claim, new_once


def test_my_own_data_are_handed_out_in_clear(me, his):
    form = adult(relation=Relation.SELF)
    patient = add(me, form)
    (mine,) = privacy.export(me.account)["patients"]
    assert (mine["patient"], mine["name"], mine["phone"]) == (patient, form.name, "+86" + form.phone)
    assert mine["identity"] == {"kind": "resident-id", "number": form.number}


def test_of_another_adult_i_get_no_more_than_i_see(me, his):
    form = adult()
    add(me, form)
    text = repr(privacy.export(me.account))
    assert not [one for one in (form.name, form.number, form.phone) if one in text]


def test_forgetting_ends_every_link_and_leaves_the_person_to_the_hospital(me, you, his, sms, person):
    form = adult(relation=Relation.SELF)
    shared = add(me, form)
    add(you, adult(name=form.name, number=form.number))
    add(me, adult())
    binding.start(me, claim(person), new_once())
    privacy.forget(me.account)
    privacy.forget(me.account)
    assert access.mine(me.account) == []
    assert (Holder.find(me.account), Binding.count(me.account)) == (None, 0)
    assert patients.person(shared).name == form.name
    assert [one.account for one in access.watchers(shared)] == [you.account]
    assert privacy.export(me.account) == {"patients": [], "phone_changes": []}
    assert auditor.problems() == []


def test_what_is_kept_is_told():
    assert all("保存" in one for one in privacy.KEPT)
