import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  asWritten,
  type Contract,
  contracts,
  dataOf,
  prefixesFor,
  type ReadResult,
  readItem,
  sendable,
  toRecord,
  validate,
  writeItem,
  writeRoot,
  writtenOf,
} from '../../src/contracts/index.ts';
import type { ComplexType } from '../../src/contracts/schema.ts';
import { BridgeError } from '../../src/errors.ts';
import { hasXmllint } from '../support/xmllint.ts';
import { arbitraryOf } from './arbitrary.ts';
import { mutationsOf } from './mutations.ts';
import { readMessage } from './read-message.ts';

const runs = { numRuns: 15 };

interface Message {
  readonly name: string;
  readonly type: ComplexType;
}

const requestOf = (contract: Contract): Message => ({ name: contract.name, type: contract.request });
const responseOf = (contract: Contract): Message => ({ name: `${contract.name}Response`, type: contract.response });

function write({ namespace }: Contract, { name, type }: Message, value: object): string {
  return writeRoot(namespace, name, type, value, prefixesFor(namespace, type));
}

describe.each(contracts.map((contract) => [contract.id, contract] as const))('%s', (_id, contract) => {
  it.each([requestOf(contract), responseOf(contract)].map((message) => [message.name, message] as const))(
    'reads the %s that it writes',
    (_name, message) => {
      fc.assert(
        fc.property(arbitraryOf(message.type), (value) => {
          const options = { emptyIsAbsent: message.type === contract.response };
          expect(readMessage(message.type, message.name, write(contract, message, value), options)).toEqual({
            value,
            violations: [],
          });
        }),
        runs,
      );
    },
  );

  it('reads the item that it writes', () => {
    fc.assert(
      fc.property(arbitraryOf(contract.item), (item) => {
        const written = writeItem(contract, item);
        expect(writeItem(contract, readItem(contract, written))).toBe(written);
        expect(readItem(contract, written)).toEqual(sendable(contract, item));
        const record = toRecord(contract, item);
        const passedOn = asWritten(contract, record);
        expect(passedOn).toMatchObject({ header: record.header, data: undefined });
        if (record.problems) return;
        expect(dataOf(passedOn)).toEqual(sendable(contract, item));
        expect(Buffer.from(writtenOf(contract, passedOn)).toString()).toBe(written);
        expect(passedOn.comparedBy).toEqual(contract.comparedBy?.(item as never));
      }),
      runs,
    );
  });

  it('asks again what it was asked', () => {
    fc.assert(
      fc.property(arbitraryOf(contract.request), (request) => {
        const filter = contract.filterOf(request);
        // What holds nothing but white space is refused at the door.
        fc.pre([...filter.careUnits, filter.sourceSystem].every((value) => value !== ''));
        const again = contract.requestFor(filter);
        expect(validate(contract.request, again, contract.name)).toEqual([]);
        expect(contract.filterOf(again)).toEqual(filter);
      }),
      runs,
    );
  });

  it('takes whatever was done to an answer for broken, never for a mistake of its own', () => {
    const message = responseOf(contract);
    const written = arbitraryOf(message.type).map((value) => write(contract, message, value));
    fc.assert(
      fc.property(written.chain(mutationsOf), (xml) => {
        const records: ReadResult[] = [];
        const each = (record: ReadResult): number => records.push(record);
        try {
          readMessage(message.type, message.name, xml, {
            records: { element: contract.itemElement, each },
            emptyIsAbsent: true,
          });
        } catch (error) {
          expect(error).toBeInstanceOf(BridgeError);
        }
        for (const { value, violations } of records) {
          const record = toRecord(contract, value, violations);
          if (!record.problems) contract.inPeriod(value, { start: '20200101', end: '20201231' });
        }
      }),
      { numRuns: 40 },
    );
  });

  it.skipIf(!hasXmllint())('writes what another validator accepts', () => {
    const folder = mkdtempSync(join(tmpdir(), 'norrbryggan-messages-'));
    const sampleOf = (message: Message): string[] =>
      fc.sample(arbitraryOf(message.type), 8).map((value) => write(contract, message, put(value)));
    const put = (value: object): object => {
      const items = (value as Record<string, unknown>)[contract.itemElement] as readonly object[] | undefined;
      return { ...value, ...(items && { [contract.itemElement]: items.map((item) => sendable(contract, item)) }) };
    };
    const files = [...sampleOf(requestOf(contract)), ...sampleOf(responseOf(contract))].map((xml, index) => {
      const file = join(folder, `${index}.xml`);
      writeFileSync(file, xml);
      return file;
    });
    const told = spawnSync('xmllint', ['--noout', '--schema', join('wsdl', contract.schema.file), ...files]);
    expect(String(told.stderr).replaceAll(/^.* validates\n/gm, '')).toBe('');
    expect(told.status).toBe(0);
    rmSync(folder, { recursive: true });
  });
});
