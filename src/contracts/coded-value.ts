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
 * becomes part of the text. The value itself where it follows the rule; undefined when nothing is left.
 */
export function strictlyCoded(value: CodedValue): CodedValue | undefined {
  const { code, codeSystem, displayName, originalText } = value;
  if (!code || !codeSystem || !oid.test(codeSystem)) return wordsAlone(value);
  if (displayName && originalText === undefined) return value;
  const { originalText: _, ...coded } = value;
  return { ...coded, displayName: displayName || originalText || code };
}

/**
 * A coded value by the looser rule of GetCareDocumentation 3: code and code system together, with or without words, or
 * original text alone. A half code becomes part of the text. The value itself where it follows the rule; undefined when
 * nothing is left.
 */
export function looselyCoded(value: CodedValue): CodedValue | undefined {
  return value.code && value.codeSystem ? value : wordsAlone(value);
}

function wordsAlone(value: CodedValue): CodedValue | undefined {
  const { code, codeSystem, codeSystemName, codeSystemVersion, displayName, originalText, ...rest } = value;
  const text = inWords(code, originalText || displayName);
  if (!text) return undefined;
  const isAlone = [code, codeSystem, codeSystemName, codeSystemVersion, displayName].every(
    (part) => part === undefined,
  );
  return isAlone ? value : { ...rest, originalText: text };
}

function inWords(code: string | undefined, words: string | undefined): string {
  return [code, words === code ? undefined : words].filter(Boolean).join(' ');
}
