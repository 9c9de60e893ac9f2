package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * x̂ = x / max(‖x‖, 1e-12) row by row ({@code torch.nn.functional.normalize}).
 *
 * @param rows x̂, T × d
 * @param lengths T × 1: x = x̂·lengths
 */
record UnitRows(Operand<TFloat32> rows, Operand<TFloat32> lengths) {
    /**
     * @param x T × d
     */
    static UnitRows of(Pass pass, Operand<TFloat32> x) {
        Ops ops = pass.ops();
        Operand<TFloat32> norm = ops.math.sqrt(Products.lastSum(ops, ops.math.square(x)));
        Operand<TFloat32> smallest = ops.constant(RowStatistics.SMALLEST_NORM);
        Operand<TFloat32> lengths = ops.math.maximum(norm, smallest);
        Operand<TFloat32> inverse = ops.math.reciprocal(lengths);
        Operand<TFloat32> unit = ops.math.mul(x, inverse);
        Operand<TFloat32> rows = pass.custom(List.of(x), unit, gradient -> {
            Operand<TFloat32> isLong = ops.dtypes.cast(ops.math.greater(norm, smallest), TFloat32.class);
            Operand<TFloat32> along = ops.math.mul(Products.lastSum(ops, ops.math.mul(unit, gradient)), isLong);
            return List.of(ops.math.mul(ops.math.sub(gradient, ops.math.mul(unit, along)), inverse));
        });
        return new UnitRows(rows, lengths);
    }
}
