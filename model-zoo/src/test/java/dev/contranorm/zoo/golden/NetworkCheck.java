package dev.contranorm.zoo.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** Compares a network with a fed batch: logits, loss and gradients before training, losses and logits of three steps. */
record NetworkCheck(
        TrainGraph graph,
        Pass pass,
        Operand<TFloat32> logits,
        Operand<TFloat32> evaluated,
        Operand<TFloat32> loss,
        Map<Operand<?>, Tensor> batch) {
    private static final int STEPS = 3;

    /**
     * @param optimizer adds the step; called once
     */
    void run(NetworkCase golden, Supplier<Op> optimizer) {
        Map<String, GoldenArray> arrays = golden.arrays();
        List<Parameter> parameters = graph.trained();
        List<String> named = graph.weights().stream().map(Parameter::name).toList();
        List<Operand<TFloat32>> gradients = pass.tape()
                .orElseThrow()
                .gradients(loss, parameters.stream().map(Parameter::value).toList());
        Op step = optimizer.get();
        try (TrainSession session = new TrainSession(graph, 2);
                TInt64 counter = TInt64.scalarOf(0)) {
            Map<String, float[]> weights = golden.weights();
            assertThat(weights.keySet()).containsAll(named);
            session.assign(weights);
            checkStart(session, counter, arrays, parameters, gradients);
            GoldenArray losses = arrays.get("losses.f64");
            for (int k = 0; k < STEPS; k++) {
                try (var result = fed(session.runner(k, counter))
                        .fetch(loss)
                        .addTarget(step)
                        .run()) {
                    assertThat((double) ((TFloat32) result.get(0)).getFloat())
                            .as("loss of step %d", k)
                            .isCloseTo(losses.data()[k], within(Golden.NETWORK * losses.magnitude()));
                }
            }
            try (var result =
                    fed(session.runner(STEPS, counter)).fetch(evaluated).run()) {
                Golden.assertClose(
                        "logits after training",
                        TrainSession.floats(result.get(0)),
                        arrays.get("logits3.f64"),
                        Golden.TRAINED);
            }
            checkParameters(session, arrays);
        }
    }

    private Session.Runner fed(Session.Runner runner) {
        batch.forEach((operand, tensor) -> runner.feed(operand.asOutput(), tensor));
        return runner;
    }

    private void checkStart(
            TrainSession session,
            TInt64 counter,
            Map<String, GoldenArray> arrays,
            List<Parameter> parameters,
            List<Operand<TFloat32>> gradients) {
        Session.Runner runner = fed(session.runner(0, counter)).fetch(logits).fetch(loss);
        gradients.forEach(runner::fetch);
        List<String> compared = new ArrayList<>();
        try (var result = runner.run()) {
            Golden.assertClose("logits", TrainSession.floats(result.get(0)), arrays.get("logits0.f64"), Golden.NETWORK);
            Golden.assertClose("loss", TrainSession.floats(result.get(1)), arrays.get("loss0.f64"), Golden.NETWORK);
            double largest = largestGradient(arrays);
            for (int k = 0; k < parameters.size(); k++) {
                String name = parameters.get(k).name();
                GoldenArray expected = arrays.get("grad0.f64." + name);
                if (expected != null) {
                    compared.add(name);
                    float[] actual = TrainSession.floats(result.get(k + 2));
                    if (expected.magnitude() < Golden.NETWORK * largest) {
                        Golden.assertWithin(name, actual, expected, Golden.ZERO_GRADIENT * largest);
                    } else {
                        Golden.assertClose("gradient of " + name, actual, expected, Golden.NETWORK);
                    }
                }
            }
        }
        assertThat(compared).as("gradients of the case").hasSize((int) arrays.keySet().stream()
                .filter(key -> key.startsWith("grad0.f64."))
                .count());
    }

    /**
     * Skips parameters whose true gradient is zero, since Adam turns their rounding errors into full steps; also joint biases
     * of queries, keys and values, because of the keys.
     */
    private static void checkParameters(TrainSession session, Map<String, GoldenArray> arrays) {
        double largest = largestGradient(arrays);
        session.values().forEach((name, value) -> {
            GoldenArray expected = arrays.get("param3.f64." + name);
            GoldenArray gradient = arrays.get("grad0.f64." + name);
            boolean moves = gradient != null && gradient.magnitude() >= Golden.NETWORK * largest;
            if (expected != null && moves && !name.endsWith("qkv.bias")) {
                Golden.assertClose("trained " + name, value, expected, Golden.TRAINED);
            }
        });
    }

    private static double largestGradient(Map<String, GoldenArray> arrays) {
        return arrays.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("grad0.f64."))
                .mapToDouble(entry -> entry.getValue().magnitude())
                .max()
                .orElseThrow();
    }
}
