/** Dataset files on this machine: downloading and checking. */
package dev.contranorm.orchestrator.local.dataset;
