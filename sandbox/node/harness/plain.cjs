'use strict';
// Plain data: a value's JSON text, taken at once and without calling toJSON.
// Values that JSON lacks become an object with the single key "$" (see the
// protocol). The text is built by hand, since JSON.stringify looks for toJSON on
// prototypes that a solution may have changed.

const {
  Uint8Array, bigintToText, dateValue, errorPrototype, isArray, isFinite,
  isPrototypeOf, keys, mapForEach, parse, setForEach, stringify, toText, types,
} = require('./primordials.cjs');
const { list } = require('./list.cjs');

const DEPTH = 32;
const VALUES = 200_000; // per copy; what is beyond is cut off as "deep"
const HEX = '0123456789abcdef';

const special = (name, rest = '') => `{"$":"${name}"${rest}}`;

function number(value) {
  if (isFinite(value)) return value === 0 ? '0' : '' + value;
  return special(value !== value ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity');
}

function primitive(value) {
  switch (typeof value) {
    case 'string': return stringify(value);
    case 'number': return number(value);
    case 'boolean': return value ? 'true' : 'false';
    case 'bigint': return special('bigint', `,"value":"${bigintToText(value)}"`);
    case 'undefined': return special('undefined');
    case 'symbol': return special('symbol');
    case 'function': return special('function');
    default: return 'null';
  }
}

function isError(value) {
  return types.isNativeError(value) || isPrototypeOf(errorPrototype, value);
}

// read returns a property's value, or what to write in its place.
function read(object, key, otherwise) {
  try { return object[key]; } catch { return otherwise; }
}

function error(value) {
  const name = read(value, 'name');
  const message = read(value, 'message');
  const code = read(value, 'code');
  let text = `,"name":${stringify(typeof name === 'string' ? name : 'Error')}`;
  text += `,"message":${stringify(typeof message === 'string' ? message : '')}`;
  if (typeof code === 'string' || typeof code === 'number') text += `,"code":${stringify(toText(code))}`;
  return special('error', text);
}

function bytes(value) {
  const view = types.isAnyArrayBuffer(value)
    ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  let hex = '';
  for (let i = 0; i < view.length; i++) hex += HEX[view[i] >> 4] + HEX[view[i] & 15];
  return special('bytes', `,"hex":"${hex}"`);
}

const path = list(); // the objects that hold the value which is being copied

// A copy in progress. A getter of the solution's may begin another one meanwhile.
class Copy {
  #left = VALUES; // what may still come
  #base = path.length;

  value(value) {
    if ((typeof value !== 'object' || value === null)) return primitive(value);
    const depth = path.length;
    if (--this.#left < 0 || depth - this.#base >= DEPTH) return special('deep');
    for (let i = this.#base; i < depth; i++) if (path[i] === value) return special('cycle');
    path[depth] = value;
    try { return this.#object(value); } catch { return special('threw'); } finally { path.length = depth; }
  }

  #object(value) {
    if (isArray(value)) return this.#array(value);
    if (isError(value)) return error(value);
    if (types.isArrayBufferView(value) || types.isAnyArrayBuffer(value)) return bytes(value);
    if (types.isDate(value)) return special('date', `,"ms":${number(dateValue(value))}`);
    if (types.isPromise(value)) return special('promise');
    if (types.isMap(value)) return special('map', `,"entries":[${this.#entries(value)}]`);
    if (types.isSet(value)) return special('set', `,"values":[${this.#members(value)}]`);
    return this.#record(value);
  }

  #property(object, key) {
    let value;
    try { value = object[key]; } catch { return special('threw'); }
    return this.value(value);
  }

  #array(value) {
    let text = '';
    for (let i = 0; i < value.length; i++) {
      if (this.#left <= 0) return `[${text}${text && ','}${special('deep')}]`;
      this.#left--;
      text += (i ? ',' : '') + this.#property(value, i);
    }
    return `[${text}]`;
  }

  #record(value) {
    const names = keys(value);
    let text = '';
    for (let i = 0; i < names.length; i++) {
      text += `${i ? ',' : ''}${stringify(names[i])}:${this.#property(value, names[i])}`;
    }
    return `{${text}}`;
  }

  #entries(map) {
    let text = '';
    mapForEach(map, (value, key) => { text += `${text && ','}[${this.value(key)},${this.value(value)}]`; });
    return text;
  }

  #members(set) {
    let text = '';
    setForEach(set, (value) => { text += (text && ',') + this.value(value); });
    return text;
  }
}

// encode returns the plain-data JSON text of any value and never throws.
const encode = (value) => new Copy().value(value);

// plain returns the plain-data copy of any value, made of fresh objects.
const plain = (value) => parse(encode(value));

module.exports = { encode, isError, plain };
