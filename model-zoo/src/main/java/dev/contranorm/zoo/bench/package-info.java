/** Measures what training costs on this machine. */
package dev.contranorm.zoo.bench;
