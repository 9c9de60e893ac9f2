/**
 * Camel routes that run the periodic tasks of {@code lifecycle} and connect them to the bus, and the runtime that starts them.
 */
package dev.contranorm.orchestrator.route;
