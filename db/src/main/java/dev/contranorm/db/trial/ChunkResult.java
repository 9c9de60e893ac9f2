package dev.contranorm.db.trial;

/**
 * What {@link TrialStore#addChunk} did.
 *
 * @param added trials added; 0 when the chunk was refused because {@code firstIndex} was not the next one
 * @param reused those of them that arrived with another sweep's result
 * @param expandedTrials how many trials the sweep has now: where the next chunk must begin
 */
public record ChunkResult(int added, int reused, long expandedTrials) {}
