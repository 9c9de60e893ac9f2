package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Every case of the golden vectors, discovered from the files. In a folder other than the project's own, cases of operators or
 * networks that the zoo does not have are skipped with the reason.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GoldenCasesTest {
    private static final List<GoldenOperator> OPERATORS = all(GoldenOperator.class);
    private static final List<GoldenNetwork> NETWORKS = all(GoldenNetwork.class);

    private static <T> List<T> all(Class<T> type) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    @Test
    void theFolderHoldsCases() {
        assertThat(Golden.operators()).isNotEmpty();
        assertThat(Golden.networks()).isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> operatorsEqualTheOriginal() {
        return Golden.operators().stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    Optional<GoldenOperator> operator = OPERATORS.stream()
                            .filter(each -> each.covers(golden.family()))
                            .findFirst();
                    known(operator, "the operator " + golden.family()).check(golden);
                }));
    }

    @TestFactory
    Stream<DynamicTest> networksEqualTheOriginal() {
        return Golden.networks().stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    Optional<GoldenNetwork> network = NETWORKS.stream()
                            .filter(each -> each.covers(golden.model()))
                            .findFirst();
                    known(network, "the network " + golden.model()).check(golden);
                }));
    }

    private static <T> T known(Optional<T> found, String what) {
        boolean anotherFolder = !System.getProperty("reference.dir", "").isEmpty();
        if (found.isEmpty() && anotherFolder) {
            abort("the zoo does not have " + what + " of a case in " + Golden.folder());
        }
        return found.orElseThrow(() -> new AssertionError("nothing checks " + what));
    }
}
