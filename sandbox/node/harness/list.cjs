'use strict';
const { setPrototypeOf } = require('./primordials.cjs');

// list makes an array that inherits nothing, so that a setter planted on
// Array.prototype or Object.prototype sees no write to it. Walk it by index.
const list = () => setPrototypeOf([], null);

module.exports = { list };
