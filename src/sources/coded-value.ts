/** RIV-TA's CVType as a dialect may give it, before the strict rule of the contracts is applied. */
interface Coded {
  readonly code?: string | undefined;
  /** OID. */
  readonly system?: string | undefined;
  readonly systemName?: string | undefined;
  readonly version?: string | undefined;
  readonly display?: string | undefined;
  readonly text?: string | undefined;
}

export interface CodedValue {
  readonly code?: string | undefined;
  readonly codeSystem?: string | undefined;
  readonly codeSystemName?: string | undefined;
  readonly codeSystemVersion?: string | undefined;
  readonly displayName?: string | undefined;
  readonly originalText?: string | undefined;
}

/**
 * A CVType by the rule that GetDiagnosis 2 and its kin state: either a code with its system and a display name, or
 * original text alone. A code without display name shows itself; a code without system becomes part of the text.
 */
export function codedValue({ code, system, systemName, version, display, text }: Coded): CodedValue | undefined {
  if (code && system) {
    return {
      code,
      codeSystem: system,
      codeSystemName: systemName,
      codeSystemVersion: version,
      displayName: display || text || code,
    };
  }
  const words = text || display;
  const originalText = [code, words === code ? undefined : words].filter(Boolean).join(' ');
  return originalText ? { originalText } : undefined;
}

/** What a reader would see of it. */
export function wordsOf(value: CodedValue | undefined): string | undefined {
  return value?.displayName ?? value?.originalText;
}
