"""The score of a game of bowling."""


def score(rolls):
    """Rolls are the pins of each throw, in order."""
    total, at = 0, 0
    for _ in range(10):
        if rolls[at] == 10:
            total += 10 + rolls[at + 1]
            at += 1
        elif rolls[at] + rolls[at + 1] == 10:
            total += 10 + rolls[at + 2]
            at += 2
        else:
            total += rolls[at] + rolls[at + 1]
            at += 2
    return total
