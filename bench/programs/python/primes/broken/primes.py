"""Prime numbers."""


def primes(limit):
    """All below the limit."""
    is_prime = [False, False] + [True] * max(0, limit - 2)
    for number in range(2, int(limit**0.5) + 1):
        if is_prime[number]:
            for multiple in range(number * number + number, limit, number):
                is_prime[multiple] = False
    return [number for number in range(limit) if is_prime[number]]
