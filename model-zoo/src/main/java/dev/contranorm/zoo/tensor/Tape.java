package dev.contranorm.zoo.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The gradient adapter: records a network as a sequence of segments and differentiates it backwards, segment by segment.
 *
 * <p>Inside an ordinary segment, TensorFlow's graph gradients are used, up to the segment's inputs; a custom segment has its
 * own backward pass. An operator without a registered gradient (sparse × dense), or one that should recompute instead of keep
 * (row-blocked ContraNorm), therefore needs no registration in the native library, whose custom gradients can hang or crash the
 * process.
 */
public final class Tape {
    /** A segment of the network as a function of its inputs. */
    @FunctionalInterface
    public interface Segment {
        Operand<TFloat32> apply(List<Operand<TFloat32>> inputs);
    }

    /** Maps the gradient of a segment's output to the gradients of its inputs, one each, in order. */
    @FunctionalInterface
    public interface Backward {
        List<Operand<TFloat32>> apply(Operand<TFloat32> outputGradient);
    }

    private record Entry(List<Operand<TFloat32>> inputs, Operand<TFloat32> output, Backward backward) {}

    /** How much all segments together may keep to avoid recomputation in the backward pass: 256 MB. */
    private static final long ROOM = 256 << 20;

    private final TrainGraph graph;
    private long keepable;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Output<TFloat32>, Map<Output<TFloat32>, Operand<TFloat32>>> differentiated = new HashMap<>();
    private final Map<Output<TFloat32>, List<Operand<TFloat32>>> parts = new HashMap<>();

    public Tape(TrainGraph graph) {
        this.graph = graph;
    }

    /** Records a segment that TensorFlow differentiates. Only its inputs receive a gradient. */
    public Operand<TFloat32> segment(List<Operand<TFloat32>> inputs, Segment body) {
        Ops ops = graph.ops();
        List<Operand<TFloat32>> cut = new ArrayList<>();
        // A separate node for every input keeps the native gradient computation inside this segment.
        inputs.forEach(input -> cut.add(ops.identity(input)));
        Operand<TFloat32> output = body.apply(cut);
        entries.add(new Entry(inputs, output, gradient -> nativeGradients(output, cut, gradient)));
        return output;
    }

    /** Records a segment with its own backward pass. */
    public Operand<TFloat32> custom(List<Operand<TFloat32>> inputs, Operand<TFloat32> output, Backward backward) {
        entries.add(new Entry(List.copyOf(inputs), output, backward));
        return output;
    }

    /**
     * Declares that a tensor is the concatenation of rows: {@link #reached} then returns for the whole the gradients that
     * reached its parts.
     */
    public void isMadeOf(Operand<TFloat32> whole, List<Operand<TFloat32>> rows) {
        parts.put(whole.asOutput(), rows);
    }

    /** Declares, while the forward pass is recorded, a segment that could keep large values for its backward pass. */
    public void couldKeep(long bytes) {
        keepable += bytes;
    }

    /** For a backward pass: whether all segments may keep their declared values; otherwise none does. */
    public boolean hasRoom() {
        return keepable <= ROOM;
    }

    private List<Operand<TFloat32>> nativeGradients(
            Operand<TFloat32> output, List<Operand<TFloat32>> inputs, Operand<TFloat32> gradient) {
        Output<?>[] targets = inputs.stream().map(Operand::asOutput).toArray(Output<?>[]::new);
        Output<?>[] gradients = graph.graph()
                .addGradients(
                        null, new Output<?>[] {output.asOutput()}, targets, new Output<?>[] {gradient.asOutput()});
        List<Operand<TFloat32>> result = new ArrayList<>();
        for (Output<?> each : gradients) {
            result.add(each.expect(TFloat32.class));
        }
        return result;
    }

    /**
     * The gradients of a scalar.
     *
     * @param loss output of a recorded segment
     * @param wrt inputs of recorded segments
     * @throws IllegalStateException if the loss does not depend on one of them
     */
    public List<Operand<TFloat32>> gradients(Operand<TFloat32> loss, List<Operand<TFloat32>> wrt) {
        Map<Output<TFloat32>, Operand<TFloat32>> reached = differentiated.computeIfAbsent(
                loss.asOutput(), key -> differentiate(loss, graph.ops().constant(1f)));
        return chosen(reached, wrt);
    }

    /**
     * The gradient of a scalar after a call of {@link #gradients(Operand, List)}, at any input or output of a recorded segment;
     * nothing is recomputed.
     *
     * @return empty if no gradient reaches this tensor
     */
    public Optional<Operand<TFloat32>> reached(Operand<TFloat32> loss, Operand<TFloat32> place) {
        Map<Output<TFloat32>, Operand<TFloat32>> reached = differentiated.getOrDefault(loss.asOutput(), Map.of());
        List<Operand<TFloat32>> gradients = parts.getOrDefault(place.asOutput(), List.of(place)).stream()
                .map(part -> reached.get(part.asOutput()))
                .filter(Objects::nonNull)
                .toList();
        if (gradients.isEmpty()) {
            return Optional.empty();
        }
        Ops ops = graph.ops();
        return Optional.of(gradients.size() == 1 ? gradients.get(0) : ops.concat(gradients, ops.constant(0)));
    }

    /** The gradients of {@code sum(output * weight)}; {@code weight} has the shape of the output. */
    public List<Operand<TFloat32>> gradients(
            Operand<TFloat32> output, Operand<TFloat32> weight, List<Operand<TFloat32>> wrt) {
        return chosen(differentiate(output, weight), wrt);
    }

    /** The gradient at every tensor that it reaches. */
    private Map<Output<TFloat32>, Operand<TFloat32>> differentiate(Operand<TFloat32> output, Operand<TFloat32> weight) {
        Map<Output<TFloat32>, Operand<TFloat32>> reached = new HashMap<>();
        Map<Output<TFloat32>, List<Operand<TFloat32>>> pending = new LinkedHashMap<>();
        pending.computeIfAbsent(output.asOutput(), key -> new ArrayList<>()).add(weight);
        for (int k = entries.size() - 1; k >= 0; k--) {
            Entry entry = entries.get(k);
            List<Operand<TFloat32>> arrived = pending.remove(entry.output().asOutput());
            if (arrived == null) {
                continue;
            }
            Operand<TFloat32> gradient = sum(arrived);
            reached.put(entry.output().asOutput(), gradient);
            List<Operand<TFloat32>> gradients = entry.backward().apply(gradient);
            for (int i = 0; i < gradients.size(); i++) {
                pending.computeIfAbsent(entry.inputs().get(i).asOutput(), key -> new ArrayList<>())
                        .add(gradients.get(i));
            }
        }
        pending.forEach((place, arrived) -> reached.put(place, sum(arrived)));
        return reached;
    }

    private static List<Operand<TFloat32>> chosen(
            Map<Output<TFloat32>, Operand<TFloat32>> reached, List<Operand<TFloat32>> wrt) {
        List<Operand<TFloat32>> result = new ArrayList<>();
        for (Operand<TFloat32> each : wrt) {
            Operand<TFloat32> gradient = reached.get(each.asOutput());
            if (gradient == null) {
                throw new IllegalStateException(
                        "the loss does not depend on " + each.asOutput().name());
            }
            result.add(gradient);
        }
        return result;
    }

    private Operand<TFloat32> sum(List<Operand<TFloat32>> terms) {
        return terms.size() == 1 ? terms.get(0) : graph.ops().math.addN(terms);
    }
}
