/** What a trial is and how it trains. */
package dev.contranorm.zoo;
