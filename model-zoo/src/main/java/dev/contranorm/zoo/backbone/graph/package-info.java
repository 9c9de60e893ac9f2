/** Backbones over graphs: convolution, attention, sums over neighbours. */
package dev.contranorm.zoo.backbone.graph;
