/** Measures of representations over depth: how alike the rows of a layer's output have become. */
package dev.contranorm.zoo.oversmoothing;
