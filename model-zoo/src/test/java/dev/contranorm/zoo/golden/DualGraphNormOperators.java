package dev.contranorm.zoo.golden;

import dev.contranorm.zoo.norm.DContraNorm;
import dev.contranorm.zoo.norm.NormSite;
import dev.contranorm.zoo.tensor.Pass;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/** D-ContraNorm of the published ogbn-arxiv code, and its inverse where it has one. */
public final class DualGraphNormOperators implements GoldenOperator {
    @Override
    public boolean covers(String family) {
        return family.equals("ogb.DCN");
    }

    @Override
    public void check(OperatorCase golden) {
        GoldenArray x = golden.inputs().get("x");
        try (TrainGraph graph = new TrainGraph(0)) {
            Operand<TFloat32> input = GraphNormOperators.constant(graph, x);
            Pass pass = Pass.training(graph);
            NormSite site = new NormSite(pass, spec(golden), x.shape()[0], x.shape()[1], Optional.empty());
            DContraNorm norm = new DContraNorm();
            Operand<TFloat32> out = norm.apply(site, input);
            Operand<TFloat32> weight =
                    GraphNormOperators.constant(graph, golden.gradWeight().orElseThrow());
            Operand<TFloat32> gradient = pass.tape()
                    .orElseThrow()
                    .gradients(out, weight, List.of(input))
                    .get(0);
            var invertible = norm.applyInvertibly(
                    new NormSite(pass.withoutTape(), site.spec(), site.rows(), site.width(), Optional.empty()), input);
            Operand<TFloat32> back = invertible.inverse().apply(graph.ops(), invertible.output());
            try (TrainSession session = new TrainSession(graph, 1);
                    var result = session.session()
                            .runner()
                            .fetch(out)
                            .fetch(gradient)
                            .fetch(back)
                            .run()) {
                Golden.assertClose("out", TrainSession.floats(result.get(0)), golden.out(), Golden.OPERATOR);
                Golden.assertClose(
                        "gradient of x",
                        TrainSession.floats(result.get(1)),
                        golden.gradients().get("x"),
                        Golden.OPERATOR);
                if (norm.isInvertible(site.spec())) {
                    Golden.assertClose("the inverse", TrainSession.floats(result.get(2)), x, Golden.OPERATOR);
                }
            }
        }
    }

    private static TrialSpec spec(OperatorCase golden) {
        return Catalogue.load()
                .resolve(
                        Map.of(
                                "dataset", "sbm",
                                "backbone", "rev-gat",
                                "norm", "dcn",
                                "norm.scale", golden.meta().get("scale").asDouble(),
                                "norm.temperature", golden.meta().get("tau").asDouble(),
                                "norm.useMean", golden.meta().get("use_mean").asBoolean(),
                                "norm.useNorm", golden.meta().get("use_norm").asBoolean(),
                                "norm.useScale", golden.meta().get("use_scale").asBoolean()),
                        Protocol.PAPER,
                        0);
    }
}
