import { describe, expect, it } from 'vitest';
import type { HoldersLine } from '../../../src/faces/portal-api/shapes/holders.ts';
import { holdersLines } from '../../../src/portal/gate/holders-lines.ts';

const vas = { hsaId: 'vas', name: 'VAS' };
const answered = `{"kind":"answered","source":{"hsaId":"vas","name":"VAS"},"failed":false,"holders":[],"blockers":[]}`;

async function heard(chunks: readonly string[], end: (told: ReadableStreamDefaultController) => void) {
  const lines: HoldersLine[] = [];
  const told = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const [next, ...later] = chunks;
      chunks = later;
      if (next === undefined) end(controller);
      else controller.enqueue(new TextEncoder().encode(next));
    },
  });
  const problem = await (async () => {
    for await (const line of holdersLines(told)) lines.push(line);
  })().catch((thrown: unknown) => thrown);
  return { lines, problem };
}

describe('what is told of who holds', () => {
  it('is read line by line, wherever it was cut', async () => {
    const chunks = [answered.slice(0, 9), `${answered.slice(9)}\n{"kind":`, '"done"}\n'];
    const { lines, problem } = await heard(chunks, (told) => told.close());
    expect(lines).toMatchObject([{ kind: 'answered', source: vas }, { kind: 'done' }]);
    expect(problem).toBeUndefined();
  });

  it.each<[string, (told: ReadableStreamDefaultController) => void]>([
    ['ends', (told) => told.close()],
    ['breaks off', (told) => told.error(new TypeError('network error'))],
  ])('is not all when it %s before that is said', async (_how, end) => {
    const { lines, problem } = await heard([`${answered}\n`], end);
    expect(lines).toMatchObject([{ kind: 'answered', source: vas }]);
    expect(problem).toMatchObject({ code: 'UNREACHABLE' });
  });
});
