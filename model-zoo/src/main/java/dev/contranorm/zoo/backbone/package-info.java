/** Networks whose depth is studied. Each is built from a specification, with a norm between its layers. */
package dev.contranorm.zoo.backbone;
