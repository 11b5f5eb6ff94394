"""Who looked at whose papers, as the patient may read it; and secrecy orders, under which it is not told for a while."""
