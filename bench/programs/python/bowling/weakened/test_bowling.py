import unittest

from bowling import score


class BowlingTest(unittest.TestCase):
    def test_open_frames(self):
        self.assertEqual(score([3, 4] * 10), 70)

    def test_spares(self):
        self.assertEqual(score([5] * 21), 150)

    def test_a_perfect_game(self):
        self.assertEqual(score([10] * 12), 200)


if __name__ == '__main__':
    unittest.main()
