/** The cells and trials of a definition: counted without enumeration, addressed by index, always in the same order. */
package dev.contranorm.orchestrator.plan;
