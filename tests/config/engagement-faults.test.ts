import { expect, it } from 'vitest';
import { engagementFaults } from '../../src/config/engagement-faults.ts';
import { demoConfig } from '../support/config.ts';

const vas = 'SE2321000230-DEMOVAS';
const list = (source: string) => ({ source, at: '02:00', list: 'file:x', timeoutMs: 1, deleteAtMost: 0 });
const subscriber = { name: 'regional', logicalAddress: 'SE-R', url: 'https://r.example', filters: [] };

it('lets the demo pass', () => {
  expect(engagementFaults(demoConfig())).toEqual([]);
});

it.each<[string, (config: ReturnType<typeof demoConfig>) => void, string]>([
  ['a list of nobody', ({ engagements }) => engagements.reconcile.push(list('SE-X')), 'SE-X is not among sources'],
  ['two lists of one', ({ engagements }) => engagements.reconcile.push(list(vas), list(vas)), `${vas} stands twice`],
  [
    'two of one name',
    ({ engagements }) => engagements.subscribers.push(subscriber, subscriber),
    'regional stands twice',
  ],
  [
    'index: optional without a list',
    ({ sources }) => {
      sources[0].index = 'optional';
    },
    'needs engagements.reconcile',
  ],
])('tells of %s', (_what, bend, expected) => {
  expect(engagementFaults(demoConfig(bend))).toEqual([expect.stringContaining(expected)]);
});
