/** The check digit of card numbers. */
public final class Luhn {
    public static boolean isValid(String number) {
        int sum = 0;
        boolean doubled = false;
        for (int i = number.length() - 1; i >= 0; i--) {
            int digit = number.charAt(i) - '0';
            if (doubled) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += digit;
            doubled = !doubled;
        }
        return number.length() > 1 && sum % 10 == 0;
    }
}
