"""杏林: a hospital's patient service inside WeChat."""
