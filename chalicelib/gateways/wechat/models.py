"""The one thing this gateway keeps: the access token that all Lambdas share."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.kernel.tables import Table


class SharedToken(Table):
    """WeChat's access token for one mini program. It opens nothing without our network address, and lives two hours."""

    noun = "wechat-tokens"

    appid = UnicodeAttribute(hash_key=True)
    token = UnicodeAttribute()
    expires_at = NumberAttribute()  # seconds since 1970: looked at here, since a table's own expiry is lazy
