import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wsdlFolder } from '../../src/contracts/index.ts';
import { added, many, one, optional, schema, string } from '../../src/contracts/schema.ts';
import { writeXsd } from '../../src/contracts/xsd.ts';
import { serviceFiles } from '../../src/riv13606/index.ts';
import { hasXmllint } from '../support/xmllint.ts';

/** Whether somebody else's validator can compile the schema and accepts the document. */
function accepts(schemaFile: string, xml: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-xsd-'));
  try {
    writeFileSync(join(folder, 'message.xml'), xml);
    execFileSync('xmllint', ['--noout', '--schema', schemaFile, join(folder, 'message.xml')], { stdio: 'pipe' });
    return true;
  } catch (error) {
    const told = String((error as { stderr?: Buffer }).stderr);
    if (told.includes('failed to compile')) throw new Error(told);
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('wsdl/', () => {
  it('is what the contract definitions give; run `npm run wsdl` after a change', () => {
    const files = readdirSync('wsdl').map((file) => [file, readFileSync(join('wsdl', file), 'utf8')]);
    expect(Object.fromEntries(files)).toEqual(Object.fromEntries([...wsdlFolder(), ...serviceFiles()]));
  });

  it.skipIf(!hasXmllint()).each(readdirSync('wsdl').filter((file) => file.endsWith('.xsd')))('%s compiles', (file) => {
    expect(accepts(join('wsdl', file), '<nothing/>')).toBe(false);
  });
});

describe.skipIf(!hasXmllint())('an element that a minor version added', () => {
  const base = schema('urn:x:2', 'base.xsd');
  const minor = schema('urn:x:2.1', 'minor.xsd');
  const Item = base.open('ItemType', {
    id: one(string),
    note: added(minor, optional(string)),
    more: added(minor, many(string)),
  });
  const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-minor-'));
  writeFileSync(
    join(folder, 'base.xsd'),
    writeXsd(base, [{ name: 'item', type: Item }], (file) => file),
  );
  const globals = Object.entries(Item.elements).flatMap(([name, { type, extension }]) =>
    extension ? [{ name, type }] : [],
  );
  writeFileSync(
    join(folder, 'minor.xsd'),
    writeXsd(minor, globals, (file) => file),
  );

  it.each([
    ['in its extension namespace', '<item xmlns="urn:x:2"><id>1</id><note xmlns="urn:x:2.1">n</note></item>', true],
    ['left out, as an older producer does', '<item xmlns="urn:x:2"><id>1</id></item>', true],
    ['in the base namespace, where it is not declared', '<item xmlns="urn:x:2"><id>1</id><note>n</note></item>', false],
  ])('is accepted %s: %s → %s', (_where, xml, expected) => {
    expect(accepts(join(folder, 'base.xsd'), xml)).toBe(expected);
  });
});
