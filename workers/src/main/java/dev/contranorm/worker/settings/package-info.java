/** The one reader of environment variables: checks values, and reports all problems together. */
package dev.contranorm.worker.settings;
