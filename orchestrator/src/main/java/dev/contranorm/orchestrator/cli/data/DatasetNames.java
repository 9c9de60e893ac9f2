package dev.contranorm.orchestrator.cli.data;

import dev.contranorm.orchestrator.cli.option.NotFoundException;
import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.trial.Catalogue;
import dev.contranorm.zoo.trial.CatalogueEntry;
import dev.contranorm.zoo.trial.CatalogueItem;
import dev.contranorm.zoo.trial.Protocol;
import dev.contranorm.zoo.trial.TrialSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Datasets by their names in the catalogue. */
final class DatasetNames {
    private final Catalogue catalogue = Catalogue.load();

    List<CatalogueEntry> all() {
        return catalogue.datasets();
    }

    /**
     * @throws NotFoundException when the catalogue has no such dataset
     */
    Dataset named(String name) {
        if (all().stream().noneMatch(entry -> entry.name().equals(name))) {
            throw new NotFoundException("there is no dataset '" + name + "'; there are "
                    + all().stream().map(CatalogueEntry::name).collect(Collectors.joining(", ")));
        }
        return CatalogueItem.named(Dataset.class, name);
    }

    /** Some trial on that dataset, with defaults for everything that is not given. */
    TrialSpec trialOn(String name, Map<String, Object> parameters) {
        String family = named(name).entry().family();
        CatalogueEntry backbone = catalogue.backbones().stream()
                .filter(entry -> entry.family().equals(family))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("no backbone takes the dataset '" + name + "' yet"));
        CatalogueEntry norm = catalogue.norms().stream()
                .filter(entry -> entry.family().equals(CatalogueEntry.ANY))
                .findFirst()
                .orElseThrow();
        Map<String, Object> assignment = new HashMap<>(parameters);
        assignment.put("dataset", name);
        assignment.put("backbone", backbone.name());
        assignment.put("norm", norm.name());
        return catalogue.resolve(assignment, Protocol.PAPER, 0);
    }
}
