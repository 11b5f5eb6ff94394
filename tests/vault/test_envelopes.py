"""Whoever can write into the vault or the table can break a paper, and never open it or pass one off for another."""

import pytest

from chalicelib.vault import buckets, envelope
from chalicelib.vault.models import Paper
from tests.vault import photos
from tests.vault.places import item


@pytest.fixture
def two(sealed):
    return sealed(photos.jpeg(seed=1)), sealed(photos.jpeg(seed=2))


def opened(paper):
    found = item(paper)
    return envelope.unseal(found, envelope.open_key(found), buckets.kept(found.object))


def test_each_opens_by_itself(two):
    assert opened(two[0]) != opened(two[1])


def test_two_swapped_objects_open_neither(two):
    one, other = (item(paper) for paper in two)
    first, second = buckets.kept(one.object), buckets.kept(other.object)
    buckets.keep(one.object, second)
    buckets.keep(other.object, first)
    for paper in two:
        with pytest.raises(envelope.EnvelopeBroken):
            opened(paper)


def test_the_wrapped_key_of_another_opens_nothing(two):
    one, other = (item(paper) for paper in two)
    one.update([Paper.key.set(other.key)])
    with pytest.raises(envelope.EnvelopeBroken):
        opened(two[0])


def test_key_and_object_of_another_together_open_nothing(two):
    one, other = (item(paper) for paper in two)
    one.update([Paper.key.set(other.key)])
    buckets.keep(one.object, buckets.kept(other.object))
    with pytest.raises(envelope.EnvelopeBroken):
        opened(two[0])


@pytest.mark.parametrize("change", [Paper.reference.set("another"), Paper.purpose.set("other"), Paper.paper_class.set("proof")])
def test_under_another_owner_or_class_it_does_not_open(sealed, change):
    paper = sealed()
    found = item(paper)
    content = buckets.kept(found.object)
    found.update([change])
    with pytest.raises(envelope.EnvelopeBroken):
        envelope.unseal(item(paper), envelope.open_key(item(paper)), content)


def test_the_context_is_bound_twice(sealed):
    """Even a KMS that forgot to look at the context would not help."""
    found = item(sealed())
    key, content = envelope.open_key(found), buckets.kept(found.object)
    found.reference = "another"
    with pytest.raises(envelope.EnvelopeBroken):
        envelope.unseal(found, key, content)


@pytest.mark.parametrize(
    "change",
    [
        lambda sealed: sealed[:-1],
        lambda sealed: sealed + b"\0",
        lambda sealed: sealed[:20],
        lambda sealed: b"",
        lambda sealed: sealed[:14] + sealed[15:],
        lambda sealed: b"\2" + sealed[1:],
        lambda sealed: sealed[:1] + b"\2" + sealed[2:],
        lambda sealed: sealed[:5] + bytes([sealed[5] ^ 1]) + sealed[6:],
        lambda sealed: sealed[:-9] + bytes([sealed[-9] ^ 1]) + sealed[-8:],
    ],
)
def test_a_cut_extended_or_changed_object_does_not_open(sealed, change):
    paper = sealed()
    buckets.keep(item(paper).object, change(buckets.kept(item(paper).object)))
    with pytest.raises(envelope.EnvelopeBroken):
        opened(paper)


def test_without_its_key_nothing_opens(sealed):
    paper = sealed()
    item(paper).update([Paper.key.remove()])
    with pytest.raises(envelope.EnvelopeBroken):
        opened(paper)
