/** The common parts of all training tasks: network state, feeds, measures by layer. */
package dev.contranorm.zoo.train.task;
