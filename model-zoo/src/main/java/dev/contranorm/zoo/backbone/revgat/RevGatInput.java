package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.data.format.CsrMatrix;

/**
 * The graph and features that a RevGAT is built for.
 *
 * @param adjacency n × n; entry (i, j): node i attends to node j; values and loops are ignored
 * @param width number of features of a node, including those of its label
 */
record RevGatInput(CsrMatrix adjacency, int width, int classes) {}
