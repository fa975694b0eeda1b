import type { CodedValue } from '../contracts/index.ts';
import { attribute, type Node } from './node.ts';
import {
  codedMade,
  codedValueOf,
  flagOf,
  instanceId,
  intervalMade,
  intervalOf,
  textOf,
  timeOf,
  valued,
} from './values.ts';
import type { Made } from './write.ts';

/** A data type of RIV 13606 as a value of a RIV-TA record, both ways. Undefined = there is none. */
export interface Conversion<Value = unknown> {
  read(node: Node): Value | undefined;
  /** With its type: an element's value may have any. */
  write(value: Value): Made | undefined;
}

/** ST ↔ text. */
export const text: Conversion<string> = {
  read: textOf,
  write: (value) => ({ type: 'ST', ...valued(value) }),
};

/** ST in which `$$NL$$` stands for a line break ↔ text with CR LF. */
export const lines: Conversion<string> = {
  read: (node) => textOf(node)?.replaceAll('$$NL$$', '\r\n'),
  write: (value) => text.write(value.replace(/\r\n|\r|\n/g, () => '$$NL$$')),
};

/** TS ↔ YYYYMMDDhhmmss. */
export const time: Conversion<string> = {
  read: timeOf,
  write: (value) => ({ type: 'TS', ...valued(value) }),
};

/** TS ↔ YYYYMMDD. */
export const day: Conversion<string> = {
  read: (node) => timeOf(node)?.slice(0, 8),
  write: time.write,
};

/** IVL_TS ↔ start and end. */
export const interval: Conversion<{ readonly start?: string; readonly end?: string }> = {
  read: (node) => {
    const { start, end } = intervalOf(node);
    return start || end ? { ...(start && { start }), ...(end && { end }) } : undefined;
  },
  write: (value) => typed('IVL_TS', intervalMade(value)),
};

/** IVL_TS ↔ the time at which it starts. */
export const start: Conversion<string> = {
  read: (node) => intervalOf(node).start,
  write: (value) => ({ type: 'IVL_TS', children: { low: valued(value) } }),
};

/** CD where there is a code, else ST ↔ coded value. An identifier is a code of its root. */
export const coded: Conversion<CodedValue> = {
  read: codedValueOf,
  write: (value) => {
    if (value.code) return typed('CD', codedMade(value));
    const words = value.originalText ?? value.displayName;
    return words ? text.write(words) : undefined;
  },
};

/** ST ↔ a coded value of which only the words are told. */
export const words: Conversion<CodedValue> = {
  read: (node) => {
    const originalText = textOf(node);
    return originalText ? { originalText } : codedValueOf(node);
  },
  write: (value) => {
    const said = value.originalText || value.displayName || value.code;
    return said ? text.write(said) : undefined;
  },
};

/** II ↔ a coded value whose code it is. */
export const codedId: Conversion<CodedValue> = {
  read: codedValueOf,
  write: (value) =>
    value.code && value.codeSystem ? { type: 'II', ...instanceId(value.codeSystem, value.code) } : coded.write(value),
};

/** II ↔ root and extension. */
export const id: Conversion<{ readonly root: string; readonly extension?: string }> = {
  read: (node) => {
    const [root, extension] = [attribute(node, 'root'), attribute(node, 'extension')];
    return root ? { root, ...(extension && { extension }) } : undefined;
  },
  write: ({ root, extension }) => ({ type: 'II', attributes: { root, ...(extension && { extension }) } }),
};

/** BL ↔ true or false. */
export const flag: Conversion<boolean> = {
  read: flagOf,
  write: (value) => ({ type: 'BL', ...valued(value) }),
};

const number = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** The value of PQ or INT ↔ digits. */
export const amount: Conversion<string> = {
  read: (node) => {
    const value = attribute(node, 'value')?.replace(',', '.');
    return value !== undefined && number.test(value) ? value : undefined;
  },
  write: (value) => ({ type: 'PQ', ...valued(value) }),
};

/** PQ ↔ value and unit; INT is a number of `unit`. */
export function quantity(unit: string): Conversion<{ readonly value: string; readonly unit: string }> {
  return {
    read: (node) => {
      const value = amount.read(node);
      return value === undefined ? undefined : { value, unit: attribute(node, 'unit') ?? unit };
    },
    write: ({ value, unit: own }) => ({ type: 'PQ', attributes: { value, unit: own } }),
  };
}

/** The unit of a PQ, where its value is read as text; a text has none. */
export const unitOfQuantity: Conversion<string> = {
  read: (node) => attribute(node, 'unit'),
  write: () => undefined,
};

/** ST, or the code of a CD ↔ the value that stands for those words; `otherwise` for words not in the table. */
export function oneOf<Value extends string | number>(
  table: Readonly<Record<string, Value>>,
  otherwise: { readonly value?: Value; readonly words?: string } = {},
): Conversion<Value> {
  return {
    read: (node) => {
      const said = [textOf(node)?.trim(), attribute(node, 'code')].filter((one) => one !== undefined);
      const known = said.find((one) => Object.hasOwn(table, one));
      if (known !== undefined) return table[known];
      return said.length > 0 ? otherwise.value : undefined;
    },
    write: (value) => {
      const said = Object.entries(table).find(([, known]) => known === value)?.[0] ?? otherwise.words;
      return said === undefined ? undefined : text.write(said);
    },
  };
}

function typed(type: string, made: Made | undefined): Made | undefined {
  return made && { type, ...made };
}
