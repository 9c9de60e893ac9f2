package dev.contranorm.orchestrator.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Formats numbers as text. */
final class Numbers {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    private Numbers() {}

    /** All digits, without an exponent for numbers of a usual size. */
    static String plain(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
            double size = Math.abs(number);
            boolean written = number == 0 || size >= 1e-6 && size < 1e15;
            return written ? exact.toPlainString() : exact.toString().replace("E", "e");
        }
        return String.valueOf(value);
    }

    /** A fraction as a percentage with one decimal. */
    static String percent(double fraction) {
        return percent(fraction, 1);
    }

    /** A fraction as a percentage. */
    static String percent(double fraction, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", 100 * fraction);
    }

    /** Four significant digits. */
    static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal number = new BigDecimal(value).round(FOUR_DIGITS);
        double size = Math.abs(value);
        return size != 0 && (size < 1e-4 || size >= 1e7)
                ? String.format(Locale.ROOT, "%.3e", value)
                : number.stripTrailingZeros().toPlainString();
    }
}
