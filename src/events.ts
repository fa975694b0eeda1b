import { EventEmitter } from 'node:events';
import type { ContractId } from './contracts/record.ts';
import type { FailureReason } from './sources/query.ts';

/**
 * What the rooms tell: `noun:verb:outcome`. Metrics, traces and logs listen; the rooms do not know them.
 * No event carries a patient's identity or content.
 */
export interface BridgeEvents {
  'request:face:finished': [
    {
      face: 'soap' | 'fhir' | 'npo' | 'portal';
      contract: string;
      code: string;
      status: number;
      milliseconds: number;
      correlationId: string;
    },
  ];
  'caller:certificate:refused': [
    { code: string; face: string; correlationId: string; fingerprint: string | undefined },
  ];
  'source:query:answered': [
    { source: string; contract: ContractId; records: number; milliseconds: number; correlationId: string },
  ];
  'source:query:failed': [
    {
      source: string;
      contract: ContractId;
      reason: FailureReason;
      text: string;
      milliseconds: number;
      correlationId: string;
    },
  ];
  'bus:reply:late': [{ source: string; correlationId: string }];
  'bus:work:stalled': [{ queue: string; text: string }];
  'audit:entry:written': [{ count: number; milliseconds: number }];
  'audit:entry:failed': [{ text: string }];
  'header:sender:ignored': [{ header: string; correlationId: string }];
  /** A pooled connection broke while idle; the pool replaces it. */
  'store:connection:failed': [{ text: string }];
  'directory:load:finished': [{ units: number; people: number; milliseconds: number }];
  'directory:load:failed': [{ text: string }];
}

export type Events = EventEmitter<BridgeEvents>;

export function createEvents(): Events {
  return new EventEmitter<BridgeEvents>();
}
