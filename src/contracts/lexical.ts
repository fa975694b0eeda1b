import type { SimpleType } from './schema.ts';

/** XML Schema part 2: the lexical forms. White space collapses except in plain strings. */
export function lexical(type: SimpleType, text: string): string | boolean | number | undefined {
  if (type.base === 'string') return type.pattern || type.values ? text.trim() : text;
  const token = text.trim();
  switch (type.base) {
    case 'boolean':
      return token === 'true' || token === '1' ? true : token === 'false' || token === '0' ? false : undefined;
    case 'int':
    case 'integer':
      return wholeNumber(type.base, token);
    case 'base64Binary':
      return token.replace(/\s+/g, '');
    default:
      return token;
  }
}

/** xs:integer has no bounds; beyond what a number holds exactly it is refused rather than rounded. */
function wholeNumber(base: 'int' | 'integer', token: string): number | undefined {
  if (!/^[+-]?\d{1,20}$/.test(token)) return undefined;
  const value = Number(token) + 0;
  if (base === 'int') return value >= -2_147_483_648 && value <= 2_147_483_647 ? value : undefined;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Whether a text says nothing. In a plain string a blank may be meant. */
export function isBlank(type: SimpleType, text: string): boolean {
  return (type.base === 'string' && !type.pattern && !type.values ? text : text.trim()) === '';
}
