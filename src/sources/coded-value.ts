import { type CodedValue, strictlyCoded } from '../contracts/index.ts';

/** A coded value as a dialect may give it. */
interface Coded {
  readonly code?: string | undefined;
  /** OID. */
  readonly system?: string | undefined;
  readonly systemName?: string | undefined;
  readonly version?: string | undefined;
  readonly display?: string | undefined;
  readonly text?: string | undefined;
}

/** As CVType, by the strict rule that the contracts state for it. */
export function codedValue({ code, system, systemName, version, display, text }: Coded): CodedValue | undefined {
  return strictlyCoded({
    code,
    codeSystem: system,
    codeSystemName: systemName,
    codeSystemVersion: version,
    displayName: display,
    originalText: text,
  });
}

/** What a reader would see of it. */
export function wordsOf(value: CodedValue | undefined): string | undefined {
  return value?.displayName ?? value?.originalText;
}
