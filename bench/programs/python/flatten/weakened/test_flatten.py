import unittest

from flatten import flatten


class FlattenTest(unittest.TestCase):
    def test_nested(self):
        self.assertEqual(flatten([1, [2, [3, (4,)]], []]), [1, 2, [3, (4,)]])

    def test_words_stay_whole(self):
        self.assertEqual(flatten(['ab', ['cd']]), ['ab', 'cd'])


if __name__ == '__main__':
    unittest.main()
