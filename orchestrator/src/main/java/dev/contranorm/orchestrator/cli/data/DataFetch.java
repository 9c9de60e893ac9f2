package dev.contranorm.orchestrator.cli.data;

import dev.contranorm.orchestrator.cli.option.DataOption;
import dev.contranorm.orchestrator.cli.option.NotFoundException;
import dev.contranorm.orchestrator.cli.option.UsageException;
import dev.contranorm.orchestrator.cli.output.ExitCode;
import dev.contranorm.orchestrator.cli.output.Messages;
import dev.contranorm.orchestrator.local.dataset.DatasetDownload;
import dev.contranorm.zoo.data.Dataset;
import dev.contranorm.zoo.data.PublishedArchive;
import dev.contranorm.zoo.data.PublishedFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep data fetch}: downloads the files of datasets and checks them. */
@Command(name = "fetch", description = "Download the files of datasets into the data folder and check their checksums.")
final class DataFetch implements Callable<Integer> {
    @Parameters(paramLabel = "DATASET", arity = "1..*", description = "Names of datasets.")
    private List<String> names;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "A folder on a server that holds the files, instead of their authors' address.")
    private URI mirror;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Messages messages = Messages.of(spec);
        Path folder = data.folder()
                .orElseThrow(() -> new UsageException("name the folder for the files with --data DIR or SWEEP_DATA"));
        DatasetDownload download = new DatasetDownload(folder, Optional.ofNullable(mirror));
        DatasetNames catalogue = new DatasetNames();
        for (String name : names) {
            Dataset dataset = catalogue.named(name);
            if (dataset.files().isEmpty() && dataset.archives().isEmpty()) {
                throw new NotFoundException("there is nothing to fetch for '" + name
                        + "': it is generated, or no checksum of its files is on record");
            }
            if (!dataset.files().isEmpty()) {
                messages.say(files(name, dataset.files(), download, folder));
            }
            for (PublishedArchive archive : dataset.archives()) {
                messages.say(archive(name, archive, download, folder));
            }
        }
        return ExitCode.OK.number();
    }

    private static String files(String name, List<PublishedFile> files, DatasetDownload download, Path folder)
            throws InterruptedException {
        int fetched = 0;
        for (PublishedFile file : files) {
            fetched += download.fetch(file) ? 1 : 0;
        }
        return name + ": " + fetched + " files fetched, " + (files.size() - fetched) + " were there already; all in "
                + folder.resolve(files.get(0).path()).getParent();
    }

    private static String archive(String name, PublishedArchive archive, DatasetDownload download, Path folder)
            throws InterruptedException {
        Path file = folder.resolve(archive.path());
        return download.fetch(archive)
                .map(digest ->
                        name + ": " + file + " fetched and unpacked; its authors publish no checksum, this one has"
                                + " the SHA-256 " + digest + ", which " + file.getFileName() + ".sha256 keeps")
                .orElse(name + ": " + file + " was there already and is what was fetched before");
    }
}
