import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';

/** The page is what runs: each block of commands, and what it says they answer. */
const page = readFileSync('docs/security.md', 'utf8').split('## A walk-through\n')[1]?.split('\n## ')[0] ?? '';
const blocks = [...page.matchAll(/```(sh|text)\n([\s\S]*?)```/g)].map(([, kind, text = '']) => ({ kind, text }));
const steps = blocks.flatMap(({ kind, text }, index) => {
  const next = blocks[index + 1];
  return kind === 'sh' ? [{ commands: text, answer: next?.kind === 'text' ? next.text : '' }] : [];
});
const between = '@@ end of step @@';

let running: RunningBridge;
let answers: readonly string[];
beforeAll(async () => {
  running = await startRunningBridge();
  const script = steps.map(({ commands }) => `${commands}\necho '${between}'\n`).join('');
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', script], {
    env: {
      ...process.env,
      SERVICE: running.url,
      PORTAL: `https://localhost:${running.bridge.ports.portal}`,
      CERTS: running.pki.dir,
      DATA_DIR: running.config.dataDir,
    },
    timeout: 120_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  answers = stdout.split(`${between}\n`);
}, 150_000);
afterAll(() => running?.close());

describe('the walk-through of docs/security.md', () => {
  it('is there', () => {
    expect(steps.length).toBeGreaterThan(7);
  });

  it.each(steps.map(({ answer }, index) => ({ index, answer })))('step $index answers $answer', ({ index, answer }) => {
    expect(answers[index]).toMatch(patternOf(answer));
  });
});

/** `…` on the page stands for what differs from one time to the next. */
function patternOf(answer: string): RegExp {
  return new RegExp(
    `^${answer
      .split('…')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[\\s\\S]*')}$`,
  );
}
