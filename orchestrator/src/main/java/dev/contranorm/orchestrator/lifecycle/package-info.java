/**
 * The life of a sweep from submission to its end: the service that submits and steers sweeps, and the periodic tasks that
 * advance them.
 */
package dev.contranorm.orchestrator.lifecycle;
