"""Moves letters along the alphabet."""


def shift(text, by):
    return ''.join(_letter(c, by) for c in text)


def _letter(c, by):
    for first in ('a', 'A'):
        place = ord(c) - ord(first)
        if 0 <= place < 26:
            return chr(ord(first) + (place + by) % 25)
    return c
