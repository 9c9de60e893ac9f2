/** The broker of local mode. */
package dev.contranorm.worker.local;
