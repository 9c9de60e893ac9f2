package dev.contranorm.zoo.backbone.revgat;

import dev.contranorm.zoo.data.format.CsrMatrix;

/**
 * What a RevGAT is built for.
 *
 * @param adjacency n × n; entry (i, j): node i looks at node j; values and loops do not count
 * @param width features of a node, those of its label included
 */
record RevGatInput(CsrMatrix adjacency, int width, int classes) {}
