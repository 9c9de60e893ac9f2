/** The training loop, its listeners, and the checkpoints from which it resumes. Independent of the family of networks. */
package dev.contranorm.zoo.train.loop;
