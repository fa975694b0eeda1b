import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Config } from '../config.ts';
import { documentFaults, neededParts, withParts } from '../data-protection/documents.ts';
import { type Parts, partNames, partsOf } from '../data-protection/parts.ts';
import { BridgeError } from '../errors.ts';

/** What the data protection documents say that follows from the configuration: printed, compared or written. */
export async function tellDataProtection(
  config: Config,
  { check, write, files }: { readonly check?: boolean; readonly write?: boolean; readonly files: readonly string[] },
  out: NodeJS.WritableStream,
): Promise<number> {
  if (check ? write : !write && files.length > 0)
    throw new BridgeError('COMMAND_INVALID', 'Use: dataskydd, dataskydd --check [FILES] or dataskydd --write [FILES].');
  const parts = partsOf(config);
  if (!check && !write) {
    for (const name of partNames) out.write(`## ${name}\n\n${parts[name].join('\n')}\n\n`);
    return 0;
  }
  const documents = files.length > 0 ? files : ourDocuments;
  if (write) await Promise.all(documents.map((file) => writeParts(file, parts)));
  const faults = (await Promise.all(documents.map((file) => faultsOf(file, parts)))).flat();
  for (const fault of faults) out.write(`${fault}\n`);
  if (faults.length === 0) out.write(`${documents.length} documents say what the configuration says.\n`);
  return faults.length === 0 ? 0 : 3;
}

const ourDocuments = Object.keys(neededParts).map((name) => join('docs/dataskydd', name));

async function faultsOf(file: string, parts: Parts): Promise<string[]> {
  return documentFaults(basename(file), await read(file), parts).map((fault) => `${file}: ${fault}`);
}

async function writeParts(file: string, parts: Parts): Promise<void> {
  const text = await read(file);
  const written = withParts(text, parts);
  if (written !== text) await writeFile(file, written);
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new BridgeError('COMMAND_INVALID', `${file} cannot be read.`, { cause });
  }
}
