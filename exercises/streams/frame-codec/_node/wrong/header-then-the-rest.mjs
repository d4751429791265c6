// fails: chunk-boundary, multi-frame-drain, input-validation, end-of-input, buffer-ownership (handbook)
export function createFrameParser() {
  return {
    push: (chunk) => [
      {
        version: chunk.readUInt8(0),
        type: chunk.readUInt16BE(1),
        length: chunk.readUInt32BE(3),
        data: chunk.subarray(7),
      },
    ],
    end() {},
  }
}
