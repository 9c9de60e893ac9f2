/** Results as text: the table of a sweep and the rows of a query, for people and for programs. */
package dev.contranorm.orchestrator.report;
