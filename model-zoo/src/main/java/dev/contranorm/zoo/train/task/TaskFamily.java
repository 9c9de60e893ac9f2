package dev.contranorm.zoo.train.task;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.trial.InvalidTrialException;
import dev.contranorm.zoo.trial.Problem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedSet;

/**
 * Creates the tasks of the backbones of one family. Implementations are listed, one per line, in {@code
 * META-INF/services/dev.contranorm.zoo.train.task.TaskFamily}.
 */
public interface TaskFamily {
    /** The family of a catalogue entry, such as {@code graph}. */
    String family();

    /**
     * Reads the data and builds the network.
     *
     * @throws DatasetException if the dataset cannot be read
     */
    Task open(TrialSpec spec, TrainingSettings settings) throws DatasetException;

    /**
     * The names of the scores of {@link Task#evaluate} for such a trial, known without reading data. Loads no TensorFlow class.
     *
     * @param dataset a dataset that fits the backbone
     * @param backbone a backbone of this family
     */
    SortedSet<String> scores(String dataset, String backbone, Protocol protocol);

    /**
     * @throws InvalidTrialException if there is no such family
     */
    static TaskFamily named(String family) {
        return ServiceLoader.load(TaskFamily.class, TaskFamily.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.family().equals(family))
                .findFirst()
                .orElseThrow(() -> new InvalidTrialException(
                        List.of(new Problem("backbone", "nothing trains the family '" + family + "'", ""))));
    }
}
