import unittest

from average import Average


class AverageTest(unittest.TestCase):
    def test_of_few_values(self):
        average = Average(3)
        self.assertEqual(average.add(4), 4)
        self.assertEqual(average.add(6), 5)

    def test_forgets_the_oldest(self):
        average = Average(2)
        average.add(1)
        average.add(3)
        average.add(5)


if __name__ == '__main__':
    unittest.main()
