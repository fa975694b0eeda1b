import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { commonPromises } from './common-promises.ts';
import { type Lab, openLab, targets } from './lab.ts';
import type { Form, Scenario, Verdict } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { row } from './table.ts';

const usage = `npm run chaos                    every scenario, short form
npm run chaos -- NAME…           only these
npm run chaos -- --long          as long as the promises say: an hour
npm run chaos -- --list          what there is
npm run chaos -- --json FILE     the verdicts as JSON, too
`;

/** Of each process's log after a broken promise. */
const LINES = 8;

interface Judged extends Verdict {
  readonly scenario: string;
}

/** `npm run chaos`: things go wrong, promises are measured; 1 if one was broken. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { long: { type: 'boolean' }, list: { type: 'boolean' }, json: { type: 'string' } },
  });
  if (values.list) {
    for (const { name, what } of scenarios) process.stdout.write(`${name.padEnd(22)} ${what}\n`);
    return 0;
  }
  const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`There is no ${unknown.join(', ')}.\n${usage}`);
    return 2;
  }
  const form: Form = values.long ? 'long' : 'short';
  const chosen = positionals.length > 0 ? scenarios.filter(({ name }) => positionals.includes(name)) : ofForm(form);
  const judged = await runAll(chosen, form);
  if (values.json) await writeFile(values.json, `${JSON.stringify(judged, undefined, 2)}\n`);
  const broken = judged.filter(({ kept }) => !kept);
  process.stdout.write(`\n${judged.length} promises, ${broken.length} broken.\n`);
  // Once more at the end: of a long log the end is what is read.
  for (const verdict of broken) process.stdout.write(row(verdict.scenario, verdict));
  return broken.length === 0 ? 0 : 1;
}

const ofForm = (form: Form): readonly Scenario[] =>
  scenarios.filter(({ longOnly }) => form === 'long' || longOnly !== true);

async function runAll(chosen: readonly Scenario[], form: Form): Promise<readonly Judged[]> {
  const judged: Judged[] = [];
  const lab = await openLab();
  process.stdout.write(`${lab.perSecond.toFixed(1)} calls a second at each of ${targets.length} addresses\n`);
  try {
    for (const scenario of chosen) {
      const verdicts = await runOne(lab, scenario, form);
      for (const verdict of verdicts) process.stdout.write(row(scenario.name, verdict));
      if (verdicts.some(({ kept }) => !kept)) tellWhatTheySaid(lab);
      judged.push(...verdicts.map((verdict) => ({ scenario: scenario.name, ...verdict })));
    }
  } finally {
    await lab.close();
  }
  return judged;
}

/** What there is to begin with, for whoever looks into a broken promise. */
function tellWhatTheySaid({ serve, work }: Lab): void {
  for (const { name, output } of [serve, work])
    for (const line of output().slice(-LINES)) process.stderr.write(`${name}: ${line}\n`);
}

async function runOne(lab: Lab, scenario: Scenario, form: Form): Promise<readonly Verdict[]> {
  const since = performance.now();
  const own = await scenario.run(lab, form);
  return [...own, ...(await commonPromises(lab, scenario, since, performance.now()))];
}

process.exitCode = await main();
