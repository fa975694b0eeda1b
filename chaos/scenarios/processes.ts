import { setTimeout as sleep } from 'node:timers/promises';
import type { BridgeProcess } from '../../tests/support/bridge-process.ts';
import type { Lab } from '../lab.ts';
import type { Form, Scenario } from '../scenario.ts';
import { slowCouncils } from './sources.ts';

/** How often a process is killed. */
const times = (form: Form) => (form === 'long' ? 20 : 1);
/** Until whatever watches over processes has noticed: systemd and container engines take about as long. */
const UNNOTICED_MILLISECONDS = 500;

/** Killed while all councils are slow, so that it has work in its hands for certain; then started again. */
async function killAmidWork(lab: Lab, killed: readonly BridgeProcess[]): Promise<void> {
  await slowCouncils(lab, 400);
  await sleep(300);
  await Promise.all(killed.map((process) => process.kill()));
  await slowCouncils(lab, undefined);
  await sleep(UNNOTICED_MILLISECONDS);
  await Promise.all(killed.map((process) => process.start()));
}

export const workerKilled: Scenario = {
  name: 'worker-killed',
  what: 'the process that works is killed amid work, and started again',
  wholeWithin: 15,
  async run(lab, form) {
    for (let time = 0; time < times(form); time++) await killAmidWork(lab, [lab.work]);
    return [];
  },
};

export const bridgeKilled: Scenario = {
  name: 'bridge-killed',
  what: 'all processes of the bridge are killed amid work, and started again',
  wholeWithin: 15,
  async run(lab, form) {
    for (let time = 0; time < times(form); time++) await killAmidWork(lab, [lab.serve, lab.work]);
    return [];
  },
};
