package dev.contranorm.zoo.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.norm.ImageContraNorm;
import dev.contranorm.zoo.norm.TextContraNorm;
import dev.contranorm.zoo.norm.TextVariant;
import dev.contranorm.zoo.norm.TokenSite;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/** ContraNorm of the published text and vision code. */
public final class TokenNormOperators implements GoldenOperator {
    private static final Map<String, TextVariant> TEXT = Map.of(
            "bert.ContraNorm", TextVariant.BERT,
            "bert_v2.ContraNorm", TextVariant.BERT_V2,
            "albert.ContraNorm", TextVariant.ALBERT);
    private static final String IMAGE = "vit.ContraNorm";

    @Override
    public boolean covers(String family) {
        return TEXT.containsKey(family) || family.equals(IMAGE);
    }

    @Override
    public void check(OperatorCase golden) {
        GoldenArray x = golden.inputs().get("x");
        int width = x.shape()[2];
        try (TrainGraph graph = new TrainGraph(0);
                TInt64 counter = TInt64.scalarOf(0)) {
            Operand<TFloat32> input = constant(graph, x, -1, width);
            Pass pass = Pass.training(graph);
            TokenGrid grid = new TokenGrid(
                    graph.ops(), graph.ops().constant(x.shape()[0]), graph.ops().constant(x.shape()[1]));
            TokenSite site = new TokenSite(pass, spec(golden.meta()), "", grid, width, Optional.empty());
            Operand<TFloat32> zero = graph.ops().constant(0f);
            Operand<TFloat32> start = pass.segment(in -> graph.ops().math.add(in.get(0), zero), input);
            Operand<TFloat32> out = golden.family().equals(IMAGE)
                    ? new ImageContraNorm().apply(site, start).value()
                    : new TextContraNorm().apply(site, start, TEXT.get(golden.family()));
            List<String> names = new ArrayList<>(golden.gradients().keySet());
            Map<String, Operand<TFloat32>> sources = new HashMap<>(Map.of("x", input));
            graph.parameters().forEach(parameter -> sources.put(parameter.name(), parameter.value()));
            Operand<TFloat32> weight = constant(graph, golden.gradWeight().orElseThrow(), -1, width);
            List<Operand<TFloat32>> gradients = pass.tape()
                    .orElseThrow()
                    .gradients(out, weight, names.stream().map(sources::get).toList());
            try (TrainSession session = new TrainSession(graph, 1)) {
                Map<String, float[]> parameters = new TreeMap<>();
                golden.parameters().forEach((name, array) -> parameters.put(name, array.floats()));
                session.assign(parameters);
                var runner = session.runner(0, counter).fetch(out);
                gradients.forEach(runner::fetch);
                try (var result = runner.run()) {
                    Golden.assertClose("out", TrainSession.floats(result.get(0)), golden.out(), Golden.OPERATOR);
                    for (int k = 0; k < names.size(); k++) {
                        Golden.assertClose(
                                "gradient of " + names.get(k),
                                TrainSession.floats(result.get(k + 1)),
                                golden.gradients().get(names.get(k)),
                                Golden.OPERATOR);
                    }
                }
            }
        }
    }

    private static TrialSpec spec(JsonNode meta) {
        Map<String, Object> values = new TreeMap<>();
        values.put("norm.scale", meta.get("scale").asDouble());
        values.put("norm.variant", "published");
        values.put("norm.maskPadding", false);
        values.put("norm.temperature", meta.path("temp").asDouble(1));
        values.put("norm.preNorm", meta.path("pre_norm").asBoolean());
        values.put("norm.dualNorm", meta.path("dual_norm").asBoolean());
        values.put("norm.learnable", meta.path("learnable").asBoolean());
        values.put("norm.positive", meta.path("positive").asBoolean());
        values.put("norm.identity", meta.path("identity").asBoolean());
        return new TrialSpec("any", "any", "contra-norm", Protocol.PAPER, 0, new TreeMap<>(values));
    }

    private static Operand<TFloat32> constant(TrainGraph graph, GoldenArray array, int... shape) {
        long rows = array.data().length / shape[1];
        return graph.ops().constant(Shape.of(rows, shape[1]), DataBuffers.of(array.floats()));
    }
}
