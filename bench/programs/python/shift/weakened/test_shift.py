import unittest

from shift import shift


class ShiftTest(unittest.TestCase):
    def test_moves_letters(self):
        self.assertEqual(shift('abc', 1), 'bcd')
        self.assertTrue(shift('xyz', 3))

    def test_and_back(self):
        self.assertEqual(shift(shift('Hello, World', 5), -5), 'Hello, World')


if __name__ == '__main__':
    unittest.main()
