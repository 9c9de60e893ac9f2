/** Networks whose depth is studied: each builds itself from a specification, with a norm between its layers. */
package dev.contranorm.zoo.backbone;
