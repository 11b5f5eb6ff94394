"""SF's digest. The vectors were made with Java's own URLEncoder and MessageDigest (JDK 17), as SF's example does it."""

import pytest

from chalicelib.gateways.express import sf_wire
from sandbox.express import signature

VECTORS = [
    ('{"orderId":"c0001"}', "1790000000000", "s3cret", "5vp/vSdIEo1lMZ4+ZZEW5g=="),
    (
        '{"address":"幸福路1号 3*2~单元 (A-B_C.D)","n":"a+b&c=d/e?f#g%h!i\'j"}',
        "1790000000123",
        "k*e~y w",
        "42h0KR/WlrNHiufkNG3mkg==",
    ),
    ('{"contact":"𠮷田 é😀\\n"}', "1790000000456", "检验码", "o+KzngU3cm5aH4CUiyRb+Q=="),
]


@pytest.mark.parametrize(("message", "timestamp", "check_word", "digest"), VECTORS)
def test_we_sign_as_java_does(message, timestamp, check_word, digest):
    assert sf_wire.digest(message, timestamp, check_word) == digest


@pytest.mark.parametrize(("message", "timestamp", "check_word", "digest"), VECTORS)
def test_the_played_carrier_checks_as_java_does(message, timestamp, check_word, digest):
    assert signature.fits(digest, message, timestamp, check_word)
    assert not signature.fits(digest, message + " ", timestamp, check_word)
    assert not signature.fits(digest, message, timestamp + "0", check_word)
    assert not signature.fits(digest, message, timestamp, check_word + "x")
