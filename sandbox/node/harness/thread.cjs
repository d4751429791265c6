'use strict';
// Preloaded into each thread that a solution starts.
const { hideModules, lockForAll, lockForJob } = require('./lockdown.cjs');

lockForAll();
lockForJob({ processes: false, threads: false });
hideModules();
