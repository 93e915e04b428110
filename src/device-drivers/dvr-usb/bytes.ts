const latin1 = new TextDecoder('latin1');

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Whether `text`, one byte a character, stands at `at`. */
export function hasText(bytes: Uint8Array, at: number, text: string): boolean {
  return at >= 0 && latin1.decode(bytes.subarray(at, at + text.length)) === text;
}

/** Whether these bytes stand at `at`. */
export function hasBytes(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((value, index) => bytes[at + index] === value);
}
