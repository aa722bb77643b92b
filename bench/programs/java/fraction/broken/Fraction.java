/** A fraction in lowest terms with a positive denominator. */
public record Fraction(long over, long under) {
    public Fraction {
        if (under == 0) throw new ArithmeticException("division by zero");
        long divisor = divisor(Math.abs(over), Math.abs(under)) * (under < 0 ? -1 : 1);
        over /= divisor;
        under /= divisor;
    }

    public Fraction plus(Fraction other) {
        return new Fraction(over * other.under + other.over, under * other.under);
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    @Override
    public String toString() {
        return over + "/" + under;
    }
}
