import unittest

from weekday import is_leap, weekday


class WeekdayTest(unittest.TestCase):
    def test_leap_years(self):
        self.assertTrue(is_leap(2000))
        self.assertFalse(is_leap(1900))

    def test_days(self):
        self.assertEqual(weekday(1969, 7, 20), 'Sunday')
        self.assertEqual(weekday(2024, 3, 1), 'Friday')


if __name__ == '__main__':
    unittest.main()
