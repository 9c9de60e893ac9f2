package dev.contranorm.orchestrator.definition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them ({@code 2h}, {@code 1h30m}, {@code 1.5 hours}) or as ISO 8601 ({@code PT2H}). */
final class HumanDuration {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)\\s*([a-z]+)\\s*");
    private static final Map<String, Long> MILLIS = Map.ofEntries(
            Map.entry("ms", 1L),
            Map.entry("s", 1000L),
            Map.entry("sec", 1000L),
            Map.entry("second", 1000L),
            Map.entry("m", 60_000L),
            Map.entry("min", 60_000L),
            Map.entry("minute", 60_000L),
            Map.entry("h", 3_600_000L),
            Map.entry("hour", 3_600_000L),
            Map.entry("d", 86_400_000L),
            Map.entry("day", 86_400_000L));

    private HumanDuration() {}

    /** The duration, or empty when the text is none. */
    static Optional<Duration> parse(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("p")) {
            try {
                return Optional.of(Duration.parse(lower));
            } catch (DateTimeException | ArithmeticException none) {
                return Optional.empty();
            }
        }
        Matcher part = PART.matcher(lower);
        BigDecimal millis = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            Long unit = MILLIS.get(part.group(2));
            String name = part.group(2);
            if (unit == null && name.length() > 3 && name.endsWith("s")) {
                unit = MILLIS.get(name.substring(0, name.length() - 1));
            }
            if (unit == null) {
                return Optional.empty();
            }
            millis = millis.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
            end = part.end();
        }
        return end == 0 || end < lower.length()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        millis.setScale(0, RoundingMode.HALF_UP).longValue()));
    }
}
