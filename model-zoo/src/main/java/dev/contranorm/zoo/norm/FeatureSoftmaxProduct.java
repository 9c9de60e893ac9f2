package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * y = V·P with P = softmax(Uᵀ·U) over the features of each sequence, d × d (the dual form).
 *
 * <p>For the gradient h of y: dP = Vᵀ·h, dS = P∘(dP − row sums of dP∘P), U receives U·(dS + dSᵀ), V receives h·Pᵀ.
 */
record FeatureSoftmaxProduct(TokenGrid grid, int width) {
    /**
     * @param unitRows U, T × d
     * @param valueRows V, T × d
     * @return T × d
     */
    Operand<TFloat32> apply(Pass pass, Operand<TFloat32> unitRows, Operand<TFloat32> valueRows) {
        Ops ops = pass.ops();
        Operand<TFloat32> unit = grid.sequences(unitRows, width);
        Operand<TFloat32> values = grid.sequences(valueRows, width);
        Operand<TFloat32> softmax = Products.softmax(ops, Products.leftTransposed(ops, unit, unit));
        Operand<TFloat32> out = Products.product(ops, values, softmax);
        return pass.custom(List.of(unitRows, valueRows), grid.rows(out, width), gradient -> {
            Operand<TFloat32> h = grid.sequences(gradient, width);
            Operand<TFloat32> change = Products.leftTransposed(ops, values, h);
            Operand<TFloat32> sums = Products.lastSum(ops, ops.math.mul(change, softmax));
            Operand<TFloat32> s = ops.math.mul(softmax, ops.math.sub(change, sums));
            Operand<TFloat32> unitGradient =
                    ops.math.add(Products.product(ops, unit, s), Products.rightTransposed(ops, unit, s));
            return List.of(grid.rows(unitGradient, width), grid.rows(Products.rightTransposed(ops, h, softmax), width));
        });
    }
}
