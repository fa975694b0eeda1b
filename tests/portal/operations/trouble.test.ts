import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Trouble } from '../../../src/portal/operations/sources/trouble.tsx';

it.each([
  [
    'store: connect ECONNREFUSED: gone.\nTwice.',
    'Databasen svarar inte som den ska. <span lang="en">connect ECONNREFUSED: gone.\nTwice.</span>',
  ],
  ['later-part: It is new.', '<span lang="en">later-part: It is new.</span>'],
  ['toString: no part.', '<span lang="en">toString: no part.</span>'],
  ['Nothing known.', '<span lang="en">Nothing known.</span>'],
])('tells of %j in the reader’s language what is known, and the rest as it was said', (said, told) => {
  expect(renderToStaticMarkup(createElement(Trouble, { said }))).toBe(told);
});
