/** Results as text, for people and for programs: the result table of a sweep and the rows of a query. */
package dev.contranorm.orchestrator.report;
