/** What predictions are judged by. */
package dev.contranorm.zoo.metric;
