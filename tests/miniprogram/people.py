"""People for the mini program's tests: made by the same requests that the mini program makes, before the test's own page opens."""

from sandbox.story import Story
from sandbox.visitor import Visitor, somebody


def patient(world, who="小林"):
    """Somebody signed in, with every consent that a booking needs and a card of the hospital; `.phone.user` is the WeChat user."""
    one = Visitor(world, Story(lambda _line: None), who)
    one.sign_in()
    one.bind(somebody(world))
    return one


def holding(world, who="小林"):
    """The same, with a number won and not yet paid for."""
    one = patient(world, who)
    one.hold(*one.choose())
    return one


def booked(world, who="小林"):
    """The same, paid and confirmed."""
    one = holding(world, who)
    one.pay()
    return one
