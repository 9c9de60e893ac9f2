package dev.contranorm.zoo.data.text;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.metric.Score;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task of GLUE (Wang et al., ICLR 2019) from its original TSV files, {@code <data>/glue/<task>/train.tsv}, or from the
 * parquet files of the Hugging Face Hub, {@code <data>/glue/<task>/train-00000-of-00001.parquet}.
 */
public abstract sealed class GlueDataset implements TextSource {
    private static final List<String> BINARY = List.of("0", "1");
    private static final List<String> ENTAILMENT = List.of("entailment", "not_entailment");

    private final String name;
    private final String sentence;
    private final OriginalFiles original;
    private final HubFiles hub;
    private final List<Score> scores;

    private GlueDataset(String name, String sentence, OriginalFiles original, HubFiles hub, Score... scores) {
        this.name = name;
        this.sentence = sentence;
        this.original = original;
        this.hub = hub;
        this.scores = List.of(scores);
    }

    @Override
    public final CatalogueEntry entry() {
        return new CatalogueEntry(CatalogueEntry.Kind.DATASET, name, CatalogueEntry.TEXT, sentence, List.of());
    }

    @Override
    public final List<Score> scores() {
        return scores;
    }

    /** What the task is judged by. */
    GluePart judged() {
        return GluePart.VALIDATION;
    }

    /** What else it is measured on, by name. */
    SortedMap<String, GluePart> furtherParts() {
        return new TreeMap<>();
    }

    @Override
    public final Set<String> further() {
        return furtherParts().keySet();
    }

    @Override
    public final TextDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        if (dataFolder.isEmpty()) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    "dataset " + name + " is read from files: name the data folder with --data DIR or SWEEP_DATA"
                            + " (glue/" + original.expected(GluePart.TRAIN) + " in it)");
        }
        Path glue = dataFolder.get().resolve("glue");
        GlueFiles files = original.hold(glue, GluePart.TRAIN) ? original : hub;
        SortedMap<String, List<TextExample>> further = new TreeMap<>();
        for (var part : furtherParts().entrySet()) {
            further.put(part.getKey(), read(files, glue, part.getValue()));
        }
        return new TextDataset(
                name, hub.classes(), read(files, glue, GluePart.TRAIN), read(files, glue, judged()), further);
    }

    private List<TextExample> read(GlueFiles files, Path glue, GluePart part) throws DatasetException {
        if (files.hold(glue, part)) {
            return files.read(glue, part);
        }
        // Nothing at all: both layouts are named. Something: only what it lacks.
        String alternative = part == GluePart.TRAIN ? ", and so is " + original.expected(part) : "";
        throw new DatasetException(
                DatasetException.Kind.MISSING,
                glue.resolve(files.expected(part)) + ": is missing" + alternative
                        + "; get the task's original files from https://gluebenchmark.com/tasks or the parquet files of"
                        + " nyu-mll/glue from https://huggingface.co/datasets");
    }

    /** Acceptability; the original files have no header. */
    public static final class Cola extends GlueDataset {
        public Cola() {
            super(
                    "cola",
                    "CoLA: is a sentence grammatical? 8,551 to train.",
                    new OriginalFiles(
                            "CoLA",
                            List.of("source", "label", "mark", "sentence"),
                            "sentence",
                            Optional.empty(),
                            "label",
                            BINARY,
                            false),
                    new HubFiles("cola", "sentence", Optional.empty(), 2),
                    Score.MATTHEWS);
        }
    }

    /** Sentiment. */
    public static final class Sst2 extends GlueDataset {
        public Sst2() {
            super(
                    "sst2",
                    "SST-2: is a film review kind? 67,349 to train.",
                    new OriginalFiles("SST-2", List.of(), "sentence", Optional.empty(), "label", BINARY, false),
                    new HubFiles("sst2", "sentence", Optional.empty(), 2),
                    Score.ACCURACY);
        }
    }

    /** Paraphrases in news. */
    public static final class Mrpc extends GlueDataset {
        public Mrpc() {
            super(
                    "mrpc",
                    "MRPC: do two sentences say the same? 3,668 to train.",
                    OriginalFiles.pair("MRPC", "#1 String", "#2 String", "Quality", BINARY),
                    HubFiles.pair("mrpc", "sentence1", "sentence2", 2),
                    Score.F1,
                    Score.ACCURACY);
        }
    }

    /** Similarity from 0 to 5: a regression. */
    public static final class StsB extends GlueDataset {
        public StsB() {
            super(
                    "stsb",
                    "STS-B: how similar are two sentences, 0 to 5? 5,749 to train.",
                    OriginalFiles.pair("STS-B", "sentence1", "sentence2", "score", List.of()),
                    HubFiles.pair("stsb", "sentence1", "sentence2", 1),
                    Score.SPEARMAN,
                    Score.PEARSON);
        }
    }

    /** Duplicate questions; a few rows of the original file are incomplete. */
    public static final class Qqp extends GlueDataset {
        public Qqp() {
            super(
                    "qqp",
                    "QQP: do two questions ask the same? 363,846 to train.",
                    new OriginalFiles(
                            "QQP", List.of(), "question1", Optional.of("question2"), "is_duplicate", BINARY, true),
                    HubFiles.pair("qqp", "question1", "question2", 2),
                    Score.F1,
                    Score.ACCURACY);
        }
    }

    /** Inference, judged on the genres of the training part and measured on others. */
    public static final class Mnli extends GlueDataset {
        static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");
        static final OriginalFiles ORIGINAL =
                OriginalFiles.pair("MNLI", "sentence1", "sentence2", "gold_label", LABELS);
        static final HubFiles HUB = HubFiles.pair("mnli", "premise", "hypothesis", LABELS.size());

        public Mnli() {
            super(
                    "mnli",
                    "MNLI: does one sentence follow from another? Judged on matched genres. 392,702 to train.",
                    ORIGINAL,
                    HUB,
                    Score.ACCURACY);
        }

        @Override
        GluePart judged() {
            return GluePart.MATCHED;
        }

        @Override
        SortedMap<String, GluePart> furtherParts() {
            return new TreeMap<>(java.util.Map.of("mismatched", GluePart.MISMATCHED));
        }
    }

    /** The same inference, judged on other genres and measured on those of the training part. */
    public static final class MnliMismatched extends GlueDataset {
        public MnliMismatched() {
            super("mnli-mm", "MNLI judged on mismatched genres.", Mnli.ORIGINAL, Mnli.HUB, Score.ACCURACY);
        }

        @Override
        GluePart judged() {
            return GluePart.MISMATCHED;
        }

        @Override
        SortedMap<String, GluePart> furtherParts() {
            return new TreeMap<>(java.util.Map.of("matched", GluePart.MATCHED));
        }
    }

    /** Answers to questions. */
    public static final class Qnli extends GlueDataset {
        public Qnli() {
            super(
                    "qnli",
                    "QNLI: does a sentence answer a question? 104,743 to train.",
                    OriginalFiles.pair("QNLI", "question", "sentence", "label", ENTAILMENT),
                    HubFiles.pair("qnli", "question", "sentence", 2),
                    Score.ACCURACY);
        }
    }

    /** Inference, small. */
    public static final class Rte extends GlueDataset {
        public Rte() {
            super(
                    "rte",
                    "RTE: does one sentence follow from another? 2,490 to train.",
                    OriginalFiles.pair("RTE", "sentence1", "sentence2", "label", ENTAILMENT),
                    HubFiles.pair("rte", "sentence1", "sentence2", 2),
                    Score.ACCURACY);
        }
    }

    /** Pronouns. */
    public static final class Wnli extends GlueDataset {
        public Wnli() {
            super(
                    "wnli",
                    "WNLI: what does a pronoun stand for? 635 to train.",
                    OriginalFiles.pair("WNLI", "sentence1", "sentence2", "label", BINARY),
                    HubFiles.pair("wnli", "sentence1", "sentence2", 2),
                    Score.ACCURACY);
        }
    }
}
