import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wsdlFolder } from '../src/contracts/index.ts';
import { serviceFiles } from '../src/riv13606/index.ts';
import { withLosses } from './loss-table.ts';

/** `npm run wsdl`: writes wsdl/, and the table of losses in docs/contracts.md, anew from the contract definitions. */
const folder = 'wsdl';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [file, content] of [...wsdlFolder(), ...serviceFiles()]) writeFileSync(join(folder, file), content);

const page = join('docs', 'contracts.md');
writeFileSync(page, withLosses(readFileSync(page, 'utf8')));
