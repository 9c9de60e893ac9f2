/** Measures the cost of training on this machine. */
package dev.contranorm.zoo.bench;
