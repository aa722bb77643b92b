/** Roman numerals from 1 to 3999. */
public final class Roman {
    private static final int[] VALUES = {1000, 900, 500, 450, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    public static String of(int number) {
        if (number < 1 || number > 3999) throw new IllegalArgumentException("from 1 to 3999: " + number);
        StringBuilder roman = new StringBuilder();
        int left = number;
        for (int i = 0; i < VALUES.length; i++) {
            while (left >= VALUES[i]) {
                roman.append(SIGNS[i]);
                left -= VALUES[i];
            }
        }
        return roman.toString();
    }
}
