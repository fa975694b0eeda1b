import type { ErrorCode } from '../../../errors.ts';

/** How a call went, in the words that the contracts share; each writes `VALIDATION` in its own way. */
export interface Result<C extends Code = Code> {
  readonly code: C;
  readonly text?: string | undefined;
}

type Code =
  | 'OK'
  /** Done, with something to say of it. */
  | 'INFO'
  | 'ERROR'
  | 'VALIDATION'
  | 'ACCESSDENIED'
  | 'NOTFOUND'
  | 'ALREADYEXISTS'
  | 'INVALIDSTATE';

export const ok = { code: 'OK' } as const satisfies Result;

const swedish: Readonly<Record<Exclude<Code, 'OK'>, string>> = {
  INFO: 'Observera.',
  ERROR: 'Det gick inte att svara just nu.',
  VALIDATION: 'Uppgifterna i anropet är felaktiga.',
  ACCESSDENIED: 'Anroparen får inte göra detta för vårdgivaren.',
  NOTFOUND: 'Det finns inte här.',
  ALREADYEXISTS: 'Det är redan registrerat.',
  INVALIDSTATE: 'Det går inte i det läge det har.',
};

/** Texts go to users: Swedish first. `english` holds no patient data. */
export function told<C extends Exclude<Code, 'OK'>>(code: C, english: string): Result<C> {
  return { code, text: `${swedish[code]} (${english})` };
}

type Refusal = 'ERROR' | 'VALIDATION' | 'ACCESSDENIED';

/** Thrown where a call cannot be answered; becomes the contract's own result. */
export class Unanswerable extends Error {
  readonly result: Result<Refusal>;

  constructor(code: Refusal, english: string) {
    super(english);
    this.result = told(code, english);
  }
}

/** Does the work; what cannot be answered becomes `otherwise`. */
export async function answered<Answer>(work: () => Promise<Answer>, otherwise: (result: Result<Refusal>) => Answer) {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Unanswerable) return otherwise(thrown.result);
    throw thrown;
  }
}

/** What a refusal in a result is on the access log; the rest was done, or had no effect. */
export const refusals: Readonly<Partial<Record<string, ErrorCode>>> = {
  ACCESSDENIED: 'CALLER_NOT_PERMITTED',
  VALIDATIONERROR: 'MESSAGE_INVALID',
  VALIDATION_ERROR: 'MESSAGE_INVALID',
  ERROR: 'SECURITY_SERVICE_UNAVAILABLE',
};

/** The code of the result block, wherever the contract has it; undefined for one without. */
export function resultCodeIn(response: object): string | undefined {
  for (const [name, value] of Object.entries(response)) {
    if (name === 'resultCode' || name === 'ResultCode') return String(value);
    const inside = typeof value === 'object' && !Array.isArray(value) ? resultCodeIn(value) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** The result block of the current domains. */
export function resultBlock<C extends Code, V extends string>({ code, text }: Result<C>, validation: V) {
  return { resultCode: worded(code, validation), ...(text !== undefined && { resultText: text }) };
}

/** That of the older ones, which demand a text. */
export function olderResultBlock<C extends Code, V extends string>({ code, text }: Result<C>, validation: V) {
  return { ResultCode: worded(code, validation), ResultText: text ?? '' };
}

function worded<C extends Code, V extends string>(code: C, validation: V): Exclude<C, 'VALIDATION'> | V {
  return code === 'VALIDATION' ? validation : (code as Exclude<C, 'VALIDATION'>);
}
