/** Gives memory back without waiting for the garbage collector. */

/** Smaller buffers may lie in memory that Node shares out among many. */
const leastBytes = 64 * 1024;

/**
 * Frees the memory of bytes that nobody reads any more; they are empty afterwards. The collector does not see how large
 * they are and would let hundreds of megabytes of them pile up.
 */
export function release({ buffer, byteOffset, byteLength }: Uint8Array): void {
  if (byteLength >= leastBytes && byteOffset === 0 && buffer instanceof ArrayBuffer)
    buffer.transfer(0);
}
