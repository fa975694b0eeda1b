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
  const text = inWords(code, originalText || displayName);
  return text ? { ...rest, originalText: text } : undefined;
}

/**
 * A coded value by the looser rule of GetCareDocumentation 3: code and code system together, with or without words, or
 * original text alone. A half code becomes part of the text. Undefined when nothing is left.
 */
export function looselyCoded(value: CodedValue): CodedValue | undefined {
  const { code, codeSystem, codeSystemName, codeSystemVersion, displayName, originalText, ...rest } = value;
  if (code && codeSystem) return value;
  const text = inWords(code, originalText || displayName);
  return text ? { ...rest, originalText: text } : undefined;
}

function inWords(code: string | undefined, words: string | undefined): string {
  return [code, words === code ? undefined : words].filter(Boolean).join(' ');
}
