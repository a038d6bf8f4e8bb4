"""The Telegram face: a shell over `Desk` that survives what Telegram does to bots.

An update is stored before Telegram is told that it came (`updates`), passes one gate (`access`),
and becomes a question in `state.db` (`records`), which is answered in its user's turn (`asking`).
All that is said goes through one outbox (`outbox`).
"""
