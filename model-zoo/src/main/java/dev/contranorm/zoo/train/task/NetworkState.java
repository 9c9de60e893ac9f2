package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.tensor.Parameter;
import dev.contranorm.zoo.tensor.TrainGraph;
import dev.contranorm.zoo.tensor.TrainSession;
import dev.contranorm.zoo.weights.Naming;
import dev.contranorm.zoo.weights.SavedModel;
import dev.contranorm.zoo.weights.Weights;
import dev.contranorm.zoo.weights.WeightsException;
import dev.contranorm.zoo.weights.WeightsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.types.TInt64;

/** A network in training, for any task: its graph, its session, and its saved state. */
public final class NetworkState implements AutoCloseable {
    private final TrainGraph graph;
    private final TrainSession session;
    private final FedMatrices fed;
    private final TInt64 counter = TInt64.scalarOf(0);

    /**
     * Takes ownership of both and closes them with this object.
     *
     * @param graph a finished graph
     */
    public NetworkState(TrainGraph graph, TrainSession session) {
        this(graph, session, new FedMatrices());
    }

    /**
     * Takes ownership of all three and closes them with this object.
     *
     * @param graph a finished graph
     * @param fed matrices fed to every run
     */
    public NetworkState(TrainGraph graph, TrainSession session, FedMatrices fed) {
        this.graph = graph;
        this.session = session;
        this.fed = fed;
    }

    /**
     * A run of a training step; the caller feeds, fetches and closes.
     *
     * @param step number of the step, on which all randomness depends
     */
    public Session.Runner runner(long step) {
        Session.Runner runner = session.runner(step, counter);
        fed.feed(runner);
        return runner;
    }

    /** A run of an evaluation, which has no randomness. */
    public Session.Runner runner() {
        return runner(0);
    }

    /** Replaces the random weights with published ones. */
    public void load(WeightsFolder folder, Naming naming) throws WeightsException {
        load(folder, naming, graph.weights());
    }

    /** Loads published weights for some parameters. */
    public void load(WeightsFolder folder, Naming naming, List<Parameter> parameters) throws WeightsException {
        Weights.load(folder, naming, session, parameters);
    }

    /** Runs an operation without fed inputs. */
    public void run(Op operation) {
        session.session().runner().addTarget(operation).run().close();
    }

    /**
     * Writes everything that the next step depends on, including optimizer state, as a TensorFlow V2 checkpoint.
     *
     * @param prefix path and prefix of the file names
     */
    public void save(Path prefix) {
        session.save(prefix, graph.saved());
    }

    /** Writes the weights alone. */
    public void saveWeights(Path prefix) {
        session.save(prefix, graph.evaluated());
    }

    /** Restores the files of {@link #save}. */
    public void restore(Path prefix) {
        session.restore(prefix, graph.saved());
    }

    /** Restores the files of {@link #saveWeights}; the optimizer state is unchanged. */
    public void restoreWeights(Path prefix) {
        session.restore(prefix, graph.evaluated());
    }

    /** The network's weights by name, in order of first use. */
    public Map<String, Parameter> weights() {
        return Parameter.byName(graph.weights());
    }

    /** Writes the weights and, if the network can be served, a SavedModel. */
    public void export(Path folder, ExportableTask.Presentation shown) throws IOException {
        Weights.save(folder, shown.config(), session, shown.weights());
        if (shown.tokenizer().isPresent()) {
            shown.tokenizer().get().copy(folder);
        }
        if (shown.serving() instanceof ExportableTask.Serving.Signature signature) {
            SavedModel.write(folder.resolve("saved_model"), session, signature.inputs(), signature.outputs());
        }
    }

    @Override
    public void close() {
        counter.close();
        fed.close();
        session.close();
        graph.close();
    }
}
