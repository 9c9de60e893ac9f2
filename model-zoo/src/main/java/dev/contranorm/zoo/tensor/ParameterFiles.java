package dev.contranorm.zoo.tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;

/** Saves and restores a set of parameters as a TensorFlow V2 checkpoint, under their published names. */
final class ParameterFiles {
    private final Placeholder<TString> prefix;
    private final Op save;
    private final Op restore;

    ParameterFiles(Ops ops, List<Parameter> parameters) {
        prefix = ops.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
        String[] all = parameters.stream().map(Parameter::name).toArray(String[]::new);
        Operand<TString> names = texts(ops, all);
        Operand<TString> wholeTensors =
                texts(ops, Collections.nCopies(all.length, "").toArray(String[]::new));
        List<Operand<?>> values = new ArrayList<>();
        List<Class<? extends TType>> types = new ArrayList<>();
        for (Parameter parameter : parameters) {
            values.add(parameter.value());
            types.add(TFloat32.class);
        }
        save = ops.train.save(prefix, names, wholeTensors, values);
        var read = ops.train.restore(prefix, names, wholeTensors, types).tensors();
        List<Op> assigns = new ArrayList<>();
        for (int k = 0; k < all.length; k++) {
            assigns.add(ops.assign(parameters.get(k).variable(), read.get(k).expect(TFloat32.class)));
        }
        restore = ops.withControlDependencies(assigns).noOp();
    }

    private static Operand<TString> texts(Ops ops, String[] texts) {
        return ops.constant(Shape.of(texts.length), DataBuffers.ofObjects(texts));
    }

    void save(Session session, Path path) {
        run(session, save, path);
    }

    void restore(Session session, Path path) {
        run(session, restore, path);
    }

    private void run(Session session, Op target, Path path) {
        try (TString text = TString.scalarOf(path.toAbsolutePath().toString())) {
            session.runner().feed(prefix, text).addTarget(target).run().close();
        }
    }
}
