/** Camel routes that drive the duties of {@code lifecycle} and join them to the bus, and the runtime that starts it all. */
package dev.contranorm.orchestrator.route;
