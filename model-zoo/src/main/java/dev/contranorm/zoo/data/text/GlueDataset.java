package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueProvider;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GLUE task (Wang et al., ICLR 2019), read from its original TSV files, {@code <data>/glue/<task>/train.tsv}, or from the
 * parquet files of the Hugging Face Hub, {@code <data>/glue/<task>/train-00000-of-00001.parquet}.
 */
public enum GlueDataset implements TextSource {
    /** Acceptability; the original files have no header. */
    COLA(
            "cola",
            "CoLA: is a sentence grammatical? 8,551 training examples.",
            new OriginalFiles(
                    "CoLA",
                    List.of("source", "label", "mark", "sentence"),
                    "sentence",
                    Optional.empty(),
                    "label",
                    Shared.BINARY,
                    false),
            new HubFiles("cola", "sentence", Optional.empty(), 2),
            Score.MATTHEWS),
    /** Sentiment. */
    SST2(
            "sst2",
            "SST-2: is a film review positive? 67,349 training examples.",
            new OriginalFiles("SST-2", List.of(), "sentence", Optional.empty(), "label", Shared.BINARY, false),
            new HubFiles("sst2", "sentence", Optional.empty(), 2),
            Score.ACCURACY),
    /** Paraphrases in news. */
    MRPC(
            "mrpc",
            "MRPC: do two sentences have the same meaning? 3,668 training examples.",
            OriginalFiles.pair("MRPC", "#1 String", "#2 String", "Quality", Shared.BINARY),
            HubFiles.pair("mrpc", "sentence1", "sentence2", 2),
            Score.F1,
            Score.ACCURACY),
    /** Similarity from 0 to 5: a regression. */
    STSB(
            "stsb",
            "STS-B: how similar are two sentences, from 0 to 5? 5,749 training examples.",
            OriginalFiles.pair("STS-B", "sentence1", "sentence2", "score", List.of()),
            HubFiles.pair("stsb", "sentence1", "sentence2", 1),
            Score.SPEARMAN,
            Score.PEARSON),
    /** Duplicate questions; a few rows of the original file are incomplete. */
    QQP(
            "qqp",
            "QQP: do two questions have the same meaning? 363,846 training examples.",
            new OriginalFiles(
                    "QQP", List.of(), "question1", Optional.of("question2"), "is_duplicate", Shared.BINARY, true),
            HubFiles.pair("qqp", "question1", "question2", 2),
            Score.F1,
            Score.ACCURACY),
    /** Inference, evaluated on the genres of the training part; other genres are measured too. */
    MNLI(
            "mnli",
            "MNLI: does one sentence follow from another? Evaluated on matched genres. 392,702 training examples.",
            Shared.MNLI_ORIGINAL,
            Shared.MNLI_HUB,
            GluePart.MATCHED,
            Map.of("mismatched", GluePart.MISMATCHED),
            Score.ACCURACY),
    /** The same task, evaluated on other genres; those of the training part are measured too. */
    MNLI_MISMATCHED(
            "mnli-mm",
            "MNLI evaluated on mismatched genres.",
            Shared.MNLI_ORIGINAL,
            Shared.MNLI_HUB,
            GluePart.MISMATCHED,
            Map.of("matched", GluePart.MATCHED),
            Score.ACCURACY),
    /** Answers to questions. */
    QNLI(
            "qnli",
            "QNLI: does a sentence answer a question? 104,743 training examples.",
            OriginalFiles.pair("QNLI", "question", "sentence", "label", Shared.ENTAILMENT),
            HubFiles.pair("qnli", "question", "sentence", 2),
            Score.ACCURACY),
    /** Inference, small. */
    RTE(
            "rte",
            "RTE: does one sentence follow from another? 2,490 training examples.",
            OriginalFiles.pair("RTE", "sentence1", "sentence2", "label", Shared.ENTAILMENT),
            HubFiles.pair("rte", "sentence1", "sentence2", 2),
            Score.ACCURACY),
    /** Pronouns. */
    WNLI(
            "wnli",
            "WNLI: what does a pronoun refer to? 635 training examples.",
            OriginalFiles.pair("WNLI", "sentence1", "sentence2", "label", Shared.BINARY),
            HubFiles.pair("wnli", "sentence1", "sentence2", 2),
            Score.ACCURACY);

    /** Constants shared by several tasks. */
    private static final class Shared {
        static final List<String> BINARY = List.of("0", "1");
        static final List<String> ENTAILMENT = List.of("entailment", "not_entailment");
        static final List<String> THREE = List.of("entailment", "neutral", "contradiction");
        static final OriginalFiles MNLI_ORIGINAL =
                OriginalFiles.pair("MNLI", "sentence1", "sentence2", "gold_label", THREE);
        static final HubFiles MNLI_HUB = HubFiles.pair("mnli", "premise", "hypothesis", THREE.size());
    }

    private final String name;
    private final String description;
    private final OriginalFiles original;
    private final HubFiles hub;
    private final GluePart evaluated;
    private final SortedMap<String, GluePart> further;
    private final List<Score> scores;

    GlueDataset(String name, String description, OriginalFiles original, HubFiles hub, Score... scores) {
        this(name, description, original, hub, GluePart.VALIDATION, Map.of(), scores);
    }

    /**
     * @param evaluated the part on which the task is evaluated
     * @param further further evaluation parts by name
     */
    GlueDataset(
            String name,
            String description,
            OriginalFiles original,
            HubFiles hub,
            GluePart evaluated,
            Map<String, GluePart> further,
            Score... scores) {
        this.name = name;
        this.description = description;
        this.original = original;
        this.hub = hub;
        this.evaluated = evaluated;
        this.further = Collections.unmodifiableSortedMap(new TreeMap<>(further));
        this.scores = List.of(scores);
    }

    /** Lists the tasks. */
    public static final class Provider implements CatalogueProvider {
        @Override
        public List<GlueDataset> items() {
            return List.of(values());
        }
    }

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.TEXT, description, List.of());
    }

    @Override
    public List<Score> scores() {
        return scores;
    }

    @Override
    public Set<String> further() {
        return further.keySet();
    }

    @Override
    public TextDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        if (dataFolder.isEmpty()) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    "dataset " + name + " is read from files: name the data folder with --data DIR or SWEEP_DATA"
                            + " (glue/" + original.expected(GluePart.TRAIN) + " in it)");
        }
        Path glue = dataFolder.get().resolve("glue");
        GlueFiles files = original.hold(glue, GluePart.TRAIN) ? original : hub;
        SortedMap<String, List<TextExample>> measured = new TreeMap<>();
        for (var part : further.entrySet()) {
            measured.put(part.getKey(), read(files, glue, part.getValue()));
        }
        return new TextDataset(
                name, hub.classes(), read(files, glue, GluePart.TRAIN), read(files, glue, evaluated), measured);
    }

    private List<TextExample> read(GlueFiles files, Path glue, GluePart part) throws DatasetException {
        if (files.hold(glue, part)) {
            return files.read(glue, part);
        }
        // If nothing is there, the message names both layouts; otherwise only the missing file.
        String alternative = part == GluePart.TRAIN ? ", and so is " + original.expected(part) : "";
        throw new DatasetException(
                DatasetException.Kind.MISSING,
                glue.resolve(files.expected(part)) + ": is missing" + alternative
                        + "; get the task's original files from https://gluebenchmark.com/tasks or the parquet files of"
                        + " nyu-mll/glue from https://huggingface.co/datasets");
    }
}
