/** Text that stands for itself; and text whose references and line ends are easily resolved. */
const notPlain = /[^\t\n -~\u00A0-\uD7FF\uE000-\uFFFD]|&|\]\]>/;
const notReadable = /[^\t\n\r -~\u00A0-\uD7FF\uE000-\uFFFD]|\]\]>|&(?!(?:amp|lt|gt|quot|apos);)/;
const lineEnd = /\r\n?/g;
const reference = /&(?:amp|lt|gt|quot|apos);/g;
const meanings: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/** What the text between two tags means; undefined when that is left to the whole reader. */
export function plainText(written: string): string | undefined {
  if (!notPlain.test(written)) return written;
  if (notReadable.test(written)) return undefined;
  return written.replace(lineEnd, '\n').replace(reference, (one) => meanings[one] ?? one);
}
