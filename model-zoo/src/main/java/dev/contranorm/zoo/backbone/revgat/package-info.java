/**
 * RevGAT (Li et al., "Training Graph Neural Networks with 1000 Layers", ICML 2021): graph attention in reversible blocks. The
 * backward pass recomputes each block's input from its output, so memory does not grow with depth.
 */
package dev.contranorm.zoo.backbone.revgat;
