/** What a tracking server already has of the results, so that the rest can be pushed; see {@link dev.contranorm.db.projection.ProjectionStore}. */
package dev.contranorm.db.projection;
