/** RIV-TA's CVType. */
export interface CodedValue {
  readonly code?: string | undefined;
  readonly codeSystem?: string | undefined;
  readonly codeSystemName?: string | undefined;
  readonly codeSystemVersion?: string | undefined;
  readonly displayName?: string | undefined;
  readonly originalText?: string | undefined;
}

const oid = /^[0-2](\.[0-9]+)+$/;

/**
 * A coded value by the strict rule of GetDiagnosis 2 and its kin: either a code with an OID and a display name, or
 * original text alone. A code without display name shows the words there are, or itself; a code that no OID explains
 * becomes part of the text. Undefined when nothing is left.
 */
export function strictlyCoded({ originalText, displayName, ...coded }: CodedValue): CodedValue | undefined {
  const { code, codeSystem, codeSystemName, codeSystemVersion, ...rest } = coded;
  if (code && codeSystem && oid.test(codeSystem)) {
    return { ...coded, displayName: displayName || originalText || code };
  }
  const words = originalText || displayName;
  const text = [code, words === code ? undefined : words].filter(Boolean).join(' ');
  return text ? { ...rest, originalText: text } : undefined;
}
