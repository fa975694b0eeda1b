import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../../contracts/index.ts';

const folder = fileURLToPath(new URL('../../../wsdl/', import.meta.url));

/** A WSDL in the form the `soap` package reads right. */
export interface SoapWsdl {
  readonly xml: string;
  /** The file it came from; its schemas are imported relative to this. */
  readonly file: string;
}

/**
 * Loads a contract's WSDL from wsdl/ for the `soap` package. That package takes a message's first part for the body,
 * which in every RIV-TA request is the LogicalAddress header, and its client and server agree with each other about it.
 * Here the part `parameters` comes first; the files keep the official order.
 */
export async function loadSoapWsdl(contract: Contract): Promise<SoapWsdl> {
  const file = join(folder, `${contract.name}Interaction_${contract.major}.${contract.minor}_RIVTABP21.wsdl`);
  return { xml: parametersFirst(await readFile(file, 'utf8')), file };
}

export function parametersFirst(wsdl: string): string {
  return wsdl.replaceAll(/(<(?:\w+:)?message\b[^>]*>)([\s\S]*?)(<\/(?:\w+:)?message>)/g, (_all, open, parts, close) => {
    const body = /\s*<(?:\w+:)?part\b[^>]*\bname="parameters"[^>]*\/>/.exec(parts)?.[0] ?? '';
    return `${open}${body}${parts.replace(body, '')}${close}`;
  });
}
