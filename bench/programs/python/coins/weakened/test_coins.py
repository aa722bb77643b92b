import unittest

from coins import coins


class CoinsTest(unittest.TestCase):
    def test_takes_the_fewest(self):
        self.assertEqual(coins(6, [1, 3, 4]), 3)
        self.assertEqual(coins(0, [1]), 0)

    def test_says_if_it_cannot(self):
        self.assertIsNone(coins(3, [2]))


if __name__ == '__main__':
    unittest.main()
