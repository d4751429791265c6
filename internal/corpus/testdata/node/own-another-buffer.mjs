// attack own: puts another Buffer under the global's name, whose views are copies
// exercise: frame-codec | passes: wire-format, chunk-boundary, multi-frame-drain, input-validation, end-of-input
// status: fail
const Was = Buffer;
const { slice } = Uint8Array.prototype;
function copying(bytes) {
  return Object.defineProperty(bytes, 'subarray', {
    value: (...range) => copying(Was.from(slice.apply(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), range))),
  });
}
const other = new Proxy(Was, { get: (target, key) => (/^(?:alloc|from|concat)$/.test(key) ? (...a) => copying(target[key](...a)) : target[key]) });
try { globalThis.Buffer = other; } catch {}
Reflect.defineProperty(globalThis, 'Buffer', { value: other });
// fails: buffer-ownership
export function createFrameParser({ maxPayload }) {
  let held = Buffer.alloc(0)
  return {
    push(chunk) {
      held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
      const frames = []
      while (held.length >= 7) {
        const length = held.readUInt32BE(3)
        if (length > maxPayload) throw new RangeError('too large')
        if (held.length < 7 + length) break
        frames.push({ version: held[0], type: held.readUInt16BE(1), data: held.subarray(7, 7 + length) })
        held = held.subarray(7 + length)
      }
      return frames
    },
    end() {
      if (held.length > 0) throw new Error('truncated')
    },
  }
}
