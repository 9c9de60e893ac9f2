/** What happens to a sweep from its submission to its end: the service that people call, and the duties that move it on. */
package dev.contranorm.orchestrator.lifecycle;
