import { Transform } from 'node:stream';
import { DumpFault } from './dump.ts';

/** Bytes of a file, and of what is packed in it. The national file has a hundred megabytes. */
export const largest = 1_073_741_824;

export function atMost(bytes: number): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > bytes) done(new DumpFault('It is larger than this reads.'));
      else done(null, chunk);
    },
  });
}
