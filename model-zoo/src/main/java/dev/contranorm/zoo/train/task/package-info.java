/** What every training task has in common, whatever its family: network state, feeds, measures by layer. */
package dev.contranorm.zoo.train.task;
