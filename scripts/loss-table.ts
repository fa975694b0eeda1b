import { type Translation, translations } from '../src/contracts/index.ts';

const begin = '<!-- what the translations declare; written by `npm run wsdl` -->\n';
const end = '<!-- end -->\n';

/** What becomes of each element between major versions, in the translations' own words. */
export function lossTable(): string {
  const rows = translations.flatMap((translation) => [
    ...rowsOf(translation, 'lost', translation.losses),
    ...rowsOf(translation, 'told otherwise', translation.retold),
    ...rowsOf(translation, 'needed', translation.needs),
  ]);
  return ['| From → to | Element | | |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function rowsOf({ from, to }: Translation, what: string, told: Translation['losses']): string[] {
  return Object.entries(told).map(
    ([path, words]) => `| ${from.replace(':', ' ')} → ${to.replace(/^.*:/, '')} | \`${path}\` | ${what} | ${words} |`,
  );
}

/** The table as a document has it. */
export function documentedLosses(markdown: string): string {
  return markdown.slice(markdown.indexOf(begin) + begin.length, markdown.indexOf(end));
}

/** The document with the table as it should be. */
export function withLosses(markdown: string): string {
  return markdown.replace(begin + documentedLosses(markdown) + end, begin + lossTable() + end);
}
