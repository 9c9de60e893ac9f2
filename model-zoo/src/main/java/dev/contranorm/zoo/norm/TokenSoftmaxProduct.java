package dev.contranorm.zoo.norm;

import dev.contranorm.zoo.layer.Products;
import dev.contranorm.zoo.layer.TokenGrid;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * y = P·V with P = softmax(U·Uᵀ/τ) over the tokens of each sequence: the common part of the ContraNorm family for tokens.
 * Sequences are short, so P is kept whole. {@code dual} adds the softmax over columns, which is Pᵀ since U·Uᵀ is symmetric.
 *
 * <p>For the gradient h of y: dP = h·Vᵀ (dual: + V·hᵀ), dS = P∘(dP − row sums of dP∘P), U receives (dS + dSᵀ)·U/τ, V receives
 * Pᵀ·h (dual: + P·h). Only U and P of the forward pass are kept.
 *
 * @param padding added to the similarities, batch × 1 × length; empty if all tokens take part
 */
record TokenSoftmaxProduct(
        TokenGrid grid, int width, double temperature, boolean dual, Optional<Operand<TFloat32>> padding) {
    /** Uses U itself as V. */
    Operand<TFloat32> ofUnits(Pass pass, UnitRows unit) {
        return apply(pass, unit.rows(), unit.rows(), late -> unit.rows());
    }

    /**
     * Uses the rows x before normalisation as V; the backward pass recomputes them from U and their lengths.
     *
     * @param rows x, T × d
     */
    Operand<TFloat32> ofRows(Pass pass, UnitRows unit, Operand<TFloat32> rows) {
        return apply(pass, unit.rows(), rows, late -> late.math.mul(unit.rows(), unit.lengths()));
    }

    private Operand<TFloat32> apply(
            Pass pass,
            Operand<TFloat32> unitRows,
            Operand<TFloat32> valueRows,
            Function<Ops, Operand<TFloat32>> valuesAgain) {
        Ops ops = pass.ops();
        Operand<TFloat32> unit = grid.sequences(unitRows, width);
        Operand<TFloat32> values = grid.sequences(valueRows, width);
        Operand<TFloat32> similarity = tempered(ops, Products.rightTransposed(ops, unit, unit));
        Operand<TFloat32> softmax =
                Products.softmax(ops, padding.isPresent() ? ops.math.add(similarity, padding.get()) : similarity);
        Operand<TFloat32> straight = Products.product(ops, softmax, values);
        Operand<TFloat32> out = dual ? ops.math.add(straight, Products.leftTransposed(ops, softmax, values)) : straight;
        return pass.custom(List.of(unitRows, valueRows), grid.rows(out, width), gradient -> {
            Operand<TFloat32> h = grid.sequences(gradient, width);
            // Only once the gradient is available: otherwise they would be computed, and kept, right after the forward
            // pass.
            Ops late = ops.withControlDependencies(List.<Op>of(gradient));
            Operand<TFloat32> again = grid.sequences(valuesAgain.apply(late), width);
            Operand<TFloat32> change = Products.rightTransposed(ops, h, again);
            Operand<TFloat32> valueGradient = Products.leftTransposed(ops, softmax, h);
            if (dual) {
                change = ops.math.add(change, Products.transpose(ops, change, 0, 2, 1));
                valueGradient = ops.math.add(valueGradient, Products.product(ops, softmax, h));
            }
            Operand<TFloat32> sums = Products.lastSum(ops, ops.math.mul(change, softmax));
            Operand<TFloat32> s = tempered(ops, ops.math.mul(softmax, ops.math.sub(change, sums)));
            Operand<TFloat32> symmetric = ops.math.add(s, Products.transpose(ops, s, 0, 2, 1));
            Operand<TFloat32> unitGradient = Products.product(ops, symmetric, unit);
            return List.of(grid.rows(unitGradient, width), grid.rows(valueGradient, width));
        });
    }

    private Operand<TFloat32> tempered(Ops ops, Operand<TFloat32> x) {
        return temperature == 1 ? x : ops.math.mul(x, ops.constant((float) (1 / temperature)));
    }
}
