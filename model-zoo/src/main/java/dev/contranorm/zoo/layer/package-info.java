/** Layers of token networks, each with a backward of its own that keeps and recomputes what is cheapest. */
package dev.contranorm.zoo.layer;
