/** The HTTP API: Camel platform-http routes, one class per resource, over {@code lifecycle}. */
package dev.contranorm.orchestrator.http;
