import type { HoldersLine } from '../../faces/portal-api/shapes/holders.ts';
import { unreachable } from '../api/problem.ts';

/** What the bridge tells, line by line. Throws {@link unreachable} when it ends, or breaks off, before all is told. */
export async function* holdersLines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<HoldersLine> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const next = await reader.read().catch(() => {
      throw unreachable();
    });
    if (next.done) throw unreachable();
    const lines = (rest + next.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const told: HoldersLine = JSON.parse(line);
      yield told;
      if (told.kind === 'done') return;
    }
  }
}
