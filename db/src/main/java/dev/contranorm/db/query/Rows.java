package dev.contranorm.db.query;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param columns names in order
 * @param rows values: String, Long, Double, java.math.BigDecimal, Boolean, java.time.Instant, or null; everything else as
 *     PostgreSQL writes it (JSON, arrays, intervals)
 * @param truncated whether there were more rows than the limit
 */
public record Rows(List<String> columns, List<List<Object>> rows, boolean truncated) {}
