import type { Coded } from './code.ts';
import type { Attachment } from './note.ts';

/** What a patient manages alone, or a function that is impaired. */
export type FunctionalStatus = { readonly kind: 'function' } & (
  | {
      readonly category: 'pad-pad';
      readonly comment?: string;
      readonly padl: readonly (readonly [activity: string, assessment: string])[];
    }
  | { readonly category: 'fun-fun'; readonly icf?: Coded; readonly words?: string; readonly comment?: string }
);
export const padl = (
  assessments: readonly (readonly [activity: string, assessment: string])[],
  comment?: string,
): FunctionalStatus => ({ kind: 'function', category: 'pad-pad', padl: assessments, ...(comment && { comment }) });
export const impairment = (icf: Coded | string, comment: string): FunctionalStatus => ({
  kind: 'function',
  category: 'fun-fun',
  ...(typeof icf === 'string' ? { words: icf } : { icf }),
  comment,
});

/** A care plan; kinds as GetCarePlans 2 has them. */
export interface CarePlan {
  readonly kind: 'plan';
  readonly type: 'SIP' | 'SPU' | 'VP' | 'RP' | 'SVP';
  readonly title: string;
  readonly contents: readonly Attachment[];
}
export const carePlan = (type: CarePlan['type'], title: string, ...contents: Attachment[]): CarePlan => ({
  kind: 'plan',
  type,
  title,
  contents,
});

/** Measurements and findings of one occasion. */
export interface Observations {
  readonly kind: 'observations';
  readonly values: readonly {
    readonly type: Coded;
    /** In the digits to be shown. */
    readonly value: { readonly amount: string; readonly unit: string } | Coded;
    readonly description?: string;
  }[];
}

/** Something done (KVÅ). */
export interface Activity {
  readonly kind: 'activity';
  readonly code: Coded;
  readonly site?: Coded;
  readonly description?: string;
  readonly minutes?: number;
}
export const activity = (
  code: Coded,
  description?: string,
  more: Partial<Pick<Activity, 'site' | 'minutes'>> = {},
): Activity => ({
  kind: 'activity',
  code,
  ...(description && { description }),
  ...more,
});

/** How far a referral or request has come. */
export interface RequestStatus {
  readonly kind: 'request';
  /** 1 imaging, 2 laboratory, 4 general (KV framställantyp). */
  readonly type: '1' | '2' | '4';
  readonly receiver: { readonly hsaId: string; readonly name: string };
  readonly status: '10' | '20' | '30' | '40' | '50';
}
export const request = (
  type: RequestStatus['type'],
  status: RequestStatus['status'],
  receiver: RequestStatus['receiver'],
): RequestStatus => ({ kind: 'request', type, status, receiver });
