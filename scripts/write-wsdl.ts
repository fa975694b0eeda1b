import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wsdlFolder } from '../src/contracts/index.ts';

/** `npm run wsdl`: writes wsdl/ anew from the contract definitions. */
const folder = 'wsdl';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [file, content] of wsdlFolder()) writeFileSync(join(folder, file), content);
