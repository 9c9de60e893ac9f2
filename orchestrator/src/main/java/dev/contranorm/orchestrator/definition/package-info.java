/** What a sweep asks for: the YAML text read, checked against the catalogue, every problem with its place. */
package dev.contranorm.orchestrator.definition;
