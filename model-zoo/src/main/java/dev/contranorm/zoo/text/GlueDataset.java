package dev.contranorm.zoo.text;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.score.Score;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A task of GLUE (Wang et al., ICLR 2019) from its original TSV files, {@code <data>/glue/<task>/}. */
public abstract sealed class GlueDataset implements TextSource {
    private static final List<String> BINARY = List.of("0", "1");
    private static final List<String> ENTAILMENT = List.of("entailment", "not_entailment");

    private final String name;
    private final String folder;
    private final String sentence;
    private final GlueColumns columns;
    private final GlueColumns validationColumns;
    private final String validationFile;
    private final List<Score> scores;

    private GlueDataset(String name, String folder, String sentence, GlueColumns columns, Score... scores) {
        this(name, folder, sentence, columns, columns, "dev.tsv", scores);
    }

    private GlueDataset(
            String name,
            String folder,
            String sentence,
            GlueColumns columns,
            GlueColumns validationColumns,
            String validationFile,
            Score... scores) {
        this.name = name;
        this.folder = folder;
        this.sentence = sentence;
        this.columns = columns;
        this.validationColumns = validationColumns;
        this.validationFile = validationFile;
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

    @Override
    public final TextDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        if (dataFolder.isEmpty()) {
            throw new DatasetException(
                    DatasetException.Kind.MISSING,
                    "dataset " + name + " is read from files: name the data folder with --data DIR or SWEEP_DATA"
                            + " (glue/" + folder + "/train.tsv in it)");
        }
        Path task = dataFolder.get().resolve("glue").resolve(folder);
        return new TextDataset(
                name,
                Math.max(1, columns.labels().size()),
                columns.read(task.resolve("train.tsv")),
                validationColumns.read(task.resolve(validationFile)));
    }

    private static GlueColumns columns(int first, int second, int label, List<String> labels) {
        return new GlueColumns(true, first, second, label, labels, false);
    }

    /** Acceptability; without a header. */
    public static final class Cola extends GlueDataset {
        public Cola() {
            super(
                    "cola",
                    "CoLA",
                    "CoLA: is a sentence grammatical? 8,551 to train.",
                    new GlueColumns(false, 3, -1, 1, BINARY, false),
                    Score.MATTHEWS);
        }
    }

    /** Sentiment. */
    public static final class Sst2 extends GlueDataset {
        public Sst2() {
            super(
                    "sst2",
                    "SST-2",
                    "SST-2: is a film review kind? 67,349 to train.",
                    columns(0, -1, 1, BINARY),
                    Score.ACCURACY);
        }
    }

    /** Paraphrases in news. */
    public static final class Mrpc extends GlueDataset {
        public Mrpc() {
            super(
                    "mrpc",
                    "MRPC",
                    "MRPC: do two sentences say the same? 3,668 to train.",
                    columns(3, 4, 0, BINARY),
                    Score.F1,
                    Score.ACCURACY);
        }
    }

    /** Similarity from 0 to 5: a regression. */
    public static final class StsB extends GlueDataset {
        public StsB() {
            super(
                    "stsb",
                    "STS-B",
                    "STS-B: how similar are two sentences, 0 to 5? 5,749 to train.",
                    columns(7, 8, -1, List.of()),
                    Score.PEARSON,
                    Score.SPEARMAN);
        }
    }

    /** Duplicate questions; a few rows of the original file are incomplete. */
    public static final class Qqp extends GlueDataset {
        public Qqp() {
            super(
                    "qqp",
                    "QQP",
                    "QQP: do two questions ask the same? 363,846 to train.",
                    new GlueColumns(true, 3, 4, 5, BINARY, true),
                    Score.F1,
                    Score.ACCURACY);
        }
    }

    /** Inference, judged on the genres of the training set. */
    public static final class Mnli extends GlueDataset {
        static final List<String> LABELS = List.of("entailment", "neutral", "contradiction");

        public Mnli() {
            super(
                    "mnli",
                    "MNLI",
                    "MNLI: does one sentence follow from another? Judged on matched genres.",
                    columns(8, 9, -1, LABELS),
                    columns(8, 9, -1, LABELS),
                    "dev_matched.tsv",
                    Score.ACCURACY);
        }
    }

    /** Inference, judged on other genres. */
    public static final class MnliMismatched extends GlueDataset {
        public MnliMismatched() {
            super(
                    "mnli-mm",
                    "MNLI",
                    "MNLI judged on mismatched genres.",
                    columns(8, 9, -1, Mnli.LABELS),
                    columns(8, 9, -1, Mnli.LABELS),
                    "dev_mismatched.tsv",
                    Score.ACCURACY);
        }
    }

    /** Answers to questions. */
    public static final class Qnli extends GlueDataset {
        public Qnli() {
            super(
                    "qnli",
                    "QNLI",
                    "QNLI: does a sentence answer a question? 104,743 to train.",
                    columns(1, 2, 3, ENTAILMENT),
                    Score.ACCURACY);
        }
    }

    /** Inference, small. */
    public static final class Rte extends GlueDataset {
        public Rte() {
            super(
                    "rte",
                    "RTE",
                    "RTE: does one sentence follow from another? 2,490 to train.",
                    columns(1, 2, 3, ENTAILMENT),
                    Score.ACCURACY);
        }
    }

    /** Pronouns. */
    public static final class Wnli extends GlueDataset {
        public Wnli() {
            super(
                    "wnli",
                    "WNLI",
                    "WNLI: what does a pronoun stand for? 635 to train.",
                    columns(1, 2, 3, BINARY),
                    Score.ACCURACY);
        }
    }
}
