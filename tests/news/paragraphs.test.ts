import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasOnlySafeLinks, paragraphsOf } from '../../src/news/paragraphs.ts';

describe('what an author writes', () => {
  it('is paragraphs with links', () => {
    const text = 'Ett.\nSamma.\n\nSe [guiden](https://exempel.se/a?b=1) eller https://exempel.se/c.\n\n\n';
    expect(paragraphsOf(text)).toEqual([
      ['Ett.\nSamma.'],
      [
        'Se ',
        { text: 'guiden', link: 'https://exempel.se/a?b=1' },
        ' eller ',
        { text: 'https://exempel.se/c', link: 'https://exempel.se/c' },
        '.',
      ],
    ]);
  });

  it.each(['[a](javascript:x)', '[a](data:text/html,x)', 'http://exempel.se', 'https://någon:ord@exempel.se/'])(
    'leads nowhere else: %s',
    (text) => {
      expect(hasOnlySafeLinks(text)).toBe(false);
      expect(paragraphsOf(text)).toEqual([[text]]);
    },
  );

  it('has every word in place, and only links over https', () => {
    const piece = fc.constantFrom('[', ']', '(', ')', 'https://a.se/', 'http:', ' ', 'ord', 'javascript:', '.', '\n');
    fc.assert(
      fc.property(
        fc.array(piece).map((all) => all.join('')),
        (text) => {
          const pieces = paragraphsOf(text).flat();
          for (const one of pieces) {
            if (typeof one === 'string') expect(text).toContain(one);
            else expect([new URL(one.link).protocol, text.includes(one.text)]).toEqual(['https:', true]);
          }
        },
      ),
    );
  });
});
