package dev.contranorm.zoo.optimizer;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;

/** The learning rate as a function of the optimizer step alone, so that a resumed trial continues with the same rate. */
@FunctionalInterface
public interface RateSchedule {
    /**
     * @param step number of earlier optimizer steps
     * @return a scalar
     */
    Operand<TFloat64> rate(Ops ops, Operand<TInt64> step);

    static RateSchedule constant(double rate) {
        return (ops, step) -> ops.constant(rate);
    }

    /**
     * Hugging Face's {@code get_linear_schedule_with_warmup}: rises from 0 over {@code warmup} steps, then falls to 0 at {@code
     * total}.
     */
    static RateSchedule linearDecay(double rate, long warmup, long total) {
        return (ops, step) -> {
            Operand<TFloat64> at = ops.dtypes.cast(step, TFloat64.class);
            Operand<TFloat64> left = ops.math.div(
                    ops.math.sub(ops.constant((double) total), at), ops.constant((double) Math.max(1, total - warmup)));
            Operand<TFloat64> rising = ops.math.div(at, ops.constant((double) Math.max(1, warmup)));
            Operand<TFloat64> falling = ops.math.maximum(left, ops.constant(0.0));
            Operand<TFloat64> factor = ops.select(ops.math.less(at, ops.constant((double) warmup)), rising, falling);
            return ops.math.mul(factor, ops.constant(rate));
        };
    }

    /** Rises in equal increments, the first at step 0, to the full rate at step {@code warmup} − 1, then stays constant. */
    static RateSchedule rising(double rate, long warmup) {
        return (ops, step) -> {
            Operand<TFloat64> next = ops.math.add(ops.dtypes.cast(step, TFloat64.class), ops.constant(1.0));
            Operand<TFloat64> share = ops.math.div(next, ops.constant((double) Math.max(1, warmup)));
            return ops.math.mul(ops.math.minimum(share, ops.constant(1.0)), ops.constant(rate));
        };
    }

    /** One rate per epoch; after the last epoch the last rate stays. */
    static RateSchedule byEpoch(double[] rates, long stepsPerEpoch) {
        return (ops, step) -> {
            Operand<TInt64> epoch = ops.math.floorDiv(step, ops.constant(stepsPerEpoch));
            Operand<TInt64> last = ops.constant((long) rates.length - 1);
            return ops.gather(ops.constant(rates), ops.math.minimum(epoch, last), ops.constant(0));
        };
    }
}
