/**
 * RevGAT (Li et al., "Training Graph Neural Networks with 1000 Layers", ICML 2021): graph attention in reversible blocks, whose
 * backward makes each block's input anew from its output, so that memory does not grow with depth.
 */
package dev.contranorm.zoo.backbone.revgat;
