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

/** Every case of the golden vectors, discovered from the files. A case of something the zoo does not have is skipped. */
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
                    if (operator.isEmpty()) {
                        abort("the zoo has no " + golden.family() + " yet");
                    }
                    operator.get().check(golden);
                }));
    }

    @TestFactory
    Stream<DynamicTest> networksEqualTheOriginal() {
        return Golden.networks().stream()
                .map(golden -> DynamicTest.dynamicTest(golden.name(), () -> {
                    Optional<GoldenNetwork> network = NETWORKS.stream()
                            .filter(each -> each.covers(golden.model()))
                            .findFirst();
                    if (network.isEmpty()) {
                        abort("the zoo has no " + golden.model() + " yet");
                    }
                    network.get().check(golden);
                }));
    }
}
