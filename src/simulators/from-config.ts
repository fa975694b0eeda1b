import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import type { CouncilsOptions } from './councils.ts';

/** The councils that fit a demo's configuration: same PKI, same directory, same people. */
export function councilsOptions(config: Config): CouncilsOptions {
  const { persons } = config;
  return {
    pki: dirname(config.outgoing.ca),
    directory: directoryFile(config.directory.url),
    persons: persons?.url.startsWith('file:') ? persons.url : 'file:config/persons/demo.yaml',
  };
}

/** With a directory over LDAP the councils still read the file that it was loaded from. */
function directoryFile(url: string): string {
  if (!url.startsWith('file:')) return 'config/hsa/demo.ldif';
  return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}
