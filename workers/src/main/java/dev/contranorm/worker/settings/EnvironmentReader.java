package dev.contranorm.worker.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads settings from environment variables. A wrong value does not throw: it is noted, and reads as if the variable were
 * not set, until {@link #check} reports every problem together. Settings are therefore made after the check: what reads
 * variables returns a supplier of the settings, and several of them can share one reader.
 */
public final class EnvironmentReader {
    private final Map<String, String> environment;
    private final Set<String> secrets = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    public EnvironmentReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads one kind of settings.
     *
     * @param settings reads the variables; its supplier is called when all of them are right
     * @throws InvalidEnvironmentException with every problem
     */
    public static <T> T read(Map<String, String> environment, Function<EnvironmentReader, Supplier<T>> settings) {
        EnvironmentReader in = new EnvironmentReader(environment);
        Supplier<T> made = settings.apply(in);
        in.check();
        return made.get();
    }

    /** From now on, no problem shows the values of these variables. */
    public void keepSecret(String... variables) {
        secrets.addAll(List.of(variables));
    }

    /** Whether the variable has a value that is not blank. */
    public boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isBlank();
    }

    /** The value as it is, blank or not; empty when the variable is not set. */
    public Optional<String> text(String variable) {
        return Optional.ofNullable(environment.get(variable));
    }

    /** All variables whose names pass, with their values as they are. */
    public SortedMap<String, String> variables(Predicate<String> name) {
        SortedMap<String, String> chosen = new TreeMap<>(environment);
        chosen.keySet().removeIf(name.negate());
        return chosen;
    }

    /**
     * The value as the parser reads it; empty when the variable is not set, blank or wrong.
     *
     * @param parser throws an {@link IllegalArgumentException} whose message goes on from the value: "is not …; allowed: …"
     */
    public <T> Optional<T> parse(String variable, Function<String, T> parser) {
        if (!isSet(variable)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(environment.get(variable)));
        } catch (IllegalArgumentException wrong) {
            reject(variable, wrong.getMessage());
            return Optional.empty();
        }
    }

    /** A whole number from {@code least} to {@code most}. */
    public int integer(String variable, int least, int most, int otherwise) {
        return parse(variable, new WholeNumber(least, most, ""))
                .map(Math::toIntExact)
                .orElse(otherwise);
    }

    /** A whole number of a unit; the message of a wrong one names the unit. */
    public Optional<Long> number(String variable, long least, long most, String unit) {
        return parse(variable, new WholeNumber(least, most, unit));
    }

    /** A whole number of seconds, from {@code least} to {@code most}. */
    public Optional<Duration> seconds(String variable, long least, long most) {
        return number(variable, least, most, "seconds").map(Duration::ofSeconds);
    }

    /** A path on this machine, which need not exist. */
    public Optional<Path> folder(String variable) {
        return parse(variable, EnvironmentReader::path);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is not a path; allowed: the path of a folder", malformed);
        }
    }

    /**
     * The value of a variable that must be set; a blank one is a problem too.
     *
     * @param what what to write: "host:port of the Kafka broker"
     */
    public String required(String variable, String what) {
        if (!isSet(variable)) {
            missing(variable, what);
        }
        return environment.getOrDefault(variable, "");
    }

    /** Notes that a variable must be set. */
    public void missing(String variable, String what) {
        problems.add(variable + ": is not set; write " + what);
    }

    /**
     * Notes that a variable's value is wrong.
     *
     * @param problem goes on from the value: "is not …; allowed: …"
     */
    public void reject(String variable, String problem) {
        String value =
                secrets.contains(variable) ? "" : "'" + withoutPassword(environment.getOrDefault(variable, "")) + "' ";
        problems.add(variable + ": " + value + problem);
    }

    private static String withoutPassword(String value) {
        return value.replaceAll("://.*@", "://…@");
    }

    /**
     * Call it when all variables are read.
     *
     * @throws InvalidEnvironmentException with every problem noted so far
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new InvalidEnvironmentException(problems);
        }
    }
}
