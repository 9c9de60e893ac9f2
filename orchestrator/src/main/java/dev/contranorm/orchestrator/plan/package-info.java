/** The cells and trials of a definition: counted without enumerating, addressable by index, always in the same order. */
package dev.contranorm.orchestrator.plan;
