/* SPDX-License-Identifier: Apache-2.0
   The chart library sets the attribute style of what it draws, which the page's policy forbids like any other style that is
   not named by its hash. Set by way of the style object it is allowed, since only a script that is itself allowed can do that. */
'use strict';
(() => {
  const plain = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function setAttribute(name, value) {
    if (name === 'style') {
      this.style.cssText = value;
    } else {
      plain.call(this, name, value);
    }
  };
})();
