package dev.contranorm.zoo.tensor;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** The copied results of a run. */
public final class Fetched {
    private Fetched() {}

    /** The values of each operand, row-major. */
    public static List<float[]> values(Session.Runner runner, List<Operand<TFloat32>> fetched) {
        fetched.forEach(runner::fetch);
        List<float[]> values = new ArrayList<>();
        try (var result = runner.run()) {
            for (int k = 0; k < fetched.size(); k++) {
                values.add(TrainSession.floats(result.get(k)));
            }
        }
        return values;
    }
}
