"""Plays what AWS does between our Lambdas: polls queues, reads streams, rings schedules, and calls the very handlers that ship.

A handler is found by the name under which it is packaged, in a process that never imports app.py. Failures are honoured only
as the packaged template says. Whatever is killed, nothing is lost: a message is deleted, and a stream's checkpoint moved,
only after the handler has answered.
"""
