import type { Coded } from '../content/code.ts';

/** CVType with a code. */
export const cv = ({ code, system, name }: Coded) => ({ code, codeSystem: system, displayName: name });
/** CVType without. */
export const words = (originalText: string) => ({ originalText });
