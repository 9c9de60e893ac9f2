package dev.contranorm.zoo.layer;

import dev.contranorm.zoo.tensor.Initialiser;
import dev.contranorm.zoo.tensor.Pass;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * {@code timm}'s PatchEmbed: a convolution whose stride equals its kernel, computed as a product with the flattened patches.
 */
public final class Patches {
    private static final int CHANNELS = 3;

    private Patches() {}

    /**
     * @param name prefix of the parameters {@code .weight}, width × 3 × patch × patch, and {@code .bias}
     * @param images batch × 3 × size × size; data, without a gradient
     * @return (batch·(size/patch)²) × width
     */
    public static Operand<TFloat32> apply(
            Pass pass, String name, Operand<TFloat32> images, int size, int patch, int width) {
        Ops ops = pass.ops();
        int side = size / patch;
        int values = CHANNELS * patch * patch;
        Initialiser start = Initialiser.uniform(1 / Math.sqrt(values));
        Operand<TFloat32> kernel = pass.graph()
                .parameter(name + ".weight", start, width, CHANNELS, patch, patch)
                .value();
        Operand<TFloat32> bias =
                pass.graph().parameter(name + ".bias", start, width).value();
        Operand<TFloat32> tiles = Products.transpose(
                ops,
                ops.reshape(images, ops.constant(new int[] {-1, CHANNELS, side, patch, side, patch})),
                0,
                2,
                4,
                1,
                3,
                5);
        Operand<TFloat32> patches = ops.reshape(tiles, ops.constant(new int[] {-1, values}));
        Operand<TFloat32> weight = ops.reshape(kernel, ops.constant(new int[] {width, values}));
        Operand<TFloat32> product = Products.ofRightTransposed(ops, patches, weight);
        return pass.custom(
                List.of(kernel, bias),
                ops.nn.biasAdd(product, bias),
                gradient -> List.of(
                        ops.reshape(
                                Products.ofLeftTransposed(ops, gradient, patches),
                                ops.constant(new int[] {width, CHANNELS, patch, patch})),
                        Products.columnSum(ops, gradient)));
    }
}
