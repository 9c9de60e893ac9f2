/** Layers of networks, with hand-written backward passes that keep or recompute whatever is cheaper. */
package dev.contranorm.zoo.layer;
