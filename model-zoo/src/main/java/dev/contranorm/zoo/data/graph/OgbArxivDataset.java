package dev.contranorm.zoo.data.graph;

import dev.contranorm.zoo.data.DatasetException;
import dev.contranorm.zoo.data.PublishedArchive;
import dev.contranorm.zoo.data.PublishedFacts;
import dev.contranorm.zoo.data.format.CsrMatrix;
import dev.contranorm.zoo.data.format.FeatureMatrix;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.ParameterSpec;
import dev.contranorm.zoo.trial.TrialSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * ogbn-arxiv of the Open Graph Benchmark (Hu et al., 2020): papers that cite one another, split by time. Edges are added in
 * both directions. Features are the published word embeddings, or those of GIANT-XRT (Chien et al., 2022) from {@code
 * X.all.xrt-emb.npy}.
 */
public final class OgbArxivDataset implements GraphSource {
    static final String NAME = "ogbn-arxiv";
    private static final String FEATURES = "features";
    private static final String RAW = "raw";
    private static final String GIANT = "giant-xrt";

    @Override
    public CatalogueEntry entry() {
        return new CatalogueEntry(
                CatalogueEntry.Kind.DATASET,
                NAME,
                CatalogueEntry.GRAPH,
                "ogbn-arxiv citation graph: 169,343 papers, 128 features, 40 classes, split by time.",
                List.of(ParameterSpec.text(
                        FEATURES,
                        RAW,
                        List.of(RAW, GIANT),
                        "The published word embeddings (width 128) or those of GIANT-XRT (width 768).")));
    }

    @Override
    public List<PublishedArchive> archives() {
        return List.of(OgbFiles.archive());
    }

    @Override
    public List<String> places(Path dataFolder) {
        return OgbFiles.places();
    }

    @Override
    public SortedMap<String, Object> published(TrialSpec spec) {
        SortedMap<String, Object> facts = PublishedFacts.of(NAME);
        if (spec.text(FEATURES).equals(GIANT)) {
            facts.remove("features");
        }
        return facts;
    }

    @Override
    public GraphDataset load(TrialSpec spec, Optional<Path> dataFolder) throws DatasetException {
        OgbFiles files = new OgbFiles(NAME, dataFolder);
        int[] labels = files.labels();
        int n = labels.length;
        FeatureMatrix features = spec.text(FEATURES).equals(GIANT) ? files.embedding(n) : files.features(n);
        CsrMatrix adjacency = GraphPreprocessing.symmetriseByMaximum(files.edges(n));
        NodeSplit split = files.split(n);
        int classes = IntStream.of(labels).max().orElse(-1) + 1;
        return GraphDataset.of(NAME, features, adjacency, labels, classes, List.of(split));
    }
}
