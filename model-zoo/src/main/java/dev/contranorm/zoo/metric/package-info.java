/** Scores of predictions: accuracy, F1, Matthews, Pearson, Spearman, ROC AUC. */
package dev.contranorm.zoo.metric;
