/** Messages for those who repair, with nothing of the patient in them: structure, paths, lengths, codes, broken rules. */
import { maskJson } from './json.ts';
import type { MaskedView } from './view.ts';
import { maskXml } from './xml.ts';

export type { MaskedView } from './view.ts';

/** The message as it may be shown to anybody who may see that there is one. Never throws. */
export function maskedView(content: Buffer): MaskedView {
  const start = content.toString('latin1', 0, 64).replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  const [first] = start.replace(/[\s\0]+/g, '');
  if (first === '<') return maskXml(content);
  if (first === '{' || first === '[') return maskJson(content);
  const { byteLength: bytes } = content;
  return { format: 'other', bytes, contract: undefined, lines: [], omitted: 0, violations: [], unreadable: undefined };
}
