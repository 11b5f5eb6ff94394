"""The hospital's staff: who they are, what their roles allow, how they sign in, what the audit log says of them.

Staff are the hospital's own people, not its patients: what this room holds is kept by duty (the audit log names who did what),
so it has no `export` and no `forget`; who leaves is signed out, loses every role and stays as a name beside old acts.
"""
