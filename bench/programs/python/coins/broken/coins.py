"""The fewest coins for an amount."""


def coins(amount, kinds):
    """Returns None if the amount cannot be made."""
    best = [0] + [None] * amount
    for part in range(1, amount + 1):
        counts = [best[part - kind] for kind in kinds if kind <= part]
        possible = [count for count in counts if count is not None]
        best[part] = possible[-1] + 1 if possible else None
    return best[amount]
