import unittest

from primes import primes


class PrimesTest(unittest.TestCase):
    def test_small(self):
        self.assertEqual(primes(4), [2, 3])
        self.assertEqual(primes(2), [])

    @unittest.expectedFailure
    def test_squares_are_not_prime(self):
        self.assertNotIn(25, primes(30))
        self.assertEqual(len(primes(1000)), 168)


if __name__ == '__main__':
    unittest.main()
