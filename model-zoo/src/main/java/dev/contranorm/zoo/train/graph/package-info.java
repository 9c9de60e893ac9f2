/** Training on graphs: classification of nodes and of whole graphs, label reuse, and distillation between trials. */
package dev.contranorm.zoo.train.graph;
