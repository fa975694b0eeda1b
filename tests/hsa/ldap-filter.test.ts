import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commissionWithMember, containingWords, spellings, withHsaId } from '../../src/hsa/ldap-filter.ts';
import { fold } from '../../src/hsa/search.ts';

/** Whether the pieces occur in the text in their order: what a directory does with a substring filter. */
function occurs(pieces: readonly string[], text: string): boolean {
  let from = 0;
  return pieces.every((piece) => {
    const at = text.toLowerCase().indexOf(piece, from);
    from = at + piece.length;
    return at >= 0;
  });
}

describe('LDAP filters', () => {
  it('ask what the catalogue’s documentation asks', () => {
    expect(commissionWithMember('SE1-A').toString()).toBe(
      '(&(objectClass=hsaCommission)(hsaCommissionMember=SE1-A;*))',
    );
    expect(withHsaId('SE1-A').toString()).toContain('(hsaIdentity=SE1-A)');
    expect(containingWords(['x']).toString()).toContain('(!(objectClass=hsaArchivedObject))');
  });

  it('hold any value as a value', () => {
    // Only parentheses make structure; a value's own are escaped.
    const shape = (text: string) => text.replace(/[^()]/g, '');
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        expect(shape(withHsaId(value).toString())).toBe(shape(withHsaId('a').toString()));
        expect(shape(commissionWithMember(value).toString())).toBe(shape(commissionWithMember('a').toString()));
      }),
    );
  });

  it('find a word however its diacritics are written', () => {
    const swedish = fc.string({ unit: fc.constantFrom(...'abdehlmnorstuåäöé'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(swedish, swedish, (before, word) => {
        const written = `${before}${word}`;
        const ways = spellings(fold(word));
        expect(ways.length).toBeLessThanOrEqual(16);
        expect(ways.length === 0 || ways.some((pieces) => occurs(pieces, written))).toBe(true);
      }),
    );
  });
});
