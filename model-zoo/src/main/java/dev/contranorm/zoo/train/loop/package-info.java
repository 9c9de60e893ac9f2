/** The training loop, its listeners, and the checkpoints that it resumes from. Knows no family of networks. */
package dev.contranorm.zoo.train.loop;
